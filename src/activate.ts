import * as vscode from 'vscode';
import { lazily } from './core/lazily';
import { clearLate, keptNames } from './vscode/clearedMark';
import { settingIds, sheetType, viewerType, viewId } from './vscode/contributions';
import { ExtensionApi, type BannerJobsApi } from './vscode/extensionApi';
import { registerCodeLens } from './vscode/registerCodeLens';
import { registerCommands } from './vscode/registerCommands';
import { registerTools } from './vscode/registerTools';
import { LateTree } from './vscode/lateTree';
import { openLink } from './vscode/links';
import { rest } from './vscode/rest';
import type { Services } from './vscode/services';

/** What tests get: the services beside the API. */
type Inside = Services & { readonly api: BannerJobsApi };

/** VS Code passes nothing to `deactivate`, so what it ends is kept here. */
const started: { services?: Services } = {};

/**
 * What every window pays at its start: the view, commands, links and panels by name. The services behind them
 * (`extension.ts`) are loaded with the first thing that needs them, or at once where the extension was used before.
 */
export function activate(context: vscode.ExtensionContext): BannerJobsApi | Promise<Inside> {
  const rows = new LateTree(() => load());
  const view = vscode.window.createTreeView(viewId, {
    treeDataProvider: rows,
    canSelectMany: true,
    showCollapseAll: true,
  });
  let isOver = false;
  const make = async (): Promise<Services> => {
    const services = await read(context, { view, isOver: () => isOver });
    rows.attach(services.tree);
    api.attach(services);
    return (started.services = services);
  };
  const load = lazily(make);
  const api = new ExtensionApi(load);
  context.subscriptions.push(
    { dispose: () => (isOver = true) },
    api,
    rows,
    view,
    registerCommands(load),
    registerTools(load),
    registerCodeLens(load),
    vscode.window.registerUriHandler({ handleUri: async (uri) => openLink(await load(), uri) }),
    vscode.window.registerWebviewPanelSerializer(viewerType, {
      deserializeWebviewPanel: async (panel, state) => (await load()).viewer.revive(panel, state),
    }),
    vscode.window.registerWebviewPanelSerializer(sheetType, {
      deserializeWebviewPanel: async (panel, state) => (await load()).sheets.revive(panel, state),
    }),
  );
  const isTest = context.extensionMode === vscode.ExtensionMode.Test;
  if (!isTest && !wasUsedBefore(context)) return api.exports;
  const services = load();
  // The tests look at the services from inside; nobody else gets them, and nobody waits for them.
  if (isTest) return services.then((made) => ({ ...made, api: api.exports }));
  services.catch((error: unknown) => console.error('Banner Jobs did not start.', error));
  return api.exports;
}

/**
 * The window ends: what is not saved yet is, which takes two seconds at most. It begins at once, for VS Code disposes of
 * everything in the same turn.
 */
export async function deactivate(): Promise<void> {
  await started.services?.background.writeNow();
}

interface Started {
  readonly view: vscode.TreeView<string>;
  /** The window ends: what would be made now nobody would end. */
  readonly isOver: () => boolean;
}

/** Other extensions get their turns between: they start in the same moment. */
async function read(context: vscode.ExtensionContext, { view, isOver }: Started): Promise<Services> {
  await rest();
  const { createServices } = await import('./extension');
  await rest();
  if (isOver()) throw new Error('The window ends.');
  clearLate(context);
  return createServices(context, view);
}

/** Something is tracked, a profile was chosen, or the workspace shares labels: then jobs are worth watching at once. */
function wasUsedBefore({ globalState, workspaceState }: vscode.ExtensionContext): boolean {
  const shared = vscode.workspace.getConfiguration().get<unknown>(settingIds.labels);
  const sharesLabels = Array.isArray(shared) && shared.length > 0;
  return keptNames(globalState).length + keptNames(workspaceState).length > 0 || sharesLabels;
}
