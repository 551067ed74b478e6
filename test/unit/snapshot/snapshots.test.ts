import assert from 'node:assert/strict';
import type { TrackedJob } from '../../../src/core/jobs/job';
import { cleanFolders } from '../../../src/core/snapshot/cleanFolders';
import { job, labelAnswer } from '../../fakes/jobs';
import { WorkMeter } from '../../fakes/workMeter';
import {
  atStart,
  following,
  hash,
  machine,
  pathOf,
  snapshotWindow,
  written,
  type SnapshotWindow,
} from './snapshotWorld';

const day = 86_400_000;

const factsOf = ({ id, status, labels, under, isSingle, firstSeen, changedAt, past, details }: TrackedJob) => ({
  ...{ id, status, labels, under, isSingle, firstSeen, changedAt, past, details },
});

const facts = (store: SnapshotWindow['store']) => ({
  labels: store.labels.map(({ label, jobIds, asOf, stale, complete }) => ({ label, jobIds, asOf, stale, complete })),
  jobs: [...store.jobs()].map(factsOf).sort((a, b) => (a.id < b.id ? -1 : 1)),
});

describe('snapshots', () => {
  it('bring back jobs, results, messages and history after a restart, marked as old, without an answer', async () => {
    const before = await written();
    const after = snapshotWindow(before, ['lot', 'other'], ['single']);
    await after.reader.read(atStart);
    const { labels, jobs } = facts(before.store);
    const withoutLinks = jobs.map((one) =>
      one.id === 'j0' ? { ...one, details: { results: [], errorMessage: 'no: https://cdn.example/a.png' } } : one,
    );
    assert.deepEqual(facts(after.store), {
      labels: labels.map((state) => ({ ...state, stale: state.asOf !== undefined })),
      jobs: withoutLinks,
    });
    assert.deepEqual(after.log.lines, []);
  });

  it('fault 68: hold no link and no key', async () => {
    const { folder } = await written();
    const all = [...folder.files.values()].map(({ text }) => text).join('\n');
    assert.match(all, /cdn\.example/);
    assert.doesNotMatch(all, /sentinel|signature/);
  });

  it('are written soon after the first change, then at most every three seconds, and only where something changed', async () => {
    const { store, clock, folder } = await written();
    folder.calls.length = 0;
    for (let index = 0; index < 60; index++) {
      store.apply({ labels: new Map([['other', labelAnswer([job('x', `s${index}`, ['other'])])]]) });
      await clock.advance(100);
    }
    assert.deepEqual(folder.calls, [`write ${pathOf('other')}`, `write ${pathOf('other')}`]);
    await clock.advance(10_000);
    assert.equal(folder.calls.length, 3);
  });

  it('keep that a label was announced, though no row says it', async () => {
    const before = await written();
    before.folder.calls.length = 0;
    before.store.noticed('lot', Math.floor(before.clock.now() / 1000) + 60);
    await before.clock.advance(5000);
    assert.deepEqual(before.folder.calls, [`write ${pathOf('lot')}`]);
    const after = snapshotWindow(before);
    await after.reader.read(atStart);
    assert.equal(after.store.label('lot')?.noticedAt, before.store.label('lot')?.noticedAt);
  });

  it('of a large label are written less often while no other window reads them', async () => {
    const { store, clock, folder, followed } = await written();
    const jobs = Array.from({ length: 10_000 }, (_, index) => job(`j${index}`));
    const change = (status: string): void => {
      const [first, ...rest] = jobs;
      store.apply({ labels: new Map([['lot', labelAnswer([{ ...first!, status }, ...rest])]]) });
    };
    followed.yes = false;
    await clock.advance(10_000);
    change('a');
    await clock.advance(200);
    folder.calls.length = 0;
    change('b');
    await clock.advance(13_000);
    assert.equal(folder.calls.length, 0);
    await clock.advance(1000);
    assert.equal(folder.calls.length, 1);
  });

  it('are not written again for having been read', async () => {
    const before = await written();
    const after = snapshotWindow(before, ['lot'], ['single']);
    before.folder.calls.length = 0;
    await after.reader.read(atStart);
    await after.clock.advance(10_000);
    assert.equal(after.store.size, 1202);
    assert.deepEqual(before.folder.calls, []);
  });

  for (const [name, spoil, reason] of [
    ['torn', (text: string) => text.slice(0, text.length / 2), 'torn'],
    ['of a newer version', (text: string) => text.replace('"format":1', '"format":7'), 'newer'],
    ['of another label', (text: string) => text.replace('"label":"lot"', '"label":"tol"'), 'foreign'],
    ['of another profile', (text: string) => text.replace('"profile":"', '"profile":"other '), 'foreign'],
    ['spoilt inside', (text: string) => text.replace('"j600"', '12"j0"'), 'foreign'],
    ['empty', () => '', 'torn'],
  ] as const) {
    it(`fault 82: set a file aside that is ${name}, say so in the log, and use nothing of it`, async () => {
      const before = await written();
      const file = before.folder.files.get(pathOf('lot'))!;
      file.text = spoil(file.text);
      const after = snapshotWindow(before, ['lot'], ['single']);
      await after.reader.read(atStart);
      assert.deepEqual([after.store.size, after.store.label('lot')?.asOf], [1, undefined]);
      assert.equal(before.folder.files.has(pathOf('lot')), false);
      assert.equal([...before.folder.files.keys()].filter((path) => path.includes('.aside-')).length, 1);
      assert.equal(after.log.lines.length, 1);
      assert.match(after.log.lines[0]!, new RegExp(`warn: A file of saved jobs is ${reason}`));
    });
  }

  it('never take the place of what the server told since', async () => {
    const before = await written();
    await before.clock.advance(1000);
    const after = snapshotWindow(before, ['lot']);
    after.store.apply({ labels: new Map([['lot', labelAnswer([job('j1', 'pending')])]]) });
    await after.reader.read(atStart);
    assert.deepEqual(after.store.label('lot')?.jobIds, ['j1']);
    assert.equal(after.store.job('j1')?.status, 'pending');
  });

  it('of one profile say nothing to another, though the profile changes while they are read or written', async () => {
    const before = await written();
    const after = snapshotWindow(before, ['lot'], []);
    const reading = after.reader.read(atStart);
    after.profile.id = '["Q","https://q.example"]';
    await reading;
    assert.equal(after.store.size, 0);
    after.store.apply({ labels: new Map([['lot', labelAnswer([job('theirs')])]]) });
    after.writer.enter();
    const files = new Map([...before.folder.files].map(([path, { text }]) => [path, text]));
    await after.clock.advance(5000);
    after.profile.id = undefined;
    after.store.apply({ labels: new Map([['lot', labelAnswer([job('sample')])]]) });
    await after.clock.advance(5000);
    assert.deepEqual(new Map([...before.folder.files].map(([path, { text }]) => [path, text])), files);
  });

  for (const [name, leave] of [
    ['the profile changes', ({ profile }: SnapshotWindow) => (profile.id = '["Q","https://q"]')],
    ['none may be shown', ({ profile }: SnapshotWindow) => (profile.id = undefined)],
  ] as const) {
    it(`go no further into the store once ${name} in the middle of a file`, async () => {
      const before = await written();
      const after = snapshotWindow(before, ['lot'], []);
      after.store.onDidChange(() => void leave(after));
      await after.reader.read(atStart);
      assert.deepEqual([after.store.size, after.store.label('lot')?.jobIds], [100, []]);
    });
  }

  it('of a profile stay when another one, which tracks less, comes into use', async () => {
    const { store, clock, folder, profile } = await written();
    profile.id = '["Q","https://q.example"]';
    await folder.write(pathOf('lot', profile.id), ['theirs']);
    store.track([], []);
    await clock.advance(5000);
    assert.ok(folder.files.has(pathOf('lot', profile.id)));
  });

  it('of labels that are untracked are deleted, unless another window tracks them', async () => {
    const { store, clock, folder, wantedByOthers } = await written();
    store.apply({ labels: new Map([['other', labelAnswer([job('x', 'pending', ['other'])])]]) });
    await clock.advance(5000);
    wantedByOthers.add('other');
    store.track([], []);
    await clock.advance(5000);
    assert.deepEqual([...folder.files.keys()], [pathOf('other')]);
  });

  it('stay when the rows are forgotten and tracked again, as at a sign-out, and when the profile changes', async () => {
    const { store, clock, folder, profile, writer } = await written();
    const files = [...folder.files.keys()];
    store.reset();
    store.track(['lot', 'other'], ['single']);
    await clock.advance(5000);
    profile.id = '["Q","https://q.example"]';
    store.reset();
    store.track([], []);
    writer.enter();
    await clock.advance(5000);
    assert.deepEqual([files.length, [...folder.files.keys()]], [2, files]);
  });

  it('are not written by a window that follows another', async () => {
    const { store, clock, folder, writer } = await written();
    folder.calls.length = 0;
    writer.lead(false);
    store.apply({ labels: new Map([['other', labelAnswer([job('x')])]]) });
    await clock.advance(5000);
    writer.lead(true);
    await clock.advance(5000);
    assert.deepEqual(folder.calls, []);
  });

  it('say once that the disk is full, and go on when it is not', async () => {
    const { store, clock, folder, log } = await written();
    const change = async (id: string): Promise<void> => {
      store.apply({ labels: new Map([['other', labelAnswer([job(id)])]]) });
      await clock.advance(5000);
    };
    folder.broken = new Error('ENOSPC');
    await change('a');
    await change('b');
    folder.broken = undefined;
    await change('c');
    assert.deepEqual(log.lines, ['warn: The jobs could not be saved on this machine: Error: ENOSPC']);
    assert.match(folder.files.get(pathOf('other'))!.text, /"c"/);
  });

  it('are written at once when the window closes', async () => {
    const { store, folder, writer, clock } = await written();
    store.apply({ labels: new Map([['other', labelAnswer([job('last')])]]) });
    await writer.writeNow();
    assert.match(folder.files.get(pathOf('other'))!.text, /"last"/);
    writer.dispose();
    assert.equal(clock.pending, 0);
  });

  it('get to the disk though everything is disposed of in the turn in which that begins, as VS Code does it', async () => {
    const { store, folder, writer, clock } = await written();
    store.apply({ labels: new Map([['other', labelAnswer([job('last')])]]) });
    const ended = writer.writeNow();
    writer.dispose();
    store.dispose();
    await ended;
    assert.match(folder.files.get(pathOf('other'))!.text, /"last"/);
    await writer.writeNow();
    assert.equal(clock.pending, 0);
  });

  it('give the event loop back while 50,000 jobs are written and read', async function () {
    this.timeout(10_000);
    const shared = machine();
    const made = snapshotWindow(shared);
    const jobs = Array.from({ length: 50_000 }, (_, index) => job(`j${index}`));
    made.store.apply({ labels: new Map([['lot', labelAnswer(jobs)]]) });
    const steps = { now: 0 };
    // Each look at the clock finds that the time is used up: every place that may rest does.
    made.clock.now = () => shared.clock.constructor.length + (steps.now += 10);
    await made.writer.writeNow();
    assert.ok(made.rests.count >= 200, `${made.rests.count}`);
    made.rests.count = 0;
    await made.reader.read(following);
    assert.ok(made.rests.count >= 200, `${made.rests.count}`);
  });

  it('are read in small pieces: between two rests few characters are read, and few jobs looked at', async function () {
    this.timeout(20_000);
    const leader = snapshotWindow();
    const follower = snapshotWindow(leader);
    const jobs = Array.from({ length: 20_000 }, (_, index) => job(`j${index}`));
    // The list differs at both ends, so that all of it is compared.
    const known = jobs.with(0, job('gone')).with(-1, job('gone too'));
    follower.store.apply({ labels: new Map([['lot', labelAnswer(known)]]) });
    await leader.clock.advance(1000);
    leader.store.apply({ labels: new Map([['lot', labelAnswer(jobs)]]) });
    await leader.writer.writeNow();
    let now = leader.clock.now();
    // Each look at the clock finds that the time is used up: every place that may rest does.
    leader.clock.now = () => (now += 10);
    const meter = new WorkMeter();
    const most = { looks: 0, characters: 0 };
    assert.ok((leader.folder.files.get(pathOf('lot'))?.text.length ?? 0) > 500_000);
    follower.rests.heard = () => {
      most.looks = Math.max(most.looks, meter.looks);
      most.characters = Math.max(most.characters, meter.characters);
      [meter.looks, meter.characters] = [0, 0];
    };
    await follower.reader.read(following).finally(() => meter.dispose());
    follower.rests.heard();
    assert.deepEqual([follower.store.label('lot')?.jobIds.at(-1), follower.store.size], ['j19999', 20_000]);
    assert.ok(
      most.looks > 0 && most.looks < 5000 && most.characters > 0 && most.characters < 10_000,
      JSON.stringify(most),
    );
    // A text of megabytes that was put together costs tens of milliseconds at the first look into it.
    assert.ok(meter.longestText > 0 && meter.longestText < 10_000, `${meter.longestText}`);
  });

  it('are whole even when the rows are forgotten and tracked again while a file is made', async () => {
    const { store, clock, folder, writer } = await written();
    const before = folder.files.get(pathOf('lot'))!.text;
    const jobs = Array.from({ length: 1500 }, (_, index) => job(`n${index}`));
    store.apply({ labels: new Map([['lot', labelAnswer(jobs)]]) });
    const done = writer.writeNow();
    const known = store.job.bind(store);
    let asked = 0;
    store.job = (id) => {
      // The first 1,500 times it is asked which labels the changed jobs are under.
      if (++asked === 2100) {
        store.reset();
        store.track(['lot', 'other'], ['single']);
      }
      return known(id);
    };
    await done;
    await clock.advance(30_000);
    assert.ok(asked >= 2100);
    assert.equal(folder.files.get(pathOf('lot'))!.text, before);
  });

  it('of single jobs are not written again for having been read', async () => {
    const before = await written();
    const after = snapshotWindow(before, [], ['single']);
    before.folder.calls.length = 0;
    await after.reader.read(atStart);
    await after.clock.advance(10_000);
    assert.equal(after.store.job('single')?.status, 'completed');
    assert.deepEqual(before.folder.calls, []);
  });

  it('go into no other profile that is chosen between two pieces', async () => {
    const before = await written();
    const after = snapshotWindow(before, ['lot'], []);
    after.store.onDidChange(() => (after.profile.id = '["Q","https://q.example"]'));
    await after.reader.read(atStart);
    assert.deepEqual([after.store.size, after.store.label('lot')?.jobIds], [100, []]);
  });

  it('are not written over by a label that is still old', async () => {
    const before = await written();
    const after = snapshotWindow(before, ['lot']);
    await after.reader.read(atStart);
    const { text } = before.folder.files.get(pathOf('lot'))!;
    const part = labelAnswer([job('j1', 'failed')], { complete: false });
    after.store.apply({ labels: new Map([['lot', part]]) });
    await before.clock.advance(5000);
    assert.equal(before.folder.files.get(pathOf('lot'))!.text, text);
    after.store.apply({ labels: new Map([['lot', labelAnswer([job('j1', 'failed')])]]) });
    await before.clock.advance(5000);
    assert.notEqual(before.folder.files.get(pathOf('lot'))!.text, text);
  });

  it('are read again by a follower that forgot its rows, and only when they were written again otherwise', async () => {
    const leader = await written();
    const follower = snapshotWindow(leader, ['lot'], []);
    await follower.reader.read(following);
    let reads = 0;
    const read = leader.folder.readParts.bind(leader.folder);
    leader.folder.readParts = (path) => (reads++, read(path));
    await follower.reader.read(following);
    assert.equal(reads, 0);
    follower.store.reset();
    follower.store.track(['lot'], []);
    await follower.reader.read(following);
    assert.deepEqual([reads, follower.store.size], [1, 1201]);
  });

  it('are read by followers when another window wrote them, and then are not old', async () => {
    const leader = await written();
    const follower = snapshotWindow(leader, ['lot'], []);
    follower.writer.lead(false);
    await follower.reader.read(following);
    await leader.clock.advance(5000);
    leader.store.apply({ labels: new Map([['lot', labelAnswer([job('j1', 'failed'), job('new')])]]) });
    await leader.clock.advance(5000);
    await follower.reader.read(following);
    const { jobIds, stale } = follower.store.label('lot')!;
    assert.deepEqual([jobIds, stale, follower.store.job('j1')?.status], [['j1', 'new'], false, 'failed']);
    assert.equal(follower.store.size, 2);
  });

  it('are cleaned when nobody looked at them for ninety days, and parts of files after two', async () => {
    const { folder, clock } = await written();
    const part = `snapshots/${hash('x')}/.part-1`;
    await folder.write(part, ['half']);
    await folder.write('claims/abc', ['']);
    await clock.advance(3 * day);
    await cleanFolders({ folder, clock }, ['claims']);
    assert.deepEqual([folder.files.has(part), folder.files.has('claims/abc'), folder.files.size], [false, false, 2]);
    await clock.advance(80 * day);
    await snapshotWindow({ folder, clock }, ['lot']).reader.read(atStart);
    await clock.advance(10 * day);
    await cleanFolders({ folder, clock }, []);
    assert.deepEqual([...folder.files.keys()], [pathOf('lot')]);
  });
});
