import assert from 'node:assert/strict';
import { job, labelAnswer } from '../../fakes/jobs';
import { atStart, following, snapshotWindow, written } from './snapshotWorld';

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

  it('of rows that are forgotten between two pieces, as at a sign-out, do not come back', async () => {
    const before = await written();
    const { store, reader } = snapshotWindow(before, ['lot'], []);
    const subscription = store.onDidChange(({ tracked }) => {
      if (tracked || store.size !== 200) return;
      store.reset();
      store.track(['lot'], []);
    });
    await reader.read(atStart);
    subscription.dispose();
    await reader.read(atStart);
    assert.deepEqual([store.size, store.label('lot')?.jobIds], [0, []]);
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
