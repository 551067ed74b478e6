import * as vscode from 'vscode';
import { settingIds, sheetType, viewerType, viewId } from './vscode/contributions';
import { registerCommands } from './vscode/registerCommands';
import { LateTree } from './vscode/lateTree';
import { openLink } from './vscode/links';
import type { Services } from './vscode/services';

/** VS Code passes nothing to `deactivate`, so what it ends is kept here. */
const started: { services?: Promise<Services> | undefined } = {};

/**
 * What every window pays at its start: the view, commands, links and panels by name. The services behind them
 * (`extension.ts`) are loaded with the first thing that needs them, or at once where the extension was used before.
 */
export function activate(context: vscode.ExtensionContext): Promise<Services> | undefined {
  let loading: Promise<Services> | undefined;
  const rows = new LateTree(() => load());
  const view = vscode.window.createTreeView(viewId, {
    treeDataProvider: rows,
    canSelectMany: true,
    showCollapseAll: true,
  });
  const load = (): Promise<Services> =>
    (loading ??= started.services =
      read(context, view).then((services) => {
        rows.attach(services.tree);
        return services;
      }));
  context.subscriptions.push(
    rows,
    view,
    registerCommands(load),
    vscode.window.registerUriHandler({ handleUri: async (uri) => openLink(await load(), uri) }),
    vscode.window.registerWebviewPanelSerializer(viewerType, {
      deserializeWebviewPanel: async (panel, state) => (await load()).viewer.revive(panel, state),
    }),
    vscode.window.registerWebviewPanelSerializer(sheetType, {
      deserializeWebviewPanel: async (panel, state) => (await load()).sheets.revive(panel, state),
    }),
  );
  const isTest = context.extensionMode === vscode.ExtensionMode.Test;
  if (!isTest && !wasUsedBefore(context)) return undefined;
  const services = load();
  // The tests look at the services from inside; nobody else gets them, and nobody waits for them.
  if (isTest) return services;
  services.catch((error: unknown) => console.error('Banner Jobs did not start.', error));
  return undefined;
}

/** The window ends: what is not saved yet is, which takes two seconds at most. */
export async function deactivate(): Promise<void> {
  const services = await started.services?.catch(() => undefined);
  await services?.background.writeNow();
}

async function read(context: vscode.ExtensionContext, view: vscode.TreeView<string>): Promise<Services> {
  return (await import('./extension')).createServices(context, view);
}

/** Something is tracked, a profile was chosen, or the workspace shares labels: then jobs are worth watching at once. */
function wasUsedBefore({ globalState, workspaceState }: vscode.ExtensionContext): boolean {
  const shared = vscode.workspace.getConfiguration().get<unknown>(settingIds.labels);
  const sharesLabels = Array.isArray(shared) && shared.length > 0;
  return globalState.keys().length + workspaceState.keys().length > 0 || sharesLabels;
}
