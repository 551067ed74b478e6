import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds } from '../../src/vscode/contributions';
import type { Services } from '../../src/vscode/services';
import { enterWorld, rows, services, until, type TestWorld } from './harness/inside';

/** VS Code tells nobody what a panel was allowed: the panels' owners hold the panels themselves. */
interface Holders {
  readonly viewer: { readonly panels?: { readonly last?: { readonly panel: vscode.WebviewPanel } } };
  readonly sheets: { readonly panels?: { readonly open: ReadonlyMap<string, vscode.WebviewPanel> } };
}

describe('what a page may do', () => {
  let inside: Services;
  let world: TestWorld;
  let root: vscode.Uri;

  before(async () => {
    inside = await services();
    world = await enterWorld('Roots');
    const extension = vscode.extensions.all.find(({ id }) => id.endsWith('.banner-jobs'));
    assert.ok(extension);
    root = vscode.Uri.joinPath(extension.extensionUri, 'dist', 'page');
    await inside.tracked.trackLabels(['car-model-lot-1']);
    await until('the jobs are there', () => inside.store.size > 0);
    await vscode.commands.executeCommand(commandIds.openSheet, rows(inside)[0]?.element);
    const [job] = inside.store.jobs();
    await inside.viewer.show({ profileId: world.profile.name, jobId: job?.id ?? '' });
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await inside.tracked.replaceOwn({ labels: [], jobIds: [] });
    await world.server.close();
  });

  it('is to run its script and to load from one folder; no command, no form, no port', async () => {
    const { viewer, sheets } = inside as unknown as Holders;
    await until('both are open', () => viewer.panels?.last !== undefined && (sheets.panels?.open.size ?? 0) > 0);
    const panels = [viewer.panels?.last?.panel, ...(sheets.panels?.open.values() ?? [])];
    assert.equal(panels.length, 2);
    for (const panel of panels) {
      const { localResourceRoots, ...others } = panel?.webview.options ?? {};
      assert.deepEqual(localResourceRoots?.map(String), [root.toString()]);
      const allowed = Object.entries(others).filter(([, value]) => Boolean(value));
      assert.deepEqual(allowed, [['enableScripts', true]]);
    }
  });

  it('finds in that folder the files of the two pages, and nothing else', async () => {
    const files = (await vscode.workspace.fs.readDirectory(root)).map(([name]) => name);
    assert.deepEqual(files.sort(), ['codicon.ttf', 'sheet.css', 'sheet.js', 'viewer.css', 'viewer.js']);
  });
});
