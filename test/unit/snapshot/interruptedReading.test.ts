import assert from 'node:assert/strict';
import { job, labelAnswer } from '../../fakes/jobs';
import { atStart, following, pathOf, snapshotWindow, written, type SnapshotWindow } from './snapshotWorld';

describe('snapshots that are being read', () => {
  it('of a label that is untracked between two pieces leave nothing, and are read whole when it is tracked again', async () => {
    const before = await written();
    const after = snapshotWindow(before, ['lot'], []);
    const subscription = after.store.onDidChange(({ tracked }) => {
      if (!tracked && after.store.size === 200) after.store.track([], []);
    });
    await after.reader.read(atStart);
    assert.equal(after.store.size, 0);
    subscription.dispose();
    after.store.track(['lot'], []);
    await after.reader.read(atStart);
    assert.deepEqual([after.store.size, after.store.label('lot')?.jobIds.length], [1201, 1201]);
  });

  for (const [pieces, size] of [
    ['two pieces', 200],
    ['the last piece and the list', 1201],
  ] as const)
    for (const [name, forget] of [
      ['untracked and tracked again', ({ store }: SnapshotWindow) => store.track([], [])],
      ['forgotten', ({ store }: SnapshotWindow) => store.reset()],
    ] as const)
      it(`of a label that is ${name} between ${pieces} go no further, and are read whole by the next reading`, async () => {
        const after = snapshotWindow(await written(), ['lot'], []);
        const { store, reader, folder } = after;
        const reads: string[] = [];
        const readParts = folder.readParts.bind(folder);
        folder.readParts = (path) => {
          reads.push(path);
          return readParts(path);
        };
        const subscription = store.onDidChange(({ tracked }) => {
          if (tracked || store.size !== size) return;
          forget(after);
          store.track(['lot'], []);
        });
        await reader.read(atStart);
        assert.deepEqual([store.size, store.label('lot')?.jobIds], [0, []]);
        subscription.dispose();
        await reader.read(atStart);
        assert.deepEqual([store.jobsOf('lot').length, store.label('lot')?.jobIds.length], [1201, 1201]);
        await reader.read(following);
        assert.deepEqual(reads, [pathOf('lot'), pathOf('lot')]);
      });

  it('of a profile that is left and taken up again, are read whole then', async () => {
    const { store, reader, profile } = snapshotWindow(await written(), ['lot'], []);
    const { id } = profile;
    const subscription = store.onDidChange(() => (profile.id = undefined));
    await reader.read(atStart);
    assert.ok(store.size < 1201);
    subscription.dispose();
    profile.id = id;
    await reader.read(atStart);
    assert.deepEqual([store.jobsOf('lot').length, store.label('lot')?.jobIds.length], [1201, 1201]);
  });

  it('are read to the end of a file when the key is lost meanwhile, so that a list names every job; and no file is begun', async () => {
    const { store, reader, shown } = snapshotWindow(await written(), ['lot', 'other'], ['single']);
    store.onDidChange(() => void (shown.yes &&= store.size < 200));
    await reader.read(atStart);
    assert.deepEqual([store.jobsOf('lot').length, store.places.own.total, store.size], [1201, 1202, 1202]);
    store.reset();
    store.track(['lot'], ['single']);
    await reader.read(atStart);
    assert.equal(store.size, 0);
  });

  it('tell when a job was first seen, though the server answers before they are', async () => {
    const before = await written();
    const seen = before.store.job('j1')?.firstSeen;
    await before.clock.advance(60_000);
    const { store, reader } = snapshotWindow(before, ['lot'], []);
    store.apply({ labels: new Map([['lot', labelAnswer([job('j1'), job('j2')])]]) });
    assert.notEqual(store.job('j1')?.firstSeen, seen);
    await reader.read(atStart);
    assert.deepEqual([store.job('j1')?.firstSeen, store.size], [seen, 2]);
  });

  it('of other labels are read though the disk refuses one', async () => {
    const before = await written();
    before.store.apply({ labels: new Map([['other', labelAnswer([job('o')])]]) });
    await before.clock.advance(5000);
    const { store, reader, folder, log } = snapshotWindow(before, ['lot', 'other'], []);
    const readParts = folder.readParts.bind(folder);
    const refuse: typeof readParts = (path) =>
      path === pathOf('other') ? Promise.reject(new Error('EISDIR')) : readParts(path);
    folder.readParts = refuse;
    for (let times = 0; times < 3; times++) await reader.read(atStart);
    assert.deepEqual([store.jobsOf('lot').length, store.jobsOf('other').length], [1201, 0]);
    assert.deepEqual(log.lines, ['warn: The saved jobs could not be read: Error: EISDIR']);
    folder.readParts = readParts;
    await reader.read(atStart);
    assert.equal(store.jobsOf('other').length, 1);
    // Of another time that the disk refuses it is told anew.
    await before.clock.advance(5000);
    before.store.apply({ labels: new Map([['other', labelAnswer([job('o', 'failed')])]]) });
    await before.clock.advance(5000);
    folder.readParts = refuse;
    await reader.read(following);
    assert.equal(log.lines.length, 2);
  });

  it('are read once, though the disk does not let them be touched', async () => {
    const before = await written();
    const { reader, folder, clock, log } = snapshotWindow(before, ['lot'], []);
    await clock.advance(3 * 86_400_000);
    let reads = 0;
    const readParts = folder.readParts.bind(folder);
    folder.readParts = (path) => {
      reads++;
      return readParts(path);
    };
    folder.touch = () => Promise.reject(new Error('EPERM'));
    for (let times = 0; times < 3; times++) await reader.read(following);
    assert.deepEqual([reads, log.lines], [1, []]);
  });

  it('of a job that is untracked and tracked again by its id are read again', async () => {
    const { store, reader } = snapshotWindow(await written(), [], ['single']);
    await reader.read(atStart);
    store.track([], []);
    store.track([], ['single']);
    assert.equal(store.size, 0);
    await reader.read(atStart);
    assert.equal(store.job('single')?.status, 'completed');
  });

  it('join a part that the server told meanwhile: what that part does not name is unknown, not gone', async () => {
    const before = await written();
    const after = snapshotWindow(before, ['lot'], []);
    await before.clock.advance(1000);
    after.store.apply({ labels: new Map([['lot', labelAnswer([job('j1', 'pending')], { complete: false })]]) });
    await after.reader.read(following);
    const { store } = after;
    assert.deepEqual([store.size, store.jobsOf('lot').length, store.job('j1')?.status], [1201, 1201, 'pending']);
    after.store.apply({ labels: new Map([['lot', labelAnswer([job('j1', 'pending')])]]) });
    assert.equal(store.size, 1);
  });
});
