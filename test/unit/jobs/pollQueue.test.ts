import assert from 'node:assert/strict';
import { Failure } from '../../../src/core/api/failure';
import { job, labelAnswer } from '../../fakes/jobs';
import { settle, world } from './pollerWorld';

/** A server whose answers come when they are told to. */
function slow() {
  const ends: ((failure?: Failure) => void)[] = [];
  const w = world(
    (what, signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Failure('cancelled', 'x')));
        ends.push((failure) => (failure ? reject(failure) : resolve(labelAnswer([job(what, 'completed')]))));
      }),
  );
  const end = async (failure?: Failure): Promise<void> => {
    for (const each of ends.splice(0)) each(failure);
    await settle();
  };
  const track = async (...labels: string[]): Promise<void> => {
    w.store.track(labels, []);
    w.poller.wake();
    await settle();
  };
  return { ...w, end, track };
}

const limited = new Failure('rateLimited', 'Too many requests.', { retryAfterMs: 60_000, status: 429 });

/** The server failed, and so long after that, in ms, somebody refreshed by hand and cancelled it. */
async function cancelled(failure: Failure, ms: number) {
  const { track, end, ...w } = slow();
  await track('a');
  await end(failure);
  await w.clock.advance(ms);
  void w.poller.refresh({ kind: 'all' }, true);
  await settle();
  w.poller.cancel();
  await settle();
  return w;
}

describe('what waits for the run under way', () => {
  it('is asked all of it by the next one, and is done when that is', async () => {
    const { poller, asked, end, track } = slow();
    await track('a', 'b', 'c');
    await end();
    const done: string[] = [];
    void poller.refresh({ kind: 'label', label: 'a' }, true);
    await settle();
    for (const label of ['b', 'c', 'b'])
      void poller.refresh({ kind: 'label', label }, true).then(() => done.push(label));
    await end();
    assert.deepEqual([asked.slice(3), done], [['a', 'b', 'c'], []]);
    await end();
    assert.deepEqual(
      [asked.slice(3), done.sort()],
      [
        ['a', 'b', 'c'],
        ['b', 'b', 'c'],
      ],
    );
  });

  it('waits for one that begins before its turn, and is asked then', async () => {
    const { poller, asked, end, track } = slow();
    await track('a', 'b', 'c');
    await end();
    void poller.refresh({ kind: 'label', label: 'a' }, true);
    await settle();
    let isDone = false;
    void poller.refresh({ kind: 'label', label: 'b' }, true).then(() => (isDone = true));
    // Whoever hears that the run is over asks at once.
    const listening = poller.onDidChangeState(({ running }) => {
      if (running) return;
      listening.dispose();
      void poller.refresh({ kind: 'label', label: 'c' }, true);
    });
    await end();
    assert.deepEqual([asked.slice(3), isDone], [['a', 'c'], false]);
    await end();
    assert.deepEqual([asked.slice(3), isDone], [['a', 'c', 'b'], false]);
    await end();
    assert.equal(isDone, true);
  });

  it('goes with a run that is cancelled, and is done with the next one where it is asked for in the same turn', async () => {
    const { poller, asked, end, track } = slow();
    await track('a', 'b', 'c');
    await end();
    const done: string[] = [];
    const byHand = (label: string): void =>
      void poller.refresh({ kind: 'label', label }, true).then(() => done.push(label));
    byHand('a');
    await settle();
    byHand('b');
    poller.cancel();
    byHand('c');
    await settle();
    assert.deepEqual(
      [asked.slice(3), done.sort()],
      [
        ['a', 'c'],
        ['a', 'b'],
      ],
    );
    await end();
    assert.deepEqual(done, ['a', 'b', 'c']);
  });

  it('is asked anew where it is what the run asks that was cancelled in the same turn', async () => {
    const { poller, asked, end, track } = slow();
    await track('a');
    poller.cancel();
    let isDone = false;
    void poller.refresh({ kind: 'all' }, true).then(() => (isDone = true));
    await settle();
    assert.deepEqual([asked, isDone, poller.state.manual], [['a', 'a'], false, true]);
    await end();
    assert.deepEqual([isDone, poller.state.running], [true, false]);
  });

  for (const failure of [limited, new Failure('unauthorized', 'No.', { status: 401 })])
    it(`is asked of a server that answered ${failure.status} where it was asked for by hand, and nothing else of it`, async () => {
      for (const isHandFirst of [true, false]) {
        const { poller, store, asked, end, track } = slow();
        await track('one');
        const byHand = (id: string): void => void poller.refresh({ kind: 'job', id }, true);
        if (isHandFirst) byHand('2');
        store.track(['one', 'two', 'three'], []);
        poller.wake();
        byHand('2');
        byHand('3');
        await end(failure);
        assert.deepEqual(asked, ['one', '#2', '#3']);
      }
    });

  it('comes after a pause like any other where it was cancelled that came after a wait', async () => {
    const { poller, clock, asked, end, track } = slow();
    await track('a');
    await end(limited);
    await clock.advance(60_000);
    assert.equal(asked.length, 2);
    poller.cancel();
    await settle();
    assert.deepEqual([poller.state.running, poller.state.failure], [false, undefined]);
    await clock.advance(1500);
    assert.equal(asked.length, 2);
  });

  it('does not come where the key was refused with a time to wait, and a refresh by hand is cancelled after it', async () => {
    const refused = new Failure('unauthorized', 'No.', { retryAfterMs: 30_000, status: 401 });
    const { poller, clock, asked } = await cancelled(refused, 40_000);
    assert.equal(poller.state.failure?.kind, 'unauthorized');
    await clock.advance(600_000);
    assert.equal(asked.length, 2);
  });

  it('waits for what is left where a refresh by hand is cancelled that came within a wait', async () => {
    const { poller, clock, asked } = await cancelled(limited, 20_000);
    assert.equal(poller.state.failure?.kind, 'rateLimited');
    await clock.advance(39_999);
    assert.equal(asked.length, 2);
    await clock.advance(1);
    assert.equal(asked.length, 3);
  });
});
