import assert from 'node:assert/strict';
import { Failure } from '../../../src/core/api/failure';
import { job, labelAnswer } from '../../fakes/jobs';
import { settle, watched, world, type World } from './pollerWorld';

const limited = new Failure('rateLimited', 'Too many requests.', { retryAfterMs: 60_000, status: 429 });

/** One label with a job that is not finished, asked for once. */
async function start(ask: (signal: AbortSignal) => Promise<unknown> = () => Promise.resolve()): Promise<World> {
  const w = world((_, signal) => ask(signal).then(() => labelAnswer([job('1')])));
  w.store.track(['a'], []);
  w.poller.wake();
  await settle();
  return w;
}

/** The server asked for a minute, and does not answer any more: a refresh by hand is under way. */
async function overruled(): Promise<World> {
  let isSlow = false;
  const never = (signal: AbortSignal): Promise<never> =>
    new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(new Failure('cancelled', 'Stopped.')));
    });
  const w = await start((signal) => (isSlow ? never(signal) : Promise.resolve()));
  w.poller.hold(limited);
  isSlow = true;
  void w.poller.refresh({ kind: 'all' }, true);
  await w.clock.advance(10_000);
  return w;
}

describe('a server that asks for patience when it is asked for something else', () => {
  it('is left alone to the second, which the view and the report tell', async () => {
    const w = await start();
    await w.clock.advance(1000);
    w.poller.hold(limited);
    const asked = w.asked.length;
    assert.deepEqual(
      [w.poller.state.failure?.kind, w.poller.state.nextAt, w.poller.report.next.why, w.poller.report.failure?.status],
      ['rateLimited', w.clock.now() + 60_000, 'askedToWait', 429],
    );
    w.poller.wake();
    w.poller.attend({ ...watched, focused: false });
    await w.clock.advance(59_999);
    assert.equal(w.asked.length, asked);
    await w.clock.advance(1);
    assert.equal(w.asked.length, asked + 1);
    assert.equal(w.poller.state.failure, undefined);
  });

  it('is left alone after a run that was under way then, however that ended', async () => {
    for (const end of [undefined, new Failure('server', 'Broken.')]) {
      let answer = (): void => undefined;
      const done = new Promise<void>((resolve, reject) => (answer = () => (end ? reject(end) : resolve())));
      const w = await start(() => done);
      w.poller.hold(limited);
      w.poller.hold(new Failure('rateLimited', 'Less.', { retryAfterMs: 20_000 }));
      await w.clock.advance(10_000);
      answer();
      await settle();
      assert.equal(w.poller.state.running, false);
      await w.clock.advance(49_999);
      assert.equal(w.asked.length, 1);
      await w.clock.advance(1);
      assert.equal(w.asked.length, 2);
    }
  });

  it('is asked at once by hand, and is no longer left alone when it answers', async () => {
    const w = await start();
    w.poller.hold(limited);
    await w.poller.refresh({ kind: 'all' }, true);
    assert.deepEqual([w.asked.length, w.poller.state.failure], [2, undefined]);
    assert.ok((w.poller.state.nextAt ?? Infinity) <= w.clock.now() + 15_000);
  });

  it('keeps the longest patience that it asked for, and a refused key stays refused', async () => {
    const w = await start();
    w.poller.hold(limited);
    w.poller.hold(new Failure('rateLimited', 'Less.', { retryAfterMs: 1000 }));
    assert.equal(w.poller.state.nextAt, w.clock.now() + 60_000);
    const refused = await start(() => Promise.reject(new Failure('unauthorized', 'No.')));
    refused.poller.hold(limited);
    assert.deepEqual([refused.poller.report.next.why, refused.poller.state.failure?.kind], ['refused', 'unauthorized']);
  });

  it('is asked at one moment, however much shorter a later patience is, and whatever asked for the first one', async () => {
    for (const isOwn of [false, true]) {
      const w = await start(isOwn ? () => Promise.reject(limited) : undefined);
      const since = w.clock.now();
      if (!isOwn) w.poller.hold(limited);
      await w.clock.advance(50_000);
      w.poller.hold(new Failure('rateLimited', 'Less.', { retryAfterMs: 5000 }));
      assert.equal(w.poller.state.nextAt, since + 60_000);
      assert.equal(w.poller.state.failure?.retryAfterMs, 10_000);
      const asked = w.asked.length;
      await w.clock.advance(9999);
      assert.equal(w.asked.length, asked);
      await w.clock.advance(1);
      assert.equal(w.asked.length, asked + 1);
    }
  });

  it('is asked later when a later patience ends later, and after five minutes at most', async () => {
    const w = await start();
    const since = w.clock.now();
    w.poller.hold(limited);
    await w.clock.advance(50_000);
    w.poller.hold(new Failure('rateLimited', 'More.', { retryAfterMs: 30_000 }));
    assert.equal(w.poller.state.nextAt, since + 80_000);
    await w.clock.advance(10_000);
    w.poller.hold(new Failure('rateLimited', 'Most.', { retryAfterMs: 900_000 }));
    assert.equal(w.poller.state.nextAt, since + 360_000);
    await w.clock.advance(290_000);
    w.poller.hold(new Failure('rateLimited', 'Less.', { retryAfterMs: 5000 }));
    assert.equal(w.poller.state.nextAt, since + 360_000);
  });

  it('is still left alone when a refresh by hand was cancelled before it answered', async () => {
    const w = await overruled();
    w.poller.cancel();
    await settle();
    assert.deepEqual([w.poller.state.running, w.poller.state.nextAt], [false, w.clock.now() + 50_000]);
  });

  it('is left alone for the longest that it asked for, also of what it asked during a refresh that was cancelled', async () => {
    for (const [retryAfterMs, left] of [
      [120_000, 120_000],
      [20_000, 50_000],
    ] as const) {
      const w = await overruled();
      w.poller.hold(new Failure('rateLimited', 'Again.', { retryAfterMs }));
      w.poller.cancel();
      await settle();
      assert.equal(w.poller.state.nextAt, w.clock.now() + left);
    }
  });

  it('holds up nothing of another key, though a refresh with the key before was under way', async () => {
    const w = await overruled();
    w.poller.stop();
    w.poller.wake();
    await settle();
    w.poller.cancel();
    await settle();
    assert.deepEqual([w.poller.state.failure, w.poller.report.next.why], [undefined, 'watched']);
  });

  it('is asked at once for what is tracked while it is asked again after its wait', async () => {
    let answer = (): void => undefined;
    const answers = [() => Promise.reject(limited), () => new Promise<void>((resolve) => (answer = resolve))];
    const w = world((what) =>
      (answers.shift()?.() ?? Promise.resolve()).then(() => labelAnswer([job(what, 'completed')])),
    );
    w.store.track(['a'], []);
    w.poller.wake();
    await w.clock.advance(60_000);
    assert.deepEqual(w.asked, ['a', 'a']);
    w.store.track(['a', 'b'], []);
    w.poller.wake();
    answer();
    await settle();
    assert.deepEqual(w.asked, ['a', 'a', 'b']);
  });

  it('is no longer told of once its time is over, where no run comes by itself', async () => {
    for (const attention of [
      { ...watched, enabled: false },
      { ...watched, focused: false },
    ]) {
      const w = world(() => Promise.resolve(labelAnswer([job('1', 'completed')])));
      w.store.track(['a'], []);
      w.poller.wake();
      await settle();
      w.poller.attend(attention);
      w.poller.hold(limited);
      await w.clock.advance(50_000);
      w.poller.hold(new Failure('rateLimited', 'More.', { retryAfterMs: 20_000 }));
      await w.clock.advance(19_999);
      assert.deepEqual([w.poller.state.failure?.message, w.poller.state.nextAt], ['More.', undefined]);
      await w.clock.advance(1);
      assert.deepEqual([w.poller.state.failure, w.asked.length], [undefined, 1]);
      w.poller.dispose();
      assert.equal(w.clock.pending, 0);
    }
  });

  it('holds up nothing of another key, or of a clock that was set back', async () => {
    const w = await start();
    w.poller.hold(limited);
    w.poller.stop();
    w.poller.wake();
    await settle();
    assert.equal(w.asked.length, 2);
    const back = await start();
    back.poller.hold(limited);
    back.clock.setBack(3_600_000);
    await back.clock.advance(60_000);
    assert.ok(back.asked.length > 1);
  });

  it('is not left alone again when the clock is set back into a wait that was over when it answered', async () => {
    const w = await start();
    w.poller.hold(limited);
    await w.clock.advance(65_000);
    assert.equal(w.poller.report.next.why, 'watched');
    w.clock.setBack(30_000);
    assert.deepEqual([w.poller.report.next.why, w.poller.past.notBefore], ['watched', undefined]);
  });
});

