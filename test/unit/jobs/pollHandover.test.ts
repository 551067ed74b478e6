import assert from 'node:assert/strict';
import { Failure } from '../../../src/core/api/failure';
import type { PollHandover } from '../../../src/core/jobs/pollHandover';
import { job, labelAnswer } from '../../fakes/jobs';
import { settle, watched, world, type World } from './pollerWorld';

/** A window that followed until now: it knows by the saved jobs what the one before it knew, and takes the lead. */
async function takeOver(from: (now: number) => PollHandover, status = 'completed'): Promise<World> {
  const w = world((what) => Promise.resolve(labelAnswer(what === 'a' ? [job('1', status)] : [job('7', 'completed')])));
  w.poller.attend({ ...watched, leads: false });
  w.store.track(['a'], ['7']);
  w.store.apply({ labels: new Map([['a', labelAnswer([job('1', status)])]]), seen: [] });
  w.store.apply({ jobs: new Map([['7', { job: job('7', 'completed'), results: [] }]]) });
  w.poller.inherit(from(w.clock.now()));
  w.poller.attend(watched);
  await settle();
  return w;
}

describe('a window that takes over the polling', () => {
  it('leaves the server alone as long as it asked the window before, to the second', async () => {
    const failure = { kind: 'rateLimited', message: 'Too many requests.' };
    const w = await takeOver((now) => ({ lastAt: now - 60_000, notBefore: now + 40_000, failure }), 'pending');
    assert.equal(w.poller.report.next.why, 'askedToWait');
    w.poller.wake();
    await w.clock.advance(39_999);
    assert.equal(w.asked.length, 0);
    await w.clock.advance(1);
    assert.equal(w.asked[0], 'a');
  });

  it('asks nothing with a key that was refused there, until another one is there', async () => {
    const w = await takeOver(() => ({ failure: { kind: 'unauthorized', message: 'No.' } }), 'pending');
    w.poller.wake();
    await w.clock.advance(3_600_000);
    assert.deepEqual([w.asked, w.poller.report.next.why, w.poller.state.failure?.message], [[], 'refused', 'No.']);
    w.poller.stop();
    w.poller.wake();
    await settle();
    assert.ok(w.asked.length > 0);
  });

  it('reads no label whole, and asks for no job, when the window before had just done so', async () => {
    const recent = await takeOver((now) => ({ lastAt: now - 20_000, settledAt: now - 20_000 }));
    await recent.clock.advance(120_000);
    assert.equal(recent.poller.report.totals.runs, 1);
    assert.deepEqual(recent.asked, ['a']);
    assert.equal(recent.poller.report.last?.singles, 0);
  });

  it('asks for everything when that was long ago, or when nothing was told', async () => {
    for (const ago of [undefined, 3_600_000]) {
      const w = await takeOver((now) => (ago === undefined ? {} : { lastAt: now - ago, settledAt: now - ago }));
      await w.clock.advance(120_000);
      assert.deepEqual(w.asked.slice(0, 2), ['a', '#7']);
    }
  });

  it('asks at its own time though the clock was set back since the window before asked', async () => {
    const w = await takeOver((now) => ({ lastAt: now + 3_600_000, settledAt: now + 3_600_000 }), 'pending');
    await w.clock.advance(15_000);
    assert.deepEqual(w.asked.slice(0, 2), ['a', '#7']);
  });

  it('goes on after a failure as if it had met it', async () => {
    const w = await takeOver((now) => ({ lastAt: now, failure: { kind: 'offline', message: 'No network.' } }));
    assert.deepEqual([w.poller.report.next.why, w.poller.state.failure?.message], ['retry', 'No network.']);
    await w.clock.advance(8000);
    assert.ok(w.asked.length > 0);
  });

  it('asks a server that is away as seldom as the window before did', async () => {
    const failure = { kind: 'offline', message: 'No network.' };
    const w = await takeOver((now) => ({ lastAt: now, failures: 4, failure }), 'pending');
    assert.deepEqual(w.poller.report.next, { why: 'retry', ms: 64_000, at: w.clock.now() + 64_000 });
    await w.clock.advance(63_999);
    assert.deepEqual(w.asked, []);
    await w.clock.advance(1);
    assert.equal(w.asked[0], 'a');
  });
});

describe('a window that gives the polling away', () => {
  /** It leads, its first run fails, and another window takes the lead. */
  async function giveAway(failure: Failure): Promise<World> {
    const w = world(() => Promise.reject(failure));
    w.store.track(['a'], []);
    w.poller.wake();
    await settle();
    assert.equal(w.poller.state.failure, failure);
    w.poller.attend({ ...watched, leads: false });
    return w;
  }

  it('goes on telling that its key was refused, and asks nothing with it when it leads again', async () => {
    const w = await giveAway(new Failure('unauthorized', 'No.'));
    assert.deepEqual([w.poller.state.following, w.poller.state.failure?.kind], [true, 'unauthorized']);
    w.poller.attend(watched);
    assert.deepEqual([w.poller.state.failure?.kind, w.poller.report.next.why], ['unauthorized', 'refused']);
  });

  it('tells no more of a server that was away then, not even when it leads again', async () => {
    const w = await giveAway(new Failure('offline', 'No network.'));
    assert.deepEqual([w.poller.state.following, w.poller.state.failure], [true, undefined]);
    w.poller.attend(watched);
    assert.deepEqual([w.poller.state.failure, w.poller.report.next.why], [undefined, 'watched']);
  });
});

