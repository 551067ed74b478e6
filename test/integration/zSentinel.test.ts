import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as vscode from 'vscode';
import type { Services } from '../../src/vscode/services';
import { json } from '../fakes/scriptedServer';
import { until } from './harness/inside';
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

  it('fault 68: no log, file or state of the extension holds the key or the query of a link', async () => {
    const link = `${world.server.url}/image.png?X-Amz-Signature=SENTINELLINK`;
    world.server.otherwise(
      json({ jobs: [told('a', 'completed')], results: [{ output_image_url: link }], error_message: '' }),
    );
    await world.refresh();
    await world.inside.viewer.show({ profileId: 'Sentinel', jobId: 'a' });
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
    for (const [path, text] of texts) assert.ok(!/SENTINEL|HOSTILE/.test(text), path);
  });
});

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
