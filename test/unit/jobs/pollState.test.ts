import assert from 'node:assert/strict';
import { Failure } from '../../../src/core/api/failure';
import { job, labelAnswer } from '../../fakes/jobs';
import { settle, watched, world } from './pollerWorld';

const limited = new Failure('rateLimited', 'Too many requests.', { retryAfterMs: 60_000 });

/** A run by itself that is under way until it is released, as each run after it. */
async function underWay() {
  const releases: (() => void)[] = [];
  const w = world(() => new Promise((resolve) => releases.push(() => resolve(labelAnswer([job('1', 'completed')])))));
  w.store.track(['a'], []);
  w.poller.wake();
  await settle();
  const release = async (): Promise<void> => {
    for (const each of releases.splice(0)) each();
    await settle();
  };
  return { ...w, release };
}

describe('what the poller tells of a run that is under way', () => {
  it('is that somebody waits for it, once one refreshes by hand what it asks anyway', async () => {
    const { poller, asked, release } = await underWay();
    assert.deepEqual([poller.state.running, poller.state.manual], [true, false]);
    const refreshed = poller.refresh({ kind: 'label', label: 'a' }, true);
    assert.deepEqual([poller.state.running, poller.state.manual], [true, true]);
    await release();
    await refreshed;
    assert.deepEqual([poller.state.running, poller.state.manual, asked], [false, false, ['a']]);
  });

  it('stays that it is, whatever else asks for patience meanwhile', async () => {
    const { poller, clock, release } = await underWay();
    const until = clock.now() + 90_000;
    poller.hold(limited);
    assert.equal(poller.state.running, true);
    poller.heed({ notBefore: until, failure: limited });
    assert.equal(poller.state.running, true);
    await release();
    assert.deepEqual([poller.state.running, poller.state.nextAt], [false, until]);
  });

  it('stays that it is when the window gives the lead away and takes it again', async () => {
    const { poller, clock, asked, release } = await underWay();
    poller.attend({ ...watched, leads: false });
    poller.inherit({ lastAt: clock.now(), failure: { kind: 'offline', message: 'No network.' } });
    poller.attend(watched);
    assert.deepEqual([poller.state.running, poller.state.failure], [true, undefined]);
    await release();
    assert.deepEqual([poller.state.running, poller.state.failure, asked], [false, undefined, ['a']]);
  });

  it('is not when the next one comes, where one follows at once', async () => {
    const { poller, store, clock, asked, release } = await underWay();
    store.track(['a', 'b'], []);
    poller.wake();
    const told: (number | undefined)[] = [];
    poller.onDidChangeState(({ nextAt }) => told.push(nextAt));
    await release();
    assert.deepEqual([asked, new Set(told)], [['a', 'b'], new Set([undefined])]);
    await release();
    assert.equal(told.at(-1), clock.now() + 120_000);
  });
});
