import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TrackedJob } from '../../../src/core/jobs/job';
import { isStuck, newlyStuck, nextStuckAt, patience, usualSeconds } from '../../../src/core/notice/stuck';
import { tracked } from '../../fakes/trackedJobs';

/** A job that was seen processing for so many seconds, and then finished. */
const took = (seconds: number): TrackedJob =>
  tracked([
    ['processing', 1000],
    ['completed', 1000 + seconds],
  ]);
const running = (since: number, id = 'j1'): TrackedJob => tracked([['processing', since]], id);

describe('what is usual in a label', () => {
  it('is the median of its finished jobs, from the fifth on', () => {
    assert.equal(usualSeconds([10, 30, 20, 50].map(took)), undefined);
    assert.equal(usualSeconds([10, 30, 20, 50, 40].map(took)), 30);
    assert.equal(usualSeconds([10, 30, 20, 100, 50, 40].map(took)), 35);
  });

  it('is told by how long a job was processing, whatever came before it finished', () => {
    const waited = tracked([
      ['processing', 1000],
      ['pending', 1060],
      ['completed', 2000],
    ]);
    assert.equal(usualSeconds(Array.from({ length: 5 }, () => waited)), 60);
  });

  it('is told by the last time of a job that was run again', () => {
    const again = tracked([
      ['processing', 1000],
      ['failed', 1900],
      ['processing', 2000],
      ['completed', 2030],
    ]);
    assert.equal(usualSeconds(Array.from({ length: 5 }, () => again)), 30);
  });

  it('is not told by jobs that are running, or that nobody saw processing', () => {
    const unseen = tracked([
      ['pending', 10],
      ['completed', 90],
    ]);
    assert.equal(
      usualSeconds([...[10, 20, 30, 40].map(took), unseen, running(5), tracked([['failed', 9]])]),
      undefined,
    );
  });

  it('is the middle of the sorted times, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5000), { minLength: 5 }), (times) => {
        const sorted = times.toSorted((a, b) => a - b);
        const low = sorted[Math.ceil(times.length / 2) - 1] ?? NaN;
        const high = sorted[Math.floor(times.length / 2)] ?? NaN;
        assert.equal(usualSeconds(times.map(took)), (low + high) / 2);
      }),
    );
  });
});

describe('a job that is possibly stuck', () => {
  const table: readonly [string, Parameters<typeof patience>[0], number][] = [
    ['by the setting', { afterMinutes: 30 }, 1800],
    ['by a setting of a part of a minute', { afterMinutes: 0.5 }, 30],
    ['by what is usual', { afterMinutes: 30, usual: 60 }, 300],
    ['never before two minutes when the usual is short', { afterMinutes: 30, usual: 0 }, 120],
    ['by the setting when the usual is long', { afterMinutes: 30, usual: 3000 }, 1800],
    ['never when the setting says never', { afterMinutes: 0, usual: 10 }, Infinity],
    ['never when the setting is no number', { afterMinutes: NaN, usual: 10 }, Infinity],
  ];
  for (const [name, rule, seconds] of table) it(`is so ${name}`, () => assert.equal(patience(rule), seconds));

  it('is so from the second on that the rule names, and only while it is processing', () => {
    const rule = { afterMinutes: 1 };
    assert.equal(isStuck(running(1000), rule, 1_059_999), false);
    assert.equal(isStuck(running(1000), rule, 1_060_000), true);
    for (const status of ['pending', 'completed', 'failed', 'weird'])
      assert.equal(isStuck(tracked([[status, 1000]]), rule, 9_000_000), false);
  });

  it('flips once, and stepping from flip to flip meets each job once, at its own time', () => {
    const starts = fc.array(fc.tuple(fc.nat(100), fc.constantFrom('processing', 'pending', 'completed')));
    fc.assert(
      fc.property(starts, fc.option(fc.nat(40), { nil: undefined }), fc.nat(3), (given, usual, afterMinutes) => {
        const jobs = given.map(([since, status], index) => tracked([[status, since]], `j${index}`));
        const rule = { afterMinutes, usual };
        const longest = patience(rule);
        const expected = new Map<string, number>();
        for (const { id, status, changedAt } of jobs)
          if (status === 'processing' && longest < Infinity) expected.set(id, (changedAt + longest) * 1000);
        const met = new Map<string, number>();
        for (let now = -1, at = nextStuckAt(jobs, rule, now); at !== undefined; at = nextStuckAt(jobs, rule, now)) {
          for (const id of newlyStuck(jobs, rule, { after: now, upTo: at })) {
            assert.equal(met.has(id), false);
            met.set(id, at);
          }
          now = at;
        }
        assert.deepEqual(new Map([...met].sort()), new Map([...expected].sort()));
      }),
    );
  });
});