describe('a window that follows', () => {
  const offline = new Failure('offline', 'No network.');
  const away = { ...watched, leads: false };

  /** It follows, or is another one, and a refresh by hand failed here a second ago. */
  async function failedHere(failure: Failure, as: typeof watched = away) {
    const answer = { failure: failure as Failure | undefined, until: Promise.resolve() };
    const w = world(() =>
      answer.failure ? Promise.reject(answer.failure) : answer.until.then(() => labelAnswer([job('1')])),
    );
    w.poller.attend(as);
    w.store.track(['a'], []);
    await w.poller.refresh({ kind: 'all' }, true);
    const at = w.clock.now();
    await w.clock.advance(1000);
    return { ...w, answer, at };
  }

  it('tells why a refresh by hand failed here, until one is answered', async () => {
    const { poller, answer } = await failedHere(offline);
    poller.attend({ ...away, focused: false });
    assert.deepEqual(poller.state, { running: false, manual: false, following: true, failure: offline });
    answer.failure = undefined;
    await poller.refresh({ kind: 'all' }, true);
    assert.deepEqual(poller.state, { running: false, manual: false, following: true });
  });

  it('tells it until the one that leads ended a run since then, which tells how that went', async () => {
    const { poller, at } = await failedHere(offline);
    poller.ranElsewhere(at);
    assert.equal(poller.state.failure, offline);
    poller.ranElsewhere(at + 1);
    assert.equal(poller.state.failure, undefined);
  });

  it('goes on with a run that somebody asked for, whatever the one that leads ended meanwhile', async () => {
    const { poller, answer, clock } = await failedHere(offline, watched);
    let end = (): void => undefined;
    answer.until = new Promise((resolve) => (end = resolve));
    answer.failure = undefined;
    const refreshed = poller.refresh({ kind: 'all' }, true);
    // It does not know yet that another one leads.
    poller.ranElsewhere(clock.now());
    poller.attend(away);
    assert.deepEqual([poller.state.running, poller.state.manual], [true, true]);
    end();
    await refreshed;
    assert.deepEqual([poller.state.running, poller.state.failure], [false, undefined]);
  });

  it('leaves it to the one that leads to tell of a wait that it heard of after a refresh here was answered', async () => {
    const { poller, answer, clock } = await failedHere(offline);
    answer.failure = undefined;
    await poller.refresh({ kind: 'all' }, true);
    poller.heed({ notBefore: clock.now() + 60_000, failure: new Failure('rateLimited', 'Busy.') });
    assert.equal(poller.state.failure, undefined);
  });

  it('tells no more why a refresh by hand failed here once it led and gave the lead away', async () => {
    const { poller } = await failedHere(offline);
    poller.attend({ ...watched, enabled: false });
    assert.equal(poller.state.failure, offline);
    poller.attend({ ...away, enabled: false });
    assert.equal(poller.state.failure, undefined);
  });

  it('tells for as long as it lasts that the server asked for patience in answer to one', async () => {
    const { poller, clock, asked } = await failedHere(new Failure('rateLimited', 'Busy.', { retryAfterMs: 60_000 }));
    assert.deepEqual([poller.state.failure?.message, poller.state.nextAt], ['Busy.', undefined]);
    await clock.advance(59_000);
    assert.deepEqual([poller.state.failure, asked], [undefined, ['a']]);
  });

  it('goes on telling that its key was refused, whatever the one that leads asked', async () => {
    const { poller, at } = await failedHere(new Failure('unauthorized', 'No.'));
    poller.ranElsewhere(at + 1);
    assert.equal(poller.state.failure?.kind, 'unauthorized');
  });

  for (const isByHand of [true, false])
    it(`${isByHand ? 'tells' : 'leaves it to the one that leads to tell'} of a run that was ${isByHand ? 'asked for by hand' : 'not asked for by hand'}, and failed after it gave the lead away`, async () => {
      const ends: (() => void)[] = [];
      const w = world(() => new Promise((_, reject) => ends.push(() => reject(offline))));
      w.store.track(['a'], []);
      void w.poller.refresh({ kind: 'all' }, isByHand);
      await settle();
      w.poller.attend(away);
      for (const end of ends) end();
      await settle();
      assert.equal(w.poller.state.failure, isByHand ? offline : undefined);
    });
});

describe('what a window tells of its polling', () => {
  it('is when it asked last, and when it last asked for everything', async () => {
    const failures: Failure[] = [];
    const w = world(() => (failures[0] ? Promise.reject(failures[0]) : Promise.resolve(labelAnswer([job('1')]))));
    assert.deepEqual(w.poller.past, {});
    w.store.track(['a'], []);
    w.poller.wake();
    await settle();
    const at = w.clock.now();
    assert.deepEqual(w.poller.past, { lastAt: at, settledAt: at });
    failures.push(new Failure('offline', 'No network.'));
    await w.clock.advance(2000);
    assert.deepEqual(w.poller.past, { lastAt: at + 2000, settledAt: at, failures: 1 });
    w.poller.stop();
    assert.deepEqual(w.poller.past, {});
  });
});
