import assert from 'node:assert/strict';
import type { PollNews } from '../../../src/core/windows/wish';
import { newsOf } from '../../../src/core/windows/wish';
import { Failure } from '../../../src/core/api/failure';
import { settle } from '../../fakes/fakeClock';
import { WindowWorld } from './windowWorld';

const asked: PollNews = { nextAt: 90, notBefore: 90, lastAt: 20, failure: { kind: 'rateLimited', message: 'Wait.' } };
const quiet: PollNews = { nextAt: 90, lastAt: 20, settledAt: 20 };

describe('a lead that goes from one window to another', () => {
  it('takes along how polling stood, whether the one before closes, is killed or gives way', async () => {
    for (const how of ['close', 'kill', 'focus'] as const) {
      const world = new WindowWorld();
      const [first, second] = [await world.open(), await world.open()];
      await settle();
      first.board.set({ poll: quiet });
      await settle();
      if (how === 'close') first.board.dispose();
      else if (how === 'kill') first.kill();
      else second.board.set({ focused: true });
      await world.clock.advance(10_000);
      assert.deepEqual([second.board.wish.leads, second.board.handover], [true, quiet], how);
    }
  });

  it('tells a window that opens with the focus that the server is to be left alone, though nobody followed before', async () => {
    const world = new WindowWorld();
    const first = await world.open();
    for (const poll of [asked, { failure: { kind: 'unauthorized', message: 'No.' } }]) {
      first.board.set({ focused: false, poll });
      await settle();
      const second = await world.open({ focused: true });
      await settle();
      assert.deepEqual([second.board.wish.leads, second.board.handover], [true, poll]);
      second.board.dispose();
      await settle();
    }
  });

  it('tells a window that opens after another was killed that the server is to be left alone, and nothing else', async () => {
    for (const [poll, taken] of [
      [asked, { notBefore: asked.notBefore, failure: asked.failure }],
      [{ settledAt: 20, nextAt: 90 }, undefined],
    ] as const) {
      const world = new WindowWorld();
      const first = await world.open({ focused: true });
      first.board.set({ poll });
      await settle();
      first.kill();
      const second = await world.open({ focused: true });
      assert.deepEqual([second.board.wish.leads, second.board.handover], [true, taken]);
    }
  });

  it('tells a window that opens with the focus when everything was asked for last, with a write a minute at most', async () => {
    const world = new WindowWorld();
    const first = await world.open();
    await settle();
    const minute = 60_000 * Math.ceil(world.clock.now() / 60_000);
    const writes = (): number => world.folder.calls.filter((call) => call.startsWith('write')).length;
    const before = writes();
    for (let second = 0; second < 60; second += 2) {
      first.board.set({ poll: { nextAt: minute + 1000 * second, settledAt: minute + 1000 * second } });
      await settle();
    }
    assert.equal(writes() - before, 1);
    const second = await world.open({ focused: true });
    await settle();
    assert.deepEqual([second.board.wish.leads, second.board.handover], [true, { settledAt: minute }]);
  });

  it('hears of a follower that the server is to be left alone, and of nothing else', async () => {
    const world = new WindowWorld();
    const [leader, second, third] = [await world.open(), await world.open(), await world.open()];
    await settle();
    second.board.set({ poll: { ...quiet, failure: { kind: 'offline', message: 'No.' } } });
    await settle();
    assert.deepEqual([leader.board.role.followers, leader.board.role.asked], [2, undefined]);
    second.board.set({ poll: asked });
    third.board.set({ poll: { ...asked, notBefore: 80 } });
    await settle();
    const { notBefore, failure } = asked;
    assert.deepEqual([leader.board.role.asked, third.board.role.asked], [{ notBefore, failure }, undefined]);
    assert.deepEqual(leader.board.live.find(({ id }) => id === second.id)?.poll, { notBefore, failure });
    assert.equal(third.board.role.leader?.poll, undefined);
  });

  it('takes nothing along to another profile, and nothing where nobody led', async () => {
    const world = new WindowWorld();
    const first = await world.open();
    assert.equal(first.board.handover, undefined);
    first.board.set({ poll: asked });
    const second = await world.open();
    await settle();
    second.board.set({ profile: '["Q","https://q.example"]' });
    await settle();
    assert.deepEqual([second.board.wish.leads, second.board.handover], [true, undefined]);
  });

  it('is told in the words of the poller: when the server asked to wait, that is the next time', () => {
    const limited = new Failure('rateLimited', 'Wait.', { retryAfterMs: 70 });
    assert.deepEqual(newsOf({ nextAt: 90, notBefore: 90, failure: limited, lastAt: 20 }), asked);
    const off = { notBefore: 90, failure: { kind: 'rateLimited', message: 'Wait.' } };
    assert.deepEqual(newsOf(off), off);
    assert.deepEqual(newsOf({ nextAt: 90, lastAt: 20, settledAt: 20 }), quiet);
    assert.deepEqual(newsOf({ lastAt: 20, failures: 3 }), { lastAt: 20, failures: 3 });
    assert.deepEqual(newsOf({}), {});
  });
});
