import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { markName } from '../../src/core/keys/markedProfiles';
import { SignOutMarks } from '../../src/core/windows/signOutMarks';
import { keptNames } from '../../src/vscode/clearedMark';
import { commandIds } from '../../src/vscode/contributions';
import { nodeFolder } from '../../src/vscode/nodeFolder';
import { realClock } from '../../src/vscode/realClock';
import type { Services } from '../../src/vscode/services';
import { enterWorld, services, testKey, until, type TestWorld } from './harness/inside';

type Ask = (message: string, options: unknown, ...buttons: string[]) => Promise<string | undefined>;

describe('deleting all data', () => {
  let inside: Services;
  let world: TestWorld;
  const root = (): string => inside.stored.globalStorageUri.fsPath;

  before(async () => (inside = await services()));
  beforeEach(fill);
  afterEach(() => world.server.close());

  /** Something of each kind: a key, tracked labels, a filter, an order, saved jobs, a picture on disk, open panels. */
  async function fill(): Promise<void> {
    world = await enterWorld('Emptied');
    const label = world.server.labels[0] ?? '';
    await inside.tracked.trackLabels([label]);
    await until('the jobs are there', () => inside.store.jobsOf(label).length > 0);
    inside.filter.set({ ...inside.filter.current, text: 'car' });
    inside.arrangement.set({ groupBy: 'status' });
    await inside.background.writeNow();
    const done = inside.store.jobsOf(label).find(({ status }) => status === 'completed');
    assert.ok(done);
    await inside.viewer.show({ profileId: world.profile.name, jobId: done.id, toSide: false });
    await until('a picture is kept', async () => (await files()).some((file) => file.startsWith('images/')));
    await until('jobs are kept', async () => (await files()).some((file) => file.startsWith('snapshots/')));
  }

  async function files(): Promise<string[]> {
    // A folder that goes while it is read is read again.
    const found = await readdir(root(), { recursive: true, withFileTypes: true }).catch(() => undefined);
    if (!found) return files();
    const paths = found.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    return paths.map((path) => path.slice(root().length + 1)).sort();
  }

  /** What the window knows and keeps, as far as a user could see it again. */
  async function left(): Promise<object> {
    const { stored, store, tracked, filter, arrangement, keys, viewer } = inside;
    return {
      states: [...keptNames(stored.globalState), ...keptNames(stored.workspaceState)],
      // What live windows tell of themselves, and of the deletion.
      files: (await files()).filter((file) => !/^(accounts|windows)\//.test(file)),
      tracked: [...tracked.labels, ...tracked.jobIds],
      jobs: store.size,
      key: keys.key(world.profile),
      laidOut: [filter.current.text, arrangement.current.groupBy],
      panel: viewer.panels?.last !== undefined,
    };
  }
  const nothing = { states: [], files: [], tracked: [], jobs: 0, key: undefined, laidOut: ['', 'label'], panel: false };

  async function runAnswering(answer: string | undefined): Promise<string[]> {
    const host = vscode.window as unknown as { showWarningMessage: Ask };
    const { showWarningMessage } = host;
    const asked: string[] = [];
    host.showWarningMessage = (message) => {
      asked.push(message);
      return Promise.resolve(answer);
    };
    try {
      await vscode.commands.executeCommand(commandIds.clearAllData);
    } finally {
      host.showWarningMessage = showWarningMessage;
    }
    return asked;
  }

  it('fault 90: leaves nothing after a yes, the key of a profile that the settings have lost included', async () => {
    const lost = {
      kind: 'remote',
      name: 'Lost',
      origin: 'https://lost.example',
      baseUrl: 'https://lost.example',
    } as const;
    await inside.keys.save(lost, testKey);
    const wishes = (await files()).filter((file) => file.startsWith('windows/'));
    assert.deepEqual((await runAnswering('Clear All Data')).length, 1);
    await until('nothing is left', async () => JSON.stringify(await left()) === JSON.stringify(nothing)).catch(
      async () => assert.deepEqual(await left(), nothing),
    );
    assert.equal(inside.keys.key(lost), undefined);
    await inside.keys.read(lost);
    await inside.keys.read(world.profile);
    assert.deepEqual([inside.keys.key(lost), inside.keys.key(world.profile)], [undefined, undefined]);
    assert.equal(inside.stored.globalState.get(markName(lost)), undefined);
    assert.ok(wishes.length > 0 && inside.session.profile.name !== world.profile.name);
  });

  it('fault 90: does nothing without a yes', async () => {
    // Pictures of the open panel are still coming.
    const seen = async (): Promise<object> => ({ ...(await left()), files: [] });
    const before = await seen();
    assert.equal((await runAnswering(undefined)).length, 1);
    assert.deepEqual(await seen(), before);
    assert.ok((await files()).some((file) => file.startsWith('images/')));
    assert.equal(inside.keys.key(world.profile), testKey);
  });

  it('fault 90: in another window leaves nothing in this one', async () => {
    const other = new SignOutMarks({
      folder: nodeFolder(root()),
      hash: (text) => createHash('sha256').update(text).digest('hex').slice(0, 32),
      ...{ log: inside.log, clock: realClock, pause: 60_000 },
      newId: () => 'a-window-that-clears',
      profiles: () => [],
      drop: () => undefined,
      cleared: () => undefined,
      recheck: () => undefined,
    });
    await other.tellCleared(Date.now());
    other.dispose();
    await until('this window is signed out', () => inside.keys.key(world.profile) === undefined);
    // What lies on the disk is the other window's to delete; this one deletes what it may have been writing meanwhile.
    await until('no jobs are saved', async () => !(await files()).some((file) => file.startsWith('snapshots/')));
    assert.deepEqual({ ...(await left()), files: [] }, nothing);
  });
});
