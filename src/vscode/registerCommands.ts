import * as vscode from 'vscode';
import type { Disposable } from '../core/event';
import type { FromMenu } from './commands/targets';
import { commandIds, type CommandId } from './contributions';
import type { Services } from './services';

/** What each command does; the arguments are what VS Code hands over from a menu of the tree. */
export type CommandTable = Readonly<Record<CommandId, (...menu: FromMenu) => unknown>>;

/** Registers every command of package.json. What they do is loaded when the first of them is used. */
export function registerCommands(services: Services): vscode.Disposable {
  let loading: Promise<CommandTable> | undefined;
  // What commands open and leave open, such as contact sheets.
  const owned: Disposable[] = [];
  const read = async (): Promise<CommandTable> => (await import('./lazy/commandTable')).commandTable(services, owned);
  // A load that failed is tried again by the next command: an update may be under way.
  const load = (): Promise<CommandTable> =>
    read().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
  const run = async (id: CommandId, menu: FromMenu): Promise<unknown> => {
    loading ??= load();
    return (await loading)[id](...menu);
  };
  const ids = Object.values(commandIds);
  const registered = ids.map((id) => vscode.commands.registerCommand(id, (...menu: FromMenu) => run(id, menu)));
  return vscode.Disposable.from(...registered, { dispose: () => owned.forEach((each) => each.dispose()) });
}
