import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { SignOutMarks } from '../../src/core/windows/signOutMarks';
import { commandIds } from '../../src/vscode/contributions';
import type { Services } from '../../src/vscode/services';
import { nodeFolder } from '../../src/vscode/nodeFolder';
import { realClock } from '../../src/vscode/realClock';
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
  before(async function () {
    this.timeout(60_000);
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
        assert.doesNotMatch(JSON.stringify(box?.validationMessage), /HOSTILE/);
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
      hash: (text) => createHash('sha256').update(text).digest('hex').slice(0, 32),
      ...{ log: inside.log, clock: realClock, pause: 60_000 },
      newId: () => 'another-window',
      profiles: () => [profile],
      drop: () => undefined,
      cleared: () => undefined,
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
