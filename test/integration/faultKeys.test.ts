import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import * as vscode from 'vscode';
import { SignOutMarks } from '../../src/core/windows/signOutMarks';
import { commandIds } from '../../src/vscode/contributions';
import type { Services } from '../../src/vscode/services';
import { nodeFolder } from '../../src/vscode/nodeFolder';
import { realClock } from '../../src/vscode/realClock';
import { textHash } from '../../src/vscode/textHash';
import { json, startScriptedServer } from '../fakes/scriptedServer';
import { until } from './harness/inside';
import {
  enterScripted,
  jobs,
  leaveScripted,
  sentinelKey,
  setGlobal,
  told,
  type ScriptedWorld,
} from './harness/scripted';

describe('keys in the editor', () => {
  let world: ScriptedWorld;
  before(async () => {
    world = await enterScripted('Keys');
    world.server.otherwise(jobs(told('a')));
    await world.inside.tracked.replaceOwn({ labels: ['lot'], jobIds: [] });
    await world.refresh();
  });
  after(() => leaveScripted(world));

  it('fault 58: a key with a line break, an invisible character or typographic quotes is refused in the box, and sent nowhere', async () => {
    const { createInputBox } = vscode.window;
    let box: vscode.InputBox | undefined;
    vscode.window.createInputBox = () => (box = createInputBox());
    const before = world.server.heard.length;
    try {
      const signingIn = vscode.commands.executeCommand(commandIds.signIn);
      await until('the box is there', () => box !== undefined);
      // The box itself takes \n out of what is pasted.
      for (const key of ['api_HOSTILE\u2028x', 'api_HOSTILE\u200b', '“api_HOSTILE”', '']) {
        await refusedInBox(box, key);
        assert.doesNotMatch(String(box?.validationMessage), /HOSTILE/);
      }
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      await signingIn;
      assert.deepEqual([world.server.heard.length, world.inside.keys.key(world.profile)], [before, sentinelKey]);
    } finally {
      vscode.window.createInputBox = createInputBox;
    }
  });

  it('fault 57: a sign-out in another window is obeyed by this one at once', async () => {
    const { inside, profile } = world;
    assert.equal(inside.keys.key(profile), sentinelKey);
    const other = new SignOutMarks({
      folder: nodeFolder(storageFolder(inside)),
      ...{ hash: textHash, log: inside.log, clock: realClock, pause: 60_000 },
      newId: () => 'another-window',
      profiles: () => [profile],
      drop: () => undefined,
      recheck: () => undefined,
    });
    await other.tell(profile, false);
    other.dispose();
    await until('this window has dropped its key', () => inside.keys.key(profile) === undefined);
    const before = world.server.heard.length;
    await world.refresh();
    assert.deepEqual([inside.session.api, world.server.heard.length], [undefined, before]);
    await inside.keys.save(profile, sentinelKey);
    await until('it is signed in again', () => inside.session.api !== undefined);
  });

  it('fault 64: a workspace that sets the URL and the profile changes neither, and its trap hears nothing', async () => {
    const trap = await startScriptedServer();
    trap.otherwise(json({ jobs: [] }));
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const file = join(folder.uri.fsPath, '.vscode', 'settings.json');
    await mkdir(dirname(file), { recursive: true });
    const settings = {
      'bannerJobs.profile': 'Trap',
      'bannerJobs.profiles': [
        { name: 'Keys', url: `${trap.url}/v1` },
        { name: 'Trap', url: `${trap.url}/v1` },
      ],
      // Read where a workspace may say so: tells that the file was read.
      'bannerJobs.labels': ['from-workspace'],
    };
    await writeFile(file, JSON.stringify(settings));
    try {
      await until('the file is read', () => world.inside.store.label('from-workspace') !== undefined);
      await vscode.commands.executeCommand(commandIds.refresh);
      await world.refresh();
      const { profile } = world.inside.session;
      assert.equal(profile.kind === 'remote' && profile.baseUrl, `${world.server.url}/v1`);
      assert.ok(world.inside.profiles.list().every(({ name }) => name !== 'Trap'));
      assert.deepEqual([trap.connections, trap.heard.length], [0, 0]);
    } finally {
      await rm(file);
      await until('the file is gone', () => world.inside.store.label('from-workspace') === undefined);
      await trap.close();
    }
  });

  it('fault 65: another URL for the profile gets no key of the old one', async () => {
    const other = await startScriptedServer();
    other.otherwise(jobs());
    await setGlobal('bannerJobs.profiles', [{ name: 'Keys', url: `${other.url}/v1` }]);
    await until('the URL changed', () => {
      const { profile } = world.inside.session;
      return profile.kind === 'remote' && profile.baseUrl.startsWith(other.url);
    });
    await world.refresh();
    assert.deepEqual([other.connections, world.inside.session.keyState], [0, 'signedOut']);
    await setGlobal('bannerJobs.profiles', [{ name: 'Keys', url: `${world.server.url}/v1` }]);
    await until('the old URL is back, and its key', () => world.inside.session.api !== undefined);
    await other.close();
  });

  it('fault 68: no log, file or state of the extension holds the key or the query of a link', async () => {
    const link = `${world.server.url}/image.png?X-Amz-Signature=SENTINELLINK`;
    world.server.otherwise(
      json({ jobs: [told('a', 'completed')], results: [{ output_image_url: link }], error_message: '' }),
    );
    await world.refresh();
    await world.inside.viewer.show({ profileId: 'Keys', jobId: 'a' });
    await until('the job was asked for', () => world.server.heard.some(({ path }) => path.includes('SENTINELLINK')));
    await world.inside.background.writeNow();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const texts = await textsBelow(dataFolder(world.inside));
    const storage = storageFolder(world.inside);
    assert.ok(texts.some(([path]) => path.endsWith('.log')) && texts.some(([path]) => path.startsWith(storage)));
    texts.push(['the state of the extension', JSON.stringify(stateOf(world.inside))]);
    for (const [path, text] of texts) assert.ok(!/SENTINEL|HOSTILE/.test(text), path);
  });
});

/** Types a key and accepts it, until the box says why it is refused. */
async function refusedInBox(box: vscode.InputBox | undefined, key: string): Promise<void> {
  assert.ok(box);
  box.validationMessage = undefined;
  box.value = key;
  await until('the box says why', async () => {
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    return box.validationMessage !== undefined;
  });
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
