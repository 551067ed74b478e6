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

  it('stopped when nothing saved may be shown, are read whole once it may again', async () => {
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
