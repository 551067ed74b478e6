import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { cleanBaseUrl } from '../../src/core/api/baseUrl';
import { Readings } from '../../src/core/images/readings';
import { readProfiles, type ProfileEntry } from '../../src/core/profiles/profile';
import { editProfile } from '../../src/vscode/commands/editProfile';
import { selectProfile } from '../../src/vscode/commands/selectProfile';
import type { Services } from '../../src/vscode/services';
import { enterWorld, services, testKey, until, type TestWorld } from './harness/inside';
import { replacing } from './harness/replacing';
import { setGlobal } from './harness/scripted';

describe('switching profiles in the editor', () => {
  let inside: Services;
  let world: TestWorld;

  before(async () => {
    inside = await services();
    await vscode.commands.executeCommand('bannerJobs.jobs.focus');
    world = await enterWorld('Switching');
  });
  after(() => world.server.close());

  it('takes the known key up again after a switch away and back, even with nothing tracked', async () => {
    await inside.profiles.choose('Sample jobs');
    await until('sample jobs are there', () => inside.store.size > 0);
    await inside.profiles.choose('Switching');
    await inside.tracked.trackLabels(['honda-lot-x']);
    await until('the jobs are there', () => inside.store.size > 0);
  });

  it('shows the rows of the profile in use only, each profile with its own list', async () => {
    const own = inside.store.label('honda-lot-x')?.jobIds.length;
    await inside.profiles.choose('Sample jobs');
    await until('sample jobs are there', () => inside.store.labels.length === 5 && inside.store.size > 0);
    await inside.profiles.choose('Switching');
    await until('the jobs are back', () => inside.store.size === own);
    assert.deepEqual(
      inside.store.labels.map((state) => state.label),
      ['honda-lot-x'],
    );
  });

  it('goes on to ask for other windows when its address changes, and not when another profile is chosen', async () => {
    const { session, store, profiles, tracked } = inside;
    await tracked.replaceOwn({ labels: ['honda-lot-x'], jobIds: [] });
    session.trackFor({ labels: ['of-another-window'], jobIds: [] });
    assert.equal(store.label('of-another-window')?.guest, true);
    await session.enter();
    assert.equal(store.label('of-another-window')?.guest, true);
    await profiles.choose('Sample jobs');
    await profiles.choose('Switching');
    await until('the jobs are back', () => store.size > 0);
    assert.equal(store.label('of-another-window'), undefined);
  });

  it('asks for a label that is tracked while the server is slow, without waiting for the next pause', async () => {
    await until('nothing runs', () => !inside.poller.state.running);
    const before = world.server.counters.pages;
    await inside.tracked.trackLabels(['car-model-lot-1']);
    await inside.tracked.trackLabels(['spring-sale-2026']);
    await until('all are answered', () => inside.store.labels.every((state) => state.asOf !== undefined));
    assert.ok(world.server.counters.pages - before <= 12, `${world.server.counters.pages - before} requests`);
  });

  it('a mistyped job id concerns its own row only', async () => {
    await inside.tracked.trackJob('no-such-job');
    await until('it is known to be unknown', () => inside.store.isUnknown('no-such-job'));
    assert.equal(inside.poller.state.failure, undefined);
    await inside.tracked.replaceOwn({ labels: [], jobIds: ['no-such-job'] });
    assert.equal((await inside.tree.getChildren()).length, 1);
  });

  it('a profile keeps everything under another name, and the window goes on with it without another in between', async () => {
    const { tracked, profiles, stored, viewer, keys, background } = inside;
    await setGlobal('bannerJobs.labels', ['shared-lot']);
    await tracked.trackLabels(['honda-lot-x']);
    await tracked.hide(['shared-lot']);
    const target = { profileId: 'Switching', jobId: 'j', label: 'honda-lot-x' };
    await new Readings(viewer.memento).choose(target, 'label', 'cropped');
    await until('the jobs are there', () => inside.store.jobsOf('honda-lot-x').length > 0);
    await background.writeNow();
    const used: string[] = [];
    const heard = profiles.onDidChangeActive(({ name }) => used.push(name));
    await typing(['Renamed', world.server.baseUrl], () => editProfile(inside, entryOf('Switching')));
    heard.dispose();
    assert.deepEqual([used, tracked.own.labels, tracked.hidden], [['Renamed'], ['honda-lot-x'], ['shared-lot']]);
    assert.equal(new Readings(viewer.memento).get({ ...target, profileId: 'Renamed' }), 'cropped');
    assert.ok(profiles.active.kind === 'remote');
    assert.deepEqual([keys.key(profiles.active), keys.key(world.profile)], [testKey, undefined]);
    assert.deepEqual(
      [...stored.globalState.keys(), ...stored.workspaceState.keys()].filter((name) => name.includes('"Switching"')),
      [],
    );
    const saved = await savedProfiles(stored.globalStorageUri);
    assert.deepEqual([saved.includes('Renamed'), saved.includes('Switching')], [true, false]);
    await typing(['Switching', world.server.baseUrl], () => editProfile(inside, entryOf('Renamed')));
    assert.deepEqual([profiles.active.name, tracked.own.labels], ['Switching', ['honda-lot-x']]);
    await setGlobal('bannerJobs.labels', undefined);
  });

  it('a key does not go with a profile to another server', async () => {
    await typing(['Switching', 'http://localhost:1/v1'], () => editProfile(inside, entryOf('Switching')));
    assert.equal(inside.session.keyState, 'signedOut');
    await typing(['Switching', world.server.baseUrl], () => editProfile(inside, entryOf('Switching')));
    assert.equal(inside.session.keyState, 'signedOut');
    await inside.keys.save(world.profile, testKey);
  });

  it('"Select Profile…" adds one and uses it, changes another by its pencil, and removes one by its bin', async () => {
    const { keys, profiles } = inside;
    const url = 'http://localhost:7/v1';
    const names = (): string[] =>
      (profiles.written as { name: string; url: string }[]).map((entry) => `${entry.name} ${entry.url}`);
    const add = await picking('Add Profile…', undefined, () => typing(['Added', url], () => selectProfile(inside)));
    assert.deepEqual(add.rows, [
      ...['Crop.photo', 'Localhost', 'Sample jobs'],
      ...['Switching: Edit Profile…, Remove Profile…', '', 'Add Profile…'],
    ]);
    assert.deepEqual([names().at(-1), profiles.active.name], [`Added ${url}`, 'Added']);
    await profiles.choose('Switching');
    await picking('Added', 'Edit Profile…', () => typing(['Changed', url], () => selectProfile(inside)));
    assert.deepEqual([names().at(-1), profiles.active.name], [`Changed ${url}`, 'Switching']);
    const changed = profiles.list().find(({ name }) => name === 'Changed');
    assert.ok(changed?.kind === 'remote');
    await keys.save(changed, 'api_of_changed');
    const remove = (answer: string | undefined): Promise<unknown> =>
      picking('Changed', 'Remove Profile…', () => answering(answer, () => selectProfile(inside)));
    await remove(undefined);
    assert.deepEqual([names().length, keys.key(changed)], [2, 'api_of_changed']);
    await remove('Remove');
    assert.deepEqual(
      [names(), keys.key(changed), profiles.active.name],
      [[`Switching ${world.server.baseUrl}`], undefined, 'Switching'],
    );
  });

  it('the key went to its own server only', () => {
    assert.equal(inside.keys.key(world.profile), testKey);
    assert.equal(world.server.counters.refused, 0);
  });

  /** The entry of the settings that makes a profile. */
  function entryOf(name: string): ProfileEntry {
    const { entries } = readProfiles(inside.profiles.written, cleanBaseUrl);
    const found = entries.find((entry) => 'profile' in entry && entry.profile.name === name);
    assert.ok(found);
    return found;
  }
});

