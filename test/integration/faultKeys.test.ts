import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { SignOutMarks } from '../../src/core/windows/signOutMarks';
import { commandIds } from '../../src/vscode/contributions';
import { nodeFolder } from '../../src/vscode/nodeFolder';
import { realClock } from '../../src/vscode/realClock';
import { textHash } from '../../src/vscode/textHash';
import { json, startScriptedServer } from '../fakes/scriptedServer';
import { until } from './harness/inside';
import { enterScripted, jobs, leaveScripted, sentinelKey, setGlobal, told, type ScriptedWorld } from './harness/scripted';

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
    const { createQuickPick, showInputBox, createInputBox } = vscode.window;
    assert.ok(createQuickPick && showInputBox && createInputBox);
    const before = world.server.heard.length;
    for (const key of ['api_HOSTILE\nx', 'api_HOSTILE\u200b', '“api_HOSTILE”']) {
      const box = vscode.window.createInputBox();
      box.dispose();
      const { cleanApiKey } = await import('../../src/core/api/apiKey');
      const clean = cleanApiKey(key);
      assert.ok('reason' in clean);
      assert.doesNotMatch(clean.reason, /HOSTILE/);
    }
    assert.equal(world.server.heard.length, before);
  });

  it('fault 57: a sign-out in another window is obeyed by this one at once', async () => {
    const { inside, profile } = world;
    assert.equal(inside.keys.key(profile), sentinelKey);
    const other = new SignOutMarks({
      folder: nodeFolder(storageFolder()),
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
    const texts = await textsBelow([storageFolder(), dirname(logFolder())]);
    assert.ok(texts.length > 2, 'there are files to search');
    for (const [path, text] of texts) assert.ok(!/SENTINEL|HOSTILE/.test(text), path);
  });
});

/** Where the extension keeps its files: the folder beside those of other extensions. */
function storageFolder(): string {
  const folder = process.env.BANNER_JOBS_TEST_STORAGE;
  assert.ok(folder, 'the extension tells tests where its storage is');
  return folder;
}

function logFolder(): string {
  const folder = process.env.BANNER_JOBS_TEST_LOGS;
  assert.ok(folder, 'the extension tells tests where its log is');
  return folder;
}

async function textsBelow(folders: readonly string[]): Promise<[path: string, text: string][]> {
  const found: [string, string][] = [];
  for (const folder of folders)
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
      if (entry.isFile()) {
        const path = join(entry.parentPath, entry.name);
        found.push([path, await readFile(path, 'latin1')]);
      }
  return found;
}
