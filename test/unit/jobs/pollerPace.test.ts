import assert from 'node:assert/strict';
import { Failure } from '../../../src/core/api/failure';
import { job, labelAnswer } from '../../fakes/jobs';
import { engineOf, pace, settle, watched, world, type World } from './pollerWorld';

const finished = (): World => world(() => Promise.resolve(labelAnswer([job('1', 'completed')])));
const waiting = (w: World): number => (w.poller.state.nextAt ?? NaN) - w.clock.now();

/** Tracks a label, and lets the first run end. */
async function start(w: World, labels: readonly string[] = ['a']): Promise<World> {
  w.store.track(labels, []);
  w.poller.wake();
  await settle();
  return w;
}

describe('the pace of the poller', () => {
  it('fault 56: asks when the view is shown in a window without the focus', async () => {
    const w = finished();
    w.poller.attend({ ...watched, visible: false, focused: false });
    await start(w);
    await w.clock.advance(31_000);
    w.poller.attend({ ...watched, focused: false });
    await settle();
    assert.equal(w.asked.length, 2);
  });

  it('asks when the window has the focus again though the view is hidden, unless hidden views never ask', async () => {
    const asked = async (hidden: number): Promise<number> => {
      const w = finished();
      const away = { ...watched, visible: false, focused: false, pace: { ...pace, hidden } };
      w.poller.attend(away);
      await start(w);
      await w.clock.advance(31_000);
      w.poller.attend({ ...away, focused: true });
      await settle();
      return w.asked.length;
    };
    assert.deepEqual([await asked(300_000), await asked(0)], [2, 1]);
  });

  it('looks for new jobs every 2 minutes while watched and every 5 while hidden', async () => {
    const w = await start(finished());
    assert.equal(waiting(w), 120_000);
    w.poller.attend({ ...watched, visible: false });
    assert.equal(waiting(w), 300_000);
    w.poller.attend({ ...watched, visible: false, pace: { ...pace, hidden: 0 } });
    assert.equal(w.poller.state.nextAt, undefined);
  });

  it('fault 38: polls at the slowest pace at once when only unknown statuses are left', async () => {
    const w = await start(world(() => Promise.resolve(labelAnswer([job('1', 'on hold'), job('2', 'completed')]))));
    assert.equal(waiting(w), pace.slowest);
    assert.equal(w.poller.report.next.why, 'onlyUnknown');
  });

  it('takes it for no news when it is told the same in another order', async () => {
    const w = await start(finished());
    let changes = 0;
    w.poller.onDidChangeState(() => changes++);
    w.poller.attend({
      pace: { hidden: 300_000, slowest: 15_000, quickest: 2000 },
      focused: true,
      visible: true,
      enabled: true,
    });
    assert.equal(changes, 0);
    w.poller.attend({ ...watched, pace: { ...pace, slowest: 20_000 } });
    assert.equal(changes, 1);
  });

  it('runs nothing by itself while another window leads, says so, and still refreshes by hand', async () => {
    const w = world(() => Promise.resolve(labelAnswer([job('1')])));
    w.poller.attend({ ...watched, leads: false });
    await start(w);
    await w.clock.advance(3_600_000);
    assert.deepEqual(w.asked, []);
    assert.deepEqual(w.poller.state, { running: false, manual: false, following: true });
    await w.poller.refresh({ kind: 'all' }, true);
    assert.deepEqual(w.asked, ['a']);
    await w.clock.advance(3_600_000);
    assert.deepEqual(w.asked, ['a']);
  });

  it('takes over at once when the other window goes, and stops when another takes the lead', async () => {
    const w = world(() => Promise.resolve(labelAnswer([job('1')])));
    w.poller.attend({ ...watched, leads: false });
    await start(w);
    w.poller.attend(watched);
    await w.clock.advance(0);
    assert.deepEqual(w.asked, ['a']);
    assert.equal(w.poller.state.following, undefined);
    w.poller.attend({ ...watched, leads: false });
    await w.clock.advance(600_000);
    assert.deepEqual(w.asked, ['a']);
    assert.equal(w.poller.state.following, true);
  });

  for (const [kind, isAsked] of [
    ['offline', true],
    ['server', true],
    ['query', true],
    ['unauthorized', false],
  ] as const)
    it(`${isAsked ? 'tries again' : 'does not try again'} when somebody comes back half a minute after it failed (${kind})`, async () => {
      // A label that was called wrong is not asked for any more: there is another one.
      const answers = (what: string): boolean => kind === 'query' && what !== 'a';
      const answer = labelAnswer([job('1', 'completed')]);
      const w = world((what) => (answers(what) ? Promise.resolve(answer) : Promise.reject(new Failure(kind, 'No.'))));
      await start(w);
      w.store.track(kind === 'query' ? ['a', 'b'] : ['a'], []);
      w.poller.wake();
      await w.clock.advance(600_000);
      await w.clock.advance((w.poller.state.nextAt ?? w.clock.now()) - w.clock.now());
      const comeBack = async (): Promise<boolean> => {
        const before = w.asked.length;
        w.poller.attend({ ...watched, focused: false });
        w.poller.attend(watched);
        await settle();
        return w.asked.length > before;
      };
      await w.clock.advance(29_000);
      assert.equal(await comeBack(), false);
      await w.clock.advance(1000);
      assert.equal(await comeBack(), isAsked);
    });

  it('waits no longer between its own tries, however often somebody comes back or asks by hand while it fails', async () => {
    const pauseAfter = async (looks: number, byHand: number): Promise<number> => {
      const w = await start(world(() => Promise.reject(new Failure('offline', 'No.'))));
      for (let count = 0; count < looks; count++) {
        await w.clock.advance(30_000);
        w.poller.attend({ ...watched, focused: false });
        w.poller.attend(watched);
        await settle();
      }
      for (let count = 0; count < byHand; count++) await w.poller.refresh({ kind: 'all' }, true);
      assert.ok(w.asked.length > looks + byHand);
      return (w.poller.state.nextAt ?? Infinity) - w.clock.now();
    };
    const alone = await pauseAfter(0, 0);
    assert.deepEqual([alone, await pauseAfter(0, 9)], [alone, alone]);
    assert.ok((await pauseAfter(9, 0)) < 150_000);
  });

  const told = [
    ['asks for patience', new Failure('rateLimited', 'Wait.', { retryAfterMs: 60_000, status: 429 })],
    ['refuses the key', new Failure('unauthorized', 'No.', { status: 401 })],
  ] as const;
  for (const [what, failure] of told)
    it(`leaves a server alone that ${what} while another run waits`, async () => {
      let fail = (): void => undefined;
      const w = world(() => new Promise((_, reject) => (fail = () => reject(failure))));
      w.store.track(['a'], []);
      w.poller.wake();
      await settle();
      w.store.track(['a', 'b'], []);
      w.poller.wake();
      fail();
      await w.clock.advance(59_999);
      assert.deepEqual(w.asked, ['a']);
      assert.equal(w.poller.state.failure?.kind, failure.kind);
      await w.clock.advance(1);
      assert.equal(w.asked.length > 1, failure.kind === 'rateLimited');
      void w.poller.refresh({ kind: 'label', label: 'b' }, true);
      await settle();
      assert.ok(w.asked.includes('b'), 'whoever asks by hand is heard');
    });

  it('leaves a server alone that asked for patience, though more is tracked and the window comes back', async () => {
    const limited = new Failure('rateLimited', 'Too many requests.', { retryAfterMs: 70_000, status: 429 });
    const w = await start(world(() => Promise.reject(limited)));
    await w.clock.advance(40_000);
    w.store.track(['a', 'b'], []);
    w.poller.wake();
    w.poller.attend({ ...watched, focused: false });
    w.poller.attend(watched);
    await w.clock.advance(29_999);
    assert.deepEqual(w.asked, ['a']);
    await w.clock.advance(1);
    assert.ok(w.asked.length > 1);
  });

  it('runs once after the machine slept for an hour', async () => {
    const w = await start(world(() => Promise.resolve(labelAnswer([job('1')]))));
    await w.clock.jump(3_600_000);
    await settle();
    assert.equal(w.asked.length, 2);
  });

  it('asks for labels and jobs that only other windows track', async () => {
    const w = world((what) => Promise.resolve(labelAnswer([job(what, 'processing')])));
    w.store.track(['a'], [], { labels: ['theirs'], jobIds: ['7'] });
    w.poller.wake();
    await settle();
    assert.deepEqual(w.asked, ['a', 'theirs', '#7']);
  });

  it('asks nothing, and sets no timer, while nothing is tracked', async () => {
    const w = await start(finished(), []);
    assert.equal(w.clock.pending, 0);
    assert.equal(w.poller.report.next.why, 'nothingTracked');
  });

  it('plans no look, and promises none, when all that is unfinished is under a label that the server calls wrong', async () => {
    let wrong = false;
    const w = world(() =>
      wrong ? Promise.reject(new Failure('query', 'No.')) : Promise.resolve(labelAnswer([job('1')])),
    );
    await start(w);
    wrong = true;
    await w.poller.refresh({ kind: 'all' }, true);
    assert.deepEqual([w.poller.report.next.why, w.poller.state.nextAt], ['nothingToAsk', undefined]);
    assert.equal(w.poller.state.failure?.kind, 'query');
    await w.clock.advance(3_600_000);
    assert.deepEqual(w.asked, ['a', 'a']);
  });

  it('asks ever more seldom for a job that the server does not know, and at once when told to', async () => {
    const w = world((what) => Promise.resolve(labelAnswer(what === '7' ? [] : [job('1')])));
    w.store.track(['a'], ['7']);
    w.poller.wake();
    await settle();
    const times = (): number => w.asked.filter((what) => what === '#7').length;
    assert.deepEqual([times(), w.poller.report.unknown], [1, 1]);
    await w.clock.advance(59 * 60_000);
    // After 1, 3, 7, 15 and 31 minutes.
    assert.equal(times(), 6);
    await w.poller.refresh({ kind: 'all' }, true);
    assert.equal(times(), 7);
    w.store.track(['a'], []);
    w.poller.wake();
    await settle();
    w.store.track(['a'], ['7']);
    w.poller.wake();
    await settle();
    assert.equal(times(), 8);
  });

  it('looks again after a whole pause where a job that is finished is all that is tracked', async () => {
    const w = world((what) => Promise.resolve(labelAnswer([job(what, 'completed')])));
    w.store.track([], ['7']);
    w.poller.wake();
    await settle();
    // Only what is due is called, not what that sets: else a pause of nothing would go round for ever here.
    for (let pause = 0; pause < 2; pause++) {
      await w.clock.jump(120_000);
      assert.deepEqual([w.asked, w.poller.state.nextAt], [['#7'], w.clock.now() + 120_000]);
    }
  });

  it('asks for everything anew with another key, though nothing is unfinished', async () => {
    const w = await start(world((what) => Promise.resolve(labelAnswer([job(what, 'completed')]))));
    w.store.track(['a'], ['7']);
    w.poller.wake();
    await settle();
    w.poller.stop();
    w.poller.wake();
    await settle();
    assert.deepEqual(w.asked, ['a', '#7', 'a', '#7']);
  });

  it('fault 78: leaves no timer and asks nothing when it is disposed in the middle of a run', async () => {
    let release = (): void => undefined;
    const w = world(() => new Promise((resolve) => (release = () => resolve(labelAnswer([job('1')])))));
    w.store.track(['a'], ['7']);
    w.poller.wake();
    await settle();
    w.poller.dispose();
    release();
    await settle();
    await w.clock.advance(3_600_000);
    assert.deepEqual([w.asked, w.clock.pending, w.store.size], [['a'], 0, 0]);
  });

  it('fault 78: asks nothing and sets no timer once it is disposed, whatever is told it then', async () => {
    const w = world(() => Promise.resolve(labelAnswer([job('1')])));
    await start(w);
    const asked = [...w.asked];
    w.poller.dispose();
    const busy = new Failure('rateLimited', 'Busy.', { retryAfterMs: 5000 });
    w.poller.hold(busy);
    w.poller.heed({ notBefore: w.clock.now() + 60_000, failure: { kind: 'rateLimited', message: 'Busy.' } });
    w.poller.inherit(w.poller.past);
    w.poller.attend({ ...watched, visible: false });
    w.poller.attend(watched);
    w.poller.wake();
    await w.poller.refresh({ kind: 'all' }, true);
    assert.equal(w.clock.pending, 0);
    await w.clock.advance(3_600_000);
    assert.deepEqual([w.asked, w.poller.state.running], [asked, false]);
  });

  it('fault 78: asks nothing where its code is loaded only after it was disposed', async () => {
    let loaded = (): void => undefined;
    const w = world(
      () => Promise.resolve(labelAnswer([job('1')])),
      (deps) => new Promise((resolve) => (loaded = () => resolve(engineOf(deps)))),
    );
    w.store.track(['a'], []);
    w.poller.wake();
    await settle();
    w.poller.dispose();
    loaded();
    await w.clock.advance(3_600_000);
    assert.deepEqual([w.asked, w.clock.pending], [[], 0]);
  });

  it('tries again when the code of its runs could not be loaded, and loads it once however many wait for it', async () => {
    let loads = 0;
    const gone = new Error('gone');
    const w = world(
      () => Promise.resolve(labelAnswer([job('1')])),
      (deps) => (++loads === 1 ? Promise.reject(gone) : engineOf(deps)),
    );
    await start(w);
    assert.deepEqual([w.asked, w.poller.state.failure?.cause, waiting(w)], [[], gone, 8000]);
    await w.clock.advance(8000);
    assert.deepEqual([w.asked, w.poller.state.failure], [['a'], undefined]);
    const two = world(
      () => Promise.resolve(labelAnswer([job('1')])),
      (deps) => (loads++, engineOf(deps)),
    );
    two.store.track(['a'], []);
    await Promise.all([two.poller.refresh({ kind: 'all' }, true), two.poller.refresh({ kind: 'all' }, true)]);
    assert.deepEqual([loads, two.asked], [3, ['a']]);
  });
});
