import assert from 'node:assert/strict';
import { Failure } from '../../../src/core/api/failure';
import { job, labelAnswer } from '../../fakes/jobs';
import { settle, watched, world } from './pollerWorld';

describe('the poller', () => {
  it('asks each label and each unfinished single job, then again after a pause while something is unfinished', async () => {
    const w = world((what) => Promise.resolve(labelAnswer([job(`j-${what}`)])));
    w.store.track(['a', 'b'], ['7']);
    w.poller.wake();
    await settle();
    assert.deepEqual(w.asked, ['a', 'b', '#7']);
    assert.notEqual(w.poller.state.nextAt, undefined);
    await w.clock.advance(2000);
    await settle();
    assert.equal(w.asked.length, 6);
  });

  it('fault 55: joins the run under way however often it is asked, and follows a narrow run by one wide one', async () => {
    const releases: (() => void)[] = [];
    const w = world(() => new Promise((resolve) => releases.push(() => resolve(labelAnswer([job('1', 'completed')])))));
    w.store.track(['a', 'b'], []);
    const runs = [w.poller.refresh({ kind: 'label', label: 'a' }, true)];
    for (let press = 0; press < 20; press++) runs.push(w.poller.refresh({ kind: 'all' }, true));
    await settle();
    assert.deepEqual(w.asked, ['a']);
    releases.forEach((release) => release());
    await settle();
    releases.forEach((release) => release());
    await Promise.all(runs);
    assert.deepEqual(w.asked, ['a', 'a', 'b']);
  });

  it('fault 55: a refresh by hand joins a run under way that asks for as much', async () => {
    const releases: (() => void)[] = [];
    const w = world(() => new Promise((resolve) => releases.push(() => resolve(labelAnswer([job('1', 'completed')])))));
    w.store.track(['a', 'b'], []);
    const first = w.poller.refresh({ kind: 'all' }, true);
    await settle();
    const joined = [w.poller.refresh({ kind: 'all' }, true), w.poller.refresh({ kind: 'label', label: 'b' }, true)];
    releases.forEach((release) => release());
    await Promise.all([first, ...joined]);
    await settle();
    assert.deepEqual(w.asked, ['a', 'b']);
  });

  it('ends the run at a failure of the server, keeps the jobs, tells why, and tries again later and later', async () => {
    let fails = false;
    const offline = new Failure('offline', 'The server cannot be reached.');
    const w = world(() => (fails ? Promise.reject(offline) : Promise.resolve(labelAnswer([job('1')]))));
    w.store.track(['a'], []);
    w.poller.wake();
    await settle();
    fails = true;
    const pauses: number[] = [];
    for (let run = 0; run < 8; run++) {
      const at = w.poller.state.nextAt ?? 0;
      await w.clock.advance(at - w.clock.now());
      await settle();
      pauses.push((w.poller.state.nextAt ?? 0) - w.clock.now());
    }
    assert.equal(w.store.job('1')?.status, 'pending');
    assert.equal(w.poller.state.failure, offline);
    assert.deepEqual(pauses, [8000, 16000, 32000, 64000, 128000, 250000, 250000, 250000]);
  });

  it('stops at a refused key until another one is in use, though more is tracked meanwhile', async () => {
    const w = world(() => Promise.reject(new Failure('unauthorized', 'The key was refused.')));
    w.store.track(['a', 'b'], []);
    w.poller.wake();
    await settle();
    const before = w.asked.length;
    await w.clock.advance(3_600_000);
    assert.equal(w.asked.length, before);
    assert.equal(w.poller.state.nextAt, undefined);
    w.poller.wake();
    await settle();
    assert.equal(w.asked.length, before);
    w.poller.stop();
    w.poller.wake();
    await settle();
    assert.ok(w.asked.length > before);
  });

  it('says it of the label alone when one query is wrong, and refreshes the others', async () => {
    const wrong = new Failure('query', 'The label is wrong.');
    const w = world((what) => (what === 'bad' ? Promise.reject(wrong) : Promise.resolve(labelAnswer([job('1')]))));
    w.store.track(['bad', 'good'], []);
    w.poller.wake();
    await settle();
    assert.equal(w.store.label('bad')?.failure, wrong);
    assert.deepEqual(w.store.label('good')?.jobIds, ['1']);
    assert.equal(w.poller.state.failure, undefined);
  });

  it('waits as long as the server asked for', async () => {
    const limited = new Failure('rateLimited', 'Too many requests.', { retryAfterMs: 7000 });
    const w = world(() => Promise.reject(limited));
    w.store.track(['a'], []);
    w.poller.wake();
    await settle();
    assert.equal((w.poller.state.nextAt ?? 0) - w.clock.now(), 7000);
  });

  it('ends the run under way when the server asks it to wait, with whatever status', async () => {
    const busy = new Failure('server', 'The server is busy.', { status: 503, retryAfterMs: 7000 });
    const ended: string[] = [];
    const w = world((what, signal) => {
      if (what === 'a') return Promise.reject(busy);
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          ended.push(what);
          reject(new Failure('cancelled', 'Stopped.'));
        });
      });
    });
    w.store.track(['a', 'b'], ['7']);
    w.poller.wake();
    await settle();
    assert.deepEqual([w.asked, ended, w.poller.state.running], [['a', 'b'], ['b'], false]);
    assert.deepEqual([w.poller.state.failure, w.poller.state.nextAt], [busy, w.clock.now() + 7000]);
    assert.equal(w.store.label('a')?.failure, undefined);
  });

  it('takes nothing of a run that was stopped, as its profile is no longer in use', async () => {
    let release = (): void => undefined;
    const w = world(() => new Promise((resolve) => (release = () => resolve(labelAnswer([job('1')])))));
    w.store.track(['a'], []);
    w.poller.wake();
    await settle();
    w.poller.stop();
    release();
    await settle();
    assert.equal(w.store.size, 0);
    assert.deepEqual(w.poller.state, { running: false, manual: false });
  });

  it('lets the user cancel: what was known stays, and it is no failure', async () => {
    const w = world(
      (_what, signal) =>
        new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(new Failure('cancelled', 'x'))),
        ),
    );
    w.store.track(['a'], []);
    const run = w.poller.refresh({ kind: 'all' }, true);
    await settle();
    assert.equal(w.poller.state.manual, true);
    w.poller.cancel();
    await run;
    assert.equal(w.poller.state.running, false);
    assert.equal(w.poller.state.failure, undefined);
    assert.equal(w.store.label('a')?.failure, undefined);
  });

  for (const how of ['cancel', 'stop'] as const)
    it(`forgets at a ${how} what waits for the run under way`, async () => {
      const w = world(
        (_what, signal) =>
          new Promise((_resolve, reject) =>
            signal.addEventListener('abort', () => reject(new Failure('cancelled', 'x'))),
          ),
      );
      w.store.track(['a'], []);
      w.poller.wake();
      await settle();
      w.store.track(['a', 'b'], []);
      w.poller.wake();
      w.poller[how]();
      await settle();
      assert.deepEqual(w.asked, ['a']);
      assert.equal(w.poller.state.running, false);
    });

  it('tells the window after this one when all was asked for last, not when one label was', async () => {
    const w = world(() => Promise.resolve(labelAnswer([job('1', 'completed')])));
    w.store.track(['a', 'b'], []);
    w.poller.wake();
    await settle();
    const { settledAt } = w.poller.past;
    assert.equal(settledAt, w.clock.now());
    await w.clock.advance(5000);
    await w.poller.refresh({ kind: 'label', label: 'a' }, true);
    assert.deepEqual([w.poller.past.settledAt, w.poller.past.lastAt], [settledAt, w.clock.now()]);
  });

  it('slows down while nothing changes, up to the slowest pause, and is quick again after a change', async () => {
    let status = 'pending';
    const w = world(() => Promise.resolve(labelAnswer([job('1', status)])));
    w.store.track(['a'], []);
    w.poller.wake();
    await settle();
    const pauses: number[] = [];
    for (let run = 0; run < 8; run++) {
      const pause = (w.poller.state.nextAt ?? 0) - w.clock.now();
      pauses.push(pause);
      if (run === 6) status = 'processing';
      await w.clock.advance(pause);
      await settle();
    }
    assert.deepEqual(pauses, [2000, 3000, 4500, 6750, 10125, 15000, 15000, 2000]);
  });

  it('fault 56: asks at once when the user comes back to the view, but not more often than every 30 s', async () => {
    const w = world(() => Promise.resolve(labelAnswer([job('1', 'completed')])));
    w.store.track(['a'], []);
    w.poller.wake();
    await settle();
    const comeBack = async (ms: number): Promise<number> => {
      w.poller.attend({ ...watched, focused: false });
      await w.clock.advance(ms);
      w.poller.attend(watched);
      await settle();
      return w.asked.length;
    };
    assert.equal(await comeBack(29_000), 1);
    assert.equal(await comeBack(2_000), 2);
    assert.equal(await comeBack(1_000), 2);
  });

  it('asks nothing while everything is finished and the window is not focused', async () => {
    const w = world(() => Promise.resolve(labelAnswer([job('1', 'completed')])));
    w.poller.attend({ ...watched, focused: false });
    w.store.track(['a'], []);
    w.poller.wake();
    await settle();
    await w.clock.advance(24 * 3_600_000);
    assert.deepEqual(w.asked, ['a']);
  });

  it('awaits the first job of a label for half an hour after it was tracked', async () => {
    const at: number[] = [];
    const w = world(() => {
      at.push(w.clock.now());
      return Promise.resolve(labelAnswer([]));
    });
    const start = w.clock.now();
    w.store.track(['a'], []);
    w.poller.wake();
    await w.clock.advance(60 * 60_000);
    const last = at.findLastIndex((time, index) => (at[index + 1] ?? Infinity) - time <= 20_000);
    const minutes = ((at[last] ?? 0) - start) / 60_000;
    assert.ok(minutes > 29.5 && minutes < 30, `the last quick pause began after ${minutes} minutes`);
    assert.ok(last > 100, `${last} runs`);
    assert.ok(at.length - last <= 17, `${at.length - last} runs`);
  });

  it('asks a label that the server calls wrong only when told to', async () => {
    const w = world((what) =>
      what === 'bad' ? Promise.reject(new Failure('query', 'No.')) : Promise.resolve(labelAnswer([job('1')])),
    );
    w.store.track(['bad', 'good'], []);
    w.poller.wake();
    await settle();
    await w.clock.advance(60_000);
    assert.equal(w.asked.filter((label) => label === 'bad').length, 1);
    await w.poller.refresh({ kind: 'all' }, true);
    assert.equal(w.asked.filter((label) => label === 'bad').length, 2);
  });

  it('asks a label that was tracked during a run right after that run', async () => {
    let release = (): void => undefined;
    const w = world(() => new Promise((resolve) => (release = () => resolve(labelAnswer([job('1', 'completed')])))));
    w.store.track(['one'], []);
    w.poller.wake();
    await settle();
    w.store.track(['one', 'two'], []);
    w.poller.wake();
    release();
    await settle();
    release();
    await settle();
    assert.ok(w.asked.includes('two'), w.asked.join());
  });

  it('a refresh by hand of a finished job asks for it, though a run by itself is under way', async () => {
    let release = (): void => undefined;
    const w = world((what) =>
      what === 'a'
        ? new Promise((resolve) => (release = () => resolve(labelAnswer([job('1')]))))
        : Promise.resolve(labelAnswer([job(what, 'completed')])),
    );
    w.store.track(['a'], ['solo']);
    w.poller.wake();
    await settle();
    release();
    await settle();
    await w.clock.advance(2000);
    assert.equal(w.asked.filter((what) => what === '#solo').length, 1);
    const refreshed = w.poller.refresh({ kind: 'all' }, true);
    release();
    await settle();
    release();
    await refreshed;
    assert.equal(w.asked.filter((what) => what === '#solo').length, 2);
  });

  it('tries again in time though the focus comes and goes', async () => {
    const w = world(() => Promise.reject(new Failure('offline', 'No.')));
    w.store.track(['a'], []);
    w.poller.wake();
    await settle();
    for (let turn = 0; turn < 40; turn++) {
      w.poller.attend({ ...watched, focused: turn % 2 === 0 });
      await w.clock.advance(90_000);
    }
    assert.ok(w.asked.length >= 12, `${w.asked.length} tries in an hour`);
  });

  it('asks for jobs after the labels, so that a mistyped id is not taken for a wrong address', async () => {
    const order: string[] = [];
    const w = world(async (what) => {
      order.push(`${what} asked`);
      await Promise.resolve();
      order.push(`${what} answered`);
      return labelAnswer([job(what)]);
    });
    w.store.track(['a'], ['x']);
    w.poller.wake();
    await settle();
    assert.deepEqual(order, ['a asked', 'a answered', 'x asked', 'x answered']);
  });

  it('sets no timer after it was disposed', async () => {
    const w = world(() => Promise.resolve(labelAnswer([job('1')])));
    w.store.track(['a'], []);
    w.poller.wake();
    await settle();
    w.poller.dispose();
    await w.clock.advance(600_000);
    assert.deepEqual(w.asked, ['a']);
  });
});
