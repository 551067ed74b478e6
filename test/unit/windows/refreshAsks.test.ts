import assert from 'node:assert/strict';
import { settle } from '../../fakes/fakeClock';
import { WindowWorld, type OpenWindow } from './windowWorld';

async function twoWindows(): Promise<{ world: WindowWorld; leader: OpenWindow; follower: OpenWindow }> {
  const world = new WindowWorld();
  const leader = await world.open();
  const follower = await world.open();
  await settle();
  return { world, leader, follower };
}

/** Notes when a promise is over. */
function watched(work: Promise<void>): { isOver: boolean } {
  const state = { isOver: false };
  void work.then(() => (state.isOver = true));
  return state;
}

describe('a refresh in a window that follows', () => {
  it('is done by the leader, saved by it and loaded here, and nothing of it stays', async () => {
    const { world, leader, follower } = await twoWindows();
    leader.slow();
    const state = watched(follower.asks.refresh({ kind: 'label', label: 'lot' }));
    await world.clock.advance(30_000);
    assert.deepEqual([state.isOver, leader.done, follower.done], [false, [], []]);
    leader.finish();
    await settle();
    await settle();
    assert.deepEqual([state.isOver, leader.done, follower.done], [true, ['refresh label', 'save'], ['load']]);
    await world.clock.advance(4000);
    const { taken, done } = leader.board.wish;
    assert.deepEqual([taken, done, follower.board.wish.asks], [[], [], []]);
  });

  it('is done once by the leader, however often the folder tells of it', async () => {
    const { world, leader, follower } = await twoWindows();
    leader.slow();
    const state = watched(follower.asks.refresh({ kind: 'all' }));
    await world.clock.advance(10_000);
    follower.board.set({ visible: true });
    await world.clock.advance(10_000);
    assert.equal(leader.started(), 1);
    leader.finish();
    await world.clock.advance(4000);
    assert.deepEqual([state.isOver, leader.done], [true, ['refresh all', 'save']]);
  });

  it('is done by no other follower, and by no leader of another profile', async () => {
    const { world, leader, follower } = await twoWindows();
    const third = await world.open();
    const others = await world.open({ profile: '["Q","https://q.example"]' });
    await settle();
    const state = watched(follower.asks.refresh({ kind: 'all' }));
    await world.clock.advance(4000);
    assert.equal(state.isOver, true);
    assert.deepEqual(
      [leader, third, others].map(({ done }) => done),
      [['refresh all', 'save'], [], []],
    );
  });

  it('is done here when the leader does not answer within two seconds', async () => {
    const { world, leader, follower } = await twoWindows();
    leader.asks.dispose();
    const state = watched(follower.asks.refresh({ kind: 'job', id: 'x' }));
    await world.clock.advance(1999);
    assert.equal(state.isOver, false);
    await world.clock.advance(1);
    assert.deepEqual([state.isOver, follower.done, follower.board.wish.asks], [true, ['refresh job'], []]);
  });

  it('is over when the leader that took it goes away', async () => {
    const { world, leader, follower } = await twoWindows();
    leader.slow();
    const state = watched(follower.asks.refresh({ kind: 'all' }));
    await world.clock.advance(1000);
    leader.board.dispose();
    await settle();
    assert.deepEqual([state.isOver, follower.done], [true, ['load']]);
  });

  it('is done here at once when the leader closes that had not taken it', async () => {
    const { leader, follower } = await twoWindows();
    const state = watched(follower.asks.refresh({ kind: 'all' }));
    leader.board.dispose();
    await settle();
    assert.deepEqual([state.isOver, leader.started(), follower.done], [true, 0, ['refresh all']]);
  });

  it('is waited for a minute at most, whatever else the leader tells meanwhile', async () => {
    const { world, leader, follower } = await twoWindows();
    leader.slow();
    const state = watched(follower.asks.refresh({ kind: 'all' }));
    await world.clock.advance(29_000);
    leader.board.set({ visible: true });
    await world.clock.advance(30_000);
    assert.deepEqual([state.isOver, follower.board.live[0]?.visible], [false, true]);
    await world.clock.advance(2000);
    assert.equal(state.isOver, true);
  });

  it('is done at once in a window that leads', async () => {
    const { leader, world } = await twoWindows();
    await leader.asks.refresh({ kind: 'all' });
    assert.deepEqual([leader.done, world.clock.pending], [['refresh all'], 2]);
  });

  it('ends with the window', async () => {
    const { world, leader, follower } = await twoWindows();
    leader.slow();
    const state = watched(follower.asks.refresh({ kind: 'all' }));
    await settle();
    follower.asks.dispose();
    follower.board.dispose();
    leader.board.dispose();
    await settle();
    assert.deepEqual([state.isOver, world.clock.pending], [true, 0]);
  });
});