describe('a server that asks one of several windows for patience', () => {
  const failure = { kind: 'rateLimited', message: 'Too many requests.' };

  it('is left alone by a window that was told while it followed, and takes the lead, which also told the others', async () => {
    const w = await start();
    w.poller.attend({ ...watched, leads: false });
    const since = w.clock.now();
    let changes = 0;
    w.poller.onDidChangeState(() => changes++);
    w.poller.hold(limited);
    assert.deepEqual([w.poller.report.next.why, w.poller.state.failure, changes > 0], ['following', undefined, true]);
    assert.deepEqual([w.poller.past.notBefore, w.poller.past.failure], [since + 60_000, failure]);
    await w.clock.advance(40_000);
    w.poller.inherit({ lastAt: w.clock.now() });
    w.poller.attend(watched);
    assert.deepEqual([w.poller.state.nextAt, w.poller.state.failure?.kind], [since + 60_000, 'rateLimited']);
    await w.clock.advance(19_999);
    assert.equal(w.asked.length, 1);
    await w.clock.advance(1);
    assert.deepEqual([w.asked.length, w.poller.past.notBefore], [2, undefined]);
  });

  it('is left alone by the one that leads as soon as another one told, until somebody asks by hand', async () => {
    const w = await start();
    const notBefore = w.clock.now() + 60_000;
    const heed = (): void => w.poller.heed({ notBefore, failure });
    heed();
    assert.deepEqual(
      [w.poller.state.nextAt, w.poller.report.next.why, w.poller.state.failure?.message],
      [notBefore, 'askedToWait', failure.message],
    );
    await w.clock.advance(10_000);
    heed();
    assert.equal(w.poller.state.nextAt, notBefore);
    await w.poller.refresh({ kind: 'all' }, true);
    heed();
    assert.deepEqual([w.asked.length, w.poller.state.failure], [2, undefined]);
    // What another client is told counts, and what cannot be true is cut to five minutes.
    w.poller.heed({ notBefore: w.clock.now() + 9_000_000, failure });
    assert.equal(w.poller.state.nextAt, w.clock.now() + 300_000);
  });

  it('is asked by hand in a window that took the lead, and is then left alone for no window that still tells of it', async () => {
    const w = await start();
    const told = { notBefore: w.clock.now() + 60_000, failure };
    w.poller.attend({ ...watched, leads: false });
    w.poller.inherit({ lastAt: w.clock.now(), ...told });
    w.poller.attend(watched);
    w.poller.heed(told);
    assert.equal(w.poller.state.nextAt, told.notBefore);
    await w.poller.refresh({ kind: 'all' }, true);
    w.poller.heed(told);
    assert.deepEqual([w.poller.state.failure, w.poller.report.next.why], [undefined, 'watched']);
  });

  it('is asked by a window that gave the lead away during a refresh by hand, cancelled it, and takes it again', async () => {
    const w = await overruled();
    w.poller.attend({ ...watched, leads: false });
    w.poller.cancel();
    await settle();
    assert.deepEqual([w.poller.state.running, w.poller.past.notBefore], [false, undefined]);
    w.poller.inherit({ lastAt: w.clock.now() });
    w.poller.attend(watched);
    assert.deepEqual([w.poller.state.failure, w.poller.report.next.why], [undefined, 'watched']);
  });

  it('is asked by a window that gave the lead away and takes it again, once that is over where it was asked', async () => {
    const w = await start();
    w.poller.hold(limited);
    w.poller.attend({ ...watched, leads: false });
    assert.equal(w.poller.past.notBefore, undefined);
    w.poller.inherit({ lastAt: w.clock.now() });
    w.poller.attend(watched);
    await w.clock.advance(15_000);
    assert.ok(w.asked.length > 1);
  });
});
