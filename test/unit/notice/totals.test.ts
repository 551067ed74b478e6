import assert from 'node:assert/strict';
import fc from 'fast-check';
import { countStatuses } from '../../../src/core/jobs/jobCounts';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { Seldom } from '../../../src/core/notice/seldom';
import { badgeOf } from '../../../src/core/notice/totals';
import { english as t } from '../../../src/core/translate';
import { FakeClock } from '../../fakes/fakeClock';
import { job, jobAnswer, labelAnswer } from '../../fakes/jobs';

describe('the totals of a window', () => {
  it('count each job once, whatever labels it is under, and none that only another window tracks', () => {
    const ids = fc.uniqueArray(fc.constantFrom('1', '2', '3', '4', '5', '6'));
    const status = fc.constantFrom('pending', 'processing', 'completed', 'failed', 'weird');
    const given = fc.record({
      statuses: fc.array(status, { minLength: 6, maxLength: 6 }),
      own: ids,
      alsoOwn: ids,
      guest: ids,
      singles: ids,
      guestSingles: ids,
    });
    fc.assert(
      fc.property(given, ({ statuses, own, alsoOwn, guest, singles, guestSingles }) => {
        const store = new JobStore(() => 0);
        store.track(['own', 'also'], singles, { labels: ['guest'], jobIds: guestSingles });
        const known = (id: string): ReturnType<typeof job> => job(id, statuses[Number(id) - 1]);
        const lists = Object.entries({ own, also: alsoOwn, guest });
        store.apply({ labels: new Map(lists.map(([label, list]) => [label, labelAnswer(list.map(known))])) });
        store.apply({ jobs: new Map([...singles, ...guestSingles].map((id) => [id, jobAnswer(known(id))])) });
        const shown = new Set([...own, ...alsoOwn, ...singles]);
        assert.deepEqual(store.places.own, countStatuses([...shown].map((id) => known(id).status)));
      }),
    );
  });

  it('are a badge with the number of running jobs, and none while none is running', () => {
    const badge = (...statuses: string[]) => badgeOf(t, countStatuses(statuses));
    const many = Array.from({ length: 1800 }, () => 'pending');
    assert.deepEqual(badge('processing', 'failed', ...many), { value: 1, tooltip: '1 running, 1,800 pending' });
    assert.deepEqual(badge('processing', 'weird'), { value: 1, tooltip: '1 running, 1 unknown status' });
    assert.equal(badge('weird', 'pending'), undefined);
    assert.equal(badge('completed', 'failed'), undefined);
    assert.equal(badge(), undefined);
  });
});

describe('what is done seldom', () => {
  function seldom() {
    const clock = new FakeClock();
    const runs: number[] = [];
    const began = clock.now();
    return { clock, runs, made: new Seldom({ clock, pause: 500, run: () => runs.push(clock.now() - began) }) };
  }

  it('is done right after it was asked, then once for all that is asked within the pause, then not at all', async () => {
    const { clock, runs, made } = seldom();
    for (let asked = 0; asked < 20; asked++) {
      made.ask();
      await clock.advance(60);
    }
    await clock.advance(10_000);
    assert.deepEqual(runs, [0, 500, 1000, 1500]);
    assert.equal(clock.pending, 0);
  });

  it('is done without a wait after a pause, and when the clock was set back', async () => {
    const { clock, runs, made } = seldom();
    made.ask();
    await clock.advance(700);
    made.ask();
    await clock.advance(0);
    await clock.jump(-3600_000);
    made.ask();
    await clock.advance(0);
    assert.deepEqual(runs, [0, 700, 700 - 3600_000]);
  });

  it('is never done after it was disposed', async () => {
    const { clock, runs, made } = seldom();
    made.ask();
    await clock.advance(0);
    made.ask();
    made.dispose();
    made.ask();
    await clock.advance(1000);
    assert.deepEqual([runs, clock.pending], [[0], 0]);
  });

  it('is not done while others hear of the same, for all of them together take too long', async () => {
    const { clock, runs, made } = seldom();
    made.ask();
    assert.deepEqual(runs, []);
    await clock.advance(0);
    assert.deepEqual(runs, [0]);
  });
});