/** Answers the boxes that are asked meanwhile, one after the other. */
async function typing(answers: readonly string[], work: () => Promise<unknown>): Promise<void> {
  const left = [...answers];
  await replacing({ showInputBox: () => Promise.resolve(left.shift()) }, work);
  assert.deepEqual(left, []);
}

/** Names of the profiles of which jobs are saved on the disk. */
async function savedProfiles(root: vscode.Uri): Promise<string[]> {
  const folder = join(root.fsPath, 'snapshots');
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.jsonl'));
  const heads = await Promise.all(
    files.map(async (file) => (await readFile(join(folder, file), 'utf8')).split('\n')[0]),
  );
  return heads.map(
    (head) => (JSON.parse((JSON.parse(head ?? '') as { profile: string }).profile) as string[])[0] ?? '',
  );
}

/** Plays the user at the next quick pick: accepts a row, or presses a button of it. Answers what the rows were. */
async function picking(
  label: string,
  button: string | undefined,
  work: () => Promise<unknown>,
): Promise<{ rows: string[] }> {
  const accepted = new vscode.EventEmitter<void>();
  const pressed = new vscode.EventEmitter<unknown>();
  const rows: string[] = [];
  const box = {
    ...{ items: [] as vscode.QuickPickItem[], activeItems: [] as vscode.QuickPickItem[] },
    ...{ onDidAccept: accepted.event, onDidTriggerItemButton: pressed.event },
    onDidHide: new vscode.EventEmitter<void>().event,
    dispose: () => undefined,
    show: (): void => {
      const titleOf = ({ tooltip }: vscode.QuickInputButton): string => tooltip ?? '';
      for (const item of box.items)
        rows.push([item.label, item.buttons?.map(titleOf).join(', ')].filter(Boolean).join(': '));
      const item = box.items.find((each) => each.label === label);
      assert.ok(item, rows.join());
      box.activeItems = [item];
      if (button === undefined) accepted.fire();
      else pressed.fire({ item, button: item.buttons?.find((each) => each.tooltip === button) });
    },
  };
  await replacing({ createQuickPick: () => box }, work);
  return { rows };
}

/** Answers the next warning. */
const answering = (answer: string | undefined, work: () => Promise<unknown>): Promise<void> =>
  replacing({ showWarningMessage: () => Promise.resolve(answer) }, work);
