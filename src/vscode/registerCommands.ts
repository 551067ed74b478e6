import * as vscode from 'vscode';
import type { Disposable } from '../core/event';
import type { FromMenu } from './commands/targets';
import { commandIds, handOffIds, type CommandId, type HandOffId } from './contributions';
import type { Services } from './services';

type Table<Id extends string> = Readonly<Record<Id, (...menu: FromMenu) => unknown>>;

/** What each command does; the arguments are what VS Code hands over from a menu of the tree. */
export type CommandTable = Table<CommandId>;

/** The same for the commands by which jobs leave the view. */
export type HandOffTable = Table<HandOffId>;

/** Registers every command of package.json. What they do is loaded when the first of their table is used. */
export function registerCommands(services: () => Promise<Services>): vscode.Disposable {
  const owned: Disposable[] = [];
  const own = (service: Disposable): void => void owned.push(service);
  const ofView = async (): Promise<CommandTable> => {
    const made = await services();
    return (await import('./lazy/commandTable')).commandTable(made, own);
  };
  const ofHandOff = async (): Promise<HandOffTable> => {
    const made = await services();
    return (await import('./lazy/handOffTable')).handOffTable(made, own);
  };
  const registered = [...registerTable(commandIds, ofView), ...registerTable(handOffIds, ofHandOff)];
  return vscode.Disposable.from(...registered, { dispose: () => owned.forEach((each) => each.dispose()) });
}

function registerTable<Id extends string>(
  ids: Readonly<Record<string, Id>>,
  read: () => Promise<Table<Id>>,
): vscode.Disposable[] {
  let loading: Promise<Table<Id>> | undefined;
  // A load that failed is tried again by the next command: an update may be under way.
  const load = (): Promise<Table<Id>> =>
    read().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
  // Any extension may run a command: what it comes to is nobody's business (faults, row 91).
  const run = async (id: Id, menu: FromMenu): Promise<void> => {
    loading ??= load();
    await (await loading)[id](...menu);
  };
  return Object.values(ids).map((id) => vscode.commands.registerCommand(id, (...menu: FromMenu) => run(id, menu)));
}
