import assert from 'node:assert/strict';
import { cropPhotoProfile, localhostProfile, sampleProfile } from '../../../src/core/profiles/profile';
import { settle } from '../../fakes/fakeClock';
import { job, jobAnswer } from '../../fakes/jobs';
import { machine, open, sentinel } from './sharedWorld';

describe('the work behind the view', () => {
  it('shows what was saved at once, as old, and as the server tells it after an answer', async () => {
    const world = machine();
    const first = await open(world, ['lot']);
    first.ask();
    await first.work.writeNow();
    first.work.dispose();
    await world.clock.advance(100_000);
    const second = await open(world, ['lot']);
    assert.deepEqual([second.store.label('lot')?.jobIds, second.store.label('lot')?.stale], [['a'], true]);
    second.ask();
    assert.equal(second.store.label('lot')?.stale, false);
  });

  it('shows what a window knew that was killed a moment ago as old', async () => {
    const world = machine();
    const first = await open(world, ['lot'], { focused: true });
    first.ask();
    await first.work.writeNow();
    await world.clock.advance(3000);
    first.process.end();
    const second = await open(world, ['lot'], { focused: true });
    assert.deepEqual([second.store.label('lot')?.jobIds, second.store.label('lot')?.stale], [['a'], true]);
  });

  it('shows the first window that follows what the leader has not written yet', async () => {
    const world = machine();
    const leader = await open(world, ['lot']);
    leader.ask();
    await world.clock.advance(60_000);
    world.server.set('lot', ['a', 'new']);
    leader.ask();
    const follower = await open(world, ['lot']);
    await world.clock.advance(20);
    assert.deepEqual(follower.store.label('lot')?.jobIds, ['a', 'new']);
  });

  it('lets one window ask for what the others track, and shows it there as it is', async () => {
    const world = machine();
    world.server.set('other', ['b', 'c']);
    const leader = await open(world, ['lot']);
    leader.ask();
    const follower = await open(world, ['other']);
    await settle();
    assert.deepEqual(leader.work.current.guests.labels, ['other']);
    leader.ask();
    await world.clock.advance(3000);
    assert.deepEqual(follower.store.label('other')?.jobIds, ['b', 'c']);
    assert.deepEqual(
      [follower.store.label('other')?.stale, follower.asked, leader.store.labels.length],
      [false, [], 1],
    );
    world.server.set('other', ['b', 'c', 'd']);
    leader.ask();
    await world.clock.advance(4000);
    assert.deepEqual(follower.store.label('other')?.jobIds, ['b', 'c', 'd']);
  });

  it('asks at once for what another window begins to track, each time, and not for what it lets go', async () => {
    const world = machine();
    const leader = await open(world, ['lot']);
    const follower = await open(world, ['lot']);
    await settle();
    assert.deepEqual(leader.heard, []);
    const steps: [readonly string[], readonly string[]][] = [
      [['lot', 'new'], []],
      [['lot', 'new', 'newer'], []],
      [['lot', 'newer'], []],
      [['lot', 'newer'], ['job']],
    ];
    for (const [labels, ids] of steps) {
      follower.track(labels, ids);
      await settle();
    }
    assert.deepEqual(leader.heard, ['wake for new', 'wake for new and newer', 'wake for newer and job']);
    // Who takes the lead goes on at the pace of the one before it.
    follower.set({ focused: true });
    await settle();
    assert.deepEqual([follower.work.current.leads, follower.heard], [true, []]);
  });

  it('shows a window that opens later what the leader knows, and not as old', async () => {
    const world = machine();
    const first = await open(world, ['lot']);
    first.ask();
    await world.clock.advance(60_000);
    const second = await open(world, ['lot']);
    await settle();
    assert.deepEqual([second.store.label('lot')?.jobIds, second.store.label('lot')?.stale], [['a'], false]);
    // The leader goes on without a change for long, and hands over: a third one still sees nothing old.
    second.set({ focused: true });
    await settle();
    assert.equal(second.work.current.leads, true);
    await world.clock.advance(60_000);
    const third = await open(world, ['lot']);
    await settle();
    assert.equal(third.store.label('lot')?.stale, false);
  });

  it('finds what the leader wrote within ten seconds though the folder tells of nothing', async () => {
    const world = machine();
    const leader = await open(world, ['lot']);
    const follower = await open(world, ['lot']);
    await settle();
    world.folder.tells = false;
    leader.ask();
    await world.clock.advance(11_000);
    assert.deepEqual(follower.store.label('lot')?.jobIds, ['a']);
  });

  it('hands a refresh of a follower to the leader, and brings its answer with the end of it', async () => {
    const world = machine();
    const leader = await open(world, ['lot']);
    const follower = await open(world, ['lot']);
    await settle();
    world.server.set('lot', ['a', 'new']);
    let isOver = false;
    void follower.work.refresh({ kind: 'all' }).then(() => (isOver = true));
    await world.clock.advance(100);
    assert.deepEqual([isOver, follower.store.label('lot')?.jobIds, follower.asked], [true, ['a', 'new'], []]);
    assert.equal(leader.asked.length, 1);
  });

  it('tells a follower when the answer came for a label, even when nothing in it is new', async () => {
    const world = machine();
    const leader = await open(world, ['lot']);
    leader.ask();
    const follower = await open(world, ['lot']);
    await world.clock.advance(10_000);
    const since = world.clock.now();
    void follower.work.refresh({ kind: 'label', label: 'lot' });
    await world.clock.advance(100);
    assert.deepEqual([leader.asked.length, follower.asked], [2, []]);
    assert.ok((follower.store.label('lot')?.asOf ?? 0) >= since);
  });

  it('tells followers when the next run comes and why the last one failed', async () => {
    const world = machine();
    const leader = await open(world, ['lot']);
    const follower = await open(world, ['lot']);
    await settle();
    leader.set({ poll: { running: false, nextAt: 5 } });
    await settle();
    leader.set({ poll: { running: true } });
    await settle();
    assert.deepEqual([follower.work.news, leader.work.news], [{ nextAt: 5 }, undefined]);
    follower.set({ focused: true });
    await settle();
    assert.deepEqual([follower.work.takeHandover(), follower.work.takeHandover()], [{ nextAt: 5 }, undefined]);
  });

  it('writes on in a window that has the lead again before it has written what it knew', async () => {
    const world = machine();
    const first = await open(world, ['lot']);
    const second = await open(world, ['lot']);
    await world.clock.advance(3000);
    const write = world.folder.write.bind(world.folder);
    world.folder.write = async (path, parts) => {
      if (path.endsWith('.jsonl')) await new Promise<void>((resolve) => world.clock.after(500, resolve));
      return write(path, parts);
    };
    first.ask();
    second.set({ focused: true });
    await world.clock.advance(100);
    assert.equal(first.work.current.leads, false);
    second.set({ focused: false });
    first.set({ focused: true });
    await world.clock.advance(10_000);
    assert.equal(first.work.current.leads, true);
    world.server.set('lot', ['a', 'b']);
    first.ask();
    await world.clock.advance(10_000);
    assert.deepEqual(second.store.label('lot')?.jobIds, ['a', 'b']);
  });

  it('leaves the saved single jobs to other windows that track some', async () => {
    const world = machine();
    const first = await open(world, []);
    const second = await open(world, []);
    first.track([], ['x']);
    second.track([], ['y']);
    first.work.update();
    second.work.update();
    await world.clock.advance(3000);
    for (const id of ['x', 'y']) first.store.apply({ jobs: new Map([[id, jobAnswer(job(id, 'pending'))]]) });
    await first.work.writeNow();
    const saved = (): number => [...world.folder.files.keys()].filter((path) => path.endsWith('.jsonl')).length;
    assert.equal(saved(), 1);
    for (const window of [second, first]) {
      window.track([]);
      window.work.update();
      await world.clock.advance(10_000);
      assert.equal(saved(), window === second ? 1 : 0);
    }
  });

  it('keeps what a window knew and had not written when another takes the lead', async () => {
    const world = machine();
    const first = await open(world, ['lot']);
    const second = await open(world, ['lot']);
    await settle();
    first.ask();
    second.set({ focused: true });
    await world.clock.advance(100);
    const saved = [...world.folder.files].filter(([path]) => path.startsWith('snapshots'));
    assert.deepEqual([first.work.current.leads, saved.length], [false, 1]);
    assert.match(saved[0]![1].text, /"a"/);
  });

  it('shows what the window that led before had not written yet when another takes the lead, and not as old', async () => {
    const world = machine();
    const first = await open(world, ['lot']);
    first.ask();
    const second = await open(world, ['lot']);
    await world.clock.advance(10_000);
    world.server.set('lot', ['a', 'b']);
    first.ask();
    second.set({ focused: true });
    assert.deepEqual([second.work.current.leads, second.store.label('lot')?.jobIds], [true, ['a']]);
    await world.clock.advance(5000);
    const { jobIds, stale } = second.store.label('lot') ?? {};
    assert.deepEqual([jobIds, stale], [['a', 'b'], false]);
    const readParts = world.folder.readParts.bind(world.folder);
    let reads = 0;
    world.folder.readParts = (path) => (reads++, readParts(path));
    world.server.set('lot', ['a', 'b', 'c']);
    second.ask();
    await world.clock.advance(30_000);
    second.track(['lot', 'new']);
    await world.clock.advance(1000);
    assert.equal(reads, 1, 'the one that follows now reads what this one writes, and nobody else does');
  });

  it('shows as old what an earlier session left, also right after it took the lead from another', async () => {
    const world = machine();
    const earlier = await open(world, ['old', 'lot']);
    world.server.set('old', ['o']);
    earlier.ask();
    await earlier.work.writeNow();
    earlier.work.dispose();
    await world.clock.advance(100_000);
    const windows = [await open(world, ['lot']), await open(world, ['lot'])] as const;
    const local = { profile: localhostProfile };
    const there = await open(world, ['lot'], local);
    there.ask();
    await there.work.writeNow();
    there.work.dispose();
    await world.clock.advance(100_000);
    windows[0].ask();
    await world.clock.advance(10_000);
    windows[1].set({ focused: true });
    windows[1].track(['lot', 'old']);
    await world.clock.advance(100);
    const { work, store } = windows[1];
    assert.deepEqual([work.current.leads, store.label('old')?.jobIds, store.label('old')?.stale], [true, ['o'], true]);
    windows[1].set(local);
    store.reset();
    windows[1].track(['lot']);
    await world.clock.advance(100);
    assert.deepEqual([store.label('lot')?.jobIds, store.label('lot')?.stale], [['a'], true]);
  });

  it('shows another profile its own saved jobs, each time it is chosen', async () => {
    const world = machine();
    const { store, set, ask, work } = await open(world, ['lot']);
    ask();
    await work.writeNow();
    for (const profile of [localhostProfile, cropPhotoProfile, sampleProfile, cropPhotoProfile]) {
      set({ profile });
      store.reset();
      store.track(['lot'], []);
      await settle();
      assert.deepEqual(store.label('lot')?.jobIds, profile === cropPhotoProfile ? ['a'] : [], profile.name);
    }
    set({ profile: sampleProfile });
    store.reset();
    store.track(['lot'], []);
    const files = [...world.folder.files.keys()].filter((path) => path.startsWith('snapshots'));
    ask();
    await world.clock.advance(10_000);
    assert.deepEqual(
      [...world.folder.files.keys()].filter((path) => path.startsWith('snapshots')),
      files,
    );
  });

  it('shows nothing that was saved, and shares nothing, while signed out', async () => {
    const world = machine();
    const first = await open(world, ['lot']);
    first.ask();
    await first.work.writeNow();
    const out = await open(world, ['lot', 'x'], { hasKey: false, signedOut: true });
    await world.clock.advance(5000);
    assert.deepEqual([out.store.label('lot')?.asOf, first.work.current.guests.labels], [undefined, []]);
  });

  it('saves what it knows though the window disposes of it in the same turn', async () => {
    const world = machine();
    const { ask, work } = await open(world, ['lot']);
    ask();
    const ended = work.writeNow();
    work.dispose();
    await ended;
    const files = [...world.folder.files].filter(([path]) => path.startsWith('snapshots'));
    assert.deepEqual([files.length, world.clock.pending], [1, 0]);
  });

  it('shows nothing that was saved once it is signed out, though it was about to be read', async () => {
    const world = machine();
    const first = await open(world, ['lot']);
    first.ask();
    await first.work.writeNow();
    const { store, track, set } = await open(world, []);
    // One reading is under way, and another one waits for it.
    track(['lot']);
    track(['lot', 'x']);
    set({ hasKey: false, signedOut: true });
    store.reset();
    track(['lot', 'x']);
    await world.clock.advance(5000);
    assert.deepEqual([store.size, store.label('lot')?.asOf], [0, undefined]);
  });

  it('shows another account of the same profile nothing that was saved of the one before', async () => {
    const world = machine();
    const { store, work, ask } = await open(world, ['lot']);
    ask();
    await work.writeNow();
    // A disk that takes its time: what is saved is still there when the rows are forgotten.
    const { folder } = world;
    const remove = folder.remove.bind(folder);
    folder.remove = async (path) => {
      await new Promise((resolve) => world.clock.after(3000, () => resolve(undefined)));
      await remove(path);
    };
    const forgotten = work.forgetProfile();
    store.reset();
    store.track(['lot'], []);
    await world.clock.advance(10_000);
    await forgotten;
    assert.deepEqual([store.size, store.label('lot')?.asOf], [0, undefined]);
    const files = [...world.folder.files.keys()].filter((path) => path.startsWith('snapshots'));
    assert.deepEqual(files, []);
  });

  it('claims, tells of a sign-out and clears what is saved, also what was about to be written', async () => {
    const world = machine();
    const first = await open(world, ['lot']);
    const second = await open(world, ['lot']);
    await settle();
    assert.deepEqual([await first.work.claim('x'), await second.work.claim('x')], [true, false]);
    await first.work.tellAccount(cropPhotoProfile, false);
    await settle();
    assert.deepEqual([first.heard, second.heard], [[], ['drop']]);
    first.ask();
    await first.work.writeNow();
    world.server.set('lot', []);
    first.ask();
    for (const clear of [() => first.work.clearSaved(), () => first.work.clearAll(world.clock.now())]) {
      await clear();
      await world.clock.advance(10_000);
      assert.deepEqual(
        [...world.folder.files.keys()].filter((path) => path.startsWith('snapshots')),
        [],
      );
      world.server.set('lot', ['b']);
      first.ask();
    }
  });

  it('leaves no timer, no watch and no file of its own behind, and no key in any file', async () => {
    const world = machine();
    const windows = [await open(world, ['lot']), await open(world, ['lot'])];
    await settle();
    windows[0]!.ask();
    void windows[1]!.work.refresh({ kind: 'all' });
    await world.clock.advance(70_000);
    const all = [...world.folder.files.values()].map(({ text }) => text).join('\n');
    assert.match(all, /"lot"/);
    assert.doesNotMatch(all, new RegExp(sentinel));
    // The other one has just taken the lead.
    windows[1]!.set({ focused: true });
    await settle();
    assert.equal(windows[1]!.work.current.leads, true);
    for (const { work } of windows) work.dispose();
    await settle();
    assert.deepEqual([world.clock.pending, world.folder.watching], [0, 0]);
    assert.deepEqual(
      [...world.folder.files.keys()].filter((path) => path.startsWith('windows')),
      [],
    );
    windows[0]!.store.dispose();
  });
});
