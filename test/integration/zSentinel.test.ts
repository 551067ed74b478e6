import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as vscode from 'vscode';
import { handOffIds } from '../../src/vscode/contributions';
import type { Services } from '../../src/vscode/services';
import { json } from '../fakes/scriptedServer';
import { testKey, until } from './harness/inside';
import { enterScripted, leaveScripted, recordedLog, told, type ScriptedWorld } from './harness/scripted';

// The last file of the run by its name: what it looks for, all files before it have used.
describe('what a whole run leaves behind', () => {
  let world: ScriptedWorld;
  before(async function () {
    this.timeout(60_000);
    world = await enterScripted('Sentinel');
    await world.inside.tracked.replaceOwn({ labels: ['lot'], jobIds: [] });
  });
  after(() => leaveScripted(world));

  it('fault 68: no log, file, state, export or message to a page holds the key or the query of a link', async function () {
    this.timeout(60_000);
    const link = `${world.server.url}/image.png?X-Amz-Signature=SENTINELLINK`;
    world.server.otherwise(
      json({ jobs: [told('a', 'completed')], results: [{ output_image_url: link }], error_message: '' }),
    );
    await world.refresh();
    const posted = await messagesToPages(async () => {
      await world.inside.viewer.show({ profileId: 'Sentinel', jobId: 'a' });
      await until('the page was told of the job', () =>
        posting.some((message) => JSON.stringify(message).includes('"a"')),
      );
    });
    const exported = await exportsOf(world);
    await until('the job was asked for', () => world.server.heard.some(({ path }) => path.includes('SENTINELLINK')));
    await world.inside.background.writeNow();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const texts = await textsBelow(dataFolder(world.inside));
    const storage = storageFolder(world.inside);
    const paths = texts.map(([path]) => path);
    assert.ok(
      recordedLog(world.inside).length > 100 && paths.some((path) => path.startsWith(storage)),
      `${storage}: ${paths.join(', ')}`,
    );
    texts.push(['the log', recordedLog(world.inside).join('\n')]);
    texts.push(['the state of the extension', JSON.stringify(stateOf(world.inside))]);
    texts.push(...exported, ['messages to pages', JSON.stringify(posted)]);
    assert.ok(
      exported.every(([path, text]) => text.includes('lot') || path.endsWith('html')),
      'the exports hold the job',
    );
    // What this test planted, the key that most of the run used, and whatever signs a link of the sample server or of S3.
    const secret = new RegExp(`SENTINEL|HOSTILE|${testKey}|[?&](?:sig|Signature|X-Amz-Signature)=\\w`);
    for (const [path, text] of texts) assert.doesNotMatch(text, secret, path);
  });
});

/** What is being posted to pages. */
const posting: unknown[] = [];

/** Everything that the extension posts to the pages that it makes meanwhile. */
async function messagesToPages(work: () => Promise<void>): Promise<readonly unknown[]> {
  const host = vscode.window as unknown as { createWebviewPanel: typeof vscode.window.createWebviewPanel };
  const { createWebviewPanel } = host;
  posting.length = 0;
  host.createWebviewPanel = (...args: Parameters<typeof createWebviewPanel>) => {
    const panel = createWebviewPanel(...args);
    const post = panel.webview.postMessage.bind(panel.webview);
    panel.webview.postMessage = (message) => {
      posting.push(message);
      return post(message);
    };
    return panel;
  };
  try {
    await work();
  } finally {
    host.createWebviewPanel = createWebviewPanel;
  }
  return [...posting];
}

/** The files of an export in each form, as its command writes them; only the questions for form and place are answered. */
async function exportsOf({ inside }: ScriptedWorld): Promise<[path: string, text: string][]> {
  const host = vscode.window as unknown as Record<'showQuickPick' | 'showSaveDialog', (...args: never[]) => unknown>;
  const { showQuickPick, showSaveDialog } = host;
  const files: [string, string][] = [];
  try {
    for (const format of ['csv', 'json', 'html']) {
      const path = join(storageFolder(inside), `export.${format}`);
      host.showQuickPick = (items: readonly { readonly format: string }[]) =>
        Promise.resolve(items.find((item) => item.format === format));
      host.showSaveDialog = () => Promise.resolve(vscode.Uri.file(path));
      await vscode.commands.executeCommand(handOffIds.exportJobs);
      files.push([path, await readFile(path, 'utf8')]);
    }
  } finally {
    Object.assign(host, { showQuickPick, showSaveDialog });
  }
  return files;
}

/** Where the extension keeps its files; a service knows it, and nothing tells it to others. */
function storageFolder({ background }: Services): string {
  return (background as unknown as { readonly deps: { readonly root: string } }).deps.root;
}

/** Everything that the extension keeps in the state of the editor. */
function stateOf({ keys }: Services): unknown[] {
  const { marks } = (keys as unknown as { readonly deps: { readonly marks: vscode.Memento } }).deps;
  return marks.keys().map((name) => [name, marks.get(name)]);
}

/** The data of the whole editor: logs, storage and settings of everything that runs in it. */
const dataFolder = (inside: Services): string => resolve(storageFolder(inside), '..', '..', '..');

async function textsBelow(folder: string): Promise<[path: string, text: string][]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(paths.map(async (path): Promise<[string, string]> => [path, await readFile(path, 'latin1')]));
}
