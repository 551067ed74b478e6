import assert from 'node:assert/strict';
import fc from 'fast-check';
import { durationText } from '../../../src/core/notice/durationText';
import { staysOf } from '../../../src/core/notice/stays';
import { timelineLines, timesInStates, timesText } from '../../../src/core/notice/timelineText';
import { english as t } from '../../../src/core/translate';
import { tracked } from '../../fakes/trackedJobs';

const statuses = ['pending', 'processing', 'completed', 'failed', 'weird'];
const words = { t, time: (at: number) => `[${at}]` };

describe('a duration', () => {
  const table: readonly [number, string][] = [
    [0, '0 s'],
    [59, '59 s'],
    [60, '1 min'],
    [64, '1 min 4 s'],
    [3600, '1 h'],
    [3659, '1 h'],
    [7500, '2 h 5 min'],
    [86_400, '1 d'],
    [93_600, '1 d 2 h'],
  ];
  for (const [seconds, text] of table) {
    it(`of ${seconds} seconds is said as ${text}`, () => assert.equal(durationText(t, seconds), text));
  }
});

describe('the timeline of a job', () => {
  it('tells the time in each unfinished state, and stands still once the job is finished', () => {
    const job = tracked([
      ['pending', 100],
      ['processing', 112],
      ['completed', 176],
    ]);
    assert.equal(timesText(t, staysOf(job), 999_000), 'pending 12 s, running 1 min 4 s');
    assert.deepEqual(timelineLines(words, job, 999_000), [
      ['First seen', '[100000]'],
      ['Last change', '[176000]'],
      ['Seen', 'pending 12 s, running 1 min 4 s'],
    ]);
  });

  it('counts the state that an unfinished job is in up to now', () => {
    const job = tracked([
      ['pending', 100],
      ['processing', 112],
    ]);
    assert.equal(timesText(t, staysOf(job), 115_900), 'pending 12 s, running 3 s');
  });

  it('says only when it was first seen of a job that was finished by then', () => {
    assert.deepEqual(timelineLines(words, tracked([['failed', 100]]), 200_000), [['First seen', '[100000]']]);
  });

  it('adds up the stays of a job that is run again, without the time it lay finished', () => {
    const job = tracked([
      ['processing', 10],
      ['failed', 20],
      ['pending', 500],
      ['processing', 503],
    ]);
    assert.deepEqual(timesInStates(staysOf(job), 510_000), [
      { status: 'processing', seconds: 17 },
      { status: 'pending', seconds: 3 },
    ]);
  });

  it('is as long as the states that were seen, and never negative, whatever the clock did', () => {
    const steps = fc.array(fc.tuple(fc.constantFrom(...statuses), fc.nat(50)), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(steps, fc.integer({ min: -20, max: 50 }), (given, more) => {
        let at = 1000;
        const seconds = given.map(([status, took]) => [status, (at += took)] as const);
        const end = at + more;
        // Naive: look at each second which state the job is in.
        const naive = new Map<string, number>();
        for (const [status] of seconds) if (!['completed', 'failed'].includes(status)) naive.set(status, 0);
        for (let second = 1000; second < Math.max(at, end); second++) {
          const status = seconds.findLast(([, since]) => since <= second)?.[0] ?? '';
          if (naive.has(status)) naive.set(status, (naive.get(status) ?? 0) + 1);
        }
        const told = timesInStates(staysOf(tracked(seconds)), end * 1000 + 999);
        assert.deepEqual(new Map(told.map((time) => [time.status, time.seconds])), naive);
      }),
    );
  });
});
