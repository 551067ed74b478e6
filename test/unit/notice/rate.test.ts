import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TrackedJob } from '../../../src/core/jobs/job';
import { labelRate, leftText, rateText, speedText } from '../../../src/core/notice/rate';
import { english as t } from '../../../src/core/translate';
import { tracked } from '../../fakes/trackedJobs';

const finished = (at: number): TrackedJob =>
  tracked([
    ['processing', 1000],
    ['completed', at],
  ]);
const waiting = tracked([['pending', 1000]]);

describe('the rate of a label', () => {
  it('is what finished a minute since it was first seen, and tells how long the rest will take', () => {
    const jobs = [...[1060, 1120, 1180, 1240, 1300].map(finished), waiting, waiting, waiting];
    const rate = labelRate(jobs);
    assert.deepEqual(rate, { done: 5, total: 8, perMinute: 1, left: 180 });
    assert.equal(rateText(t, rate), '5/8 · 1/min');
    assert.equal(leftText(t, rate), 'about 3 min');
  });

  it('is of a whole minute at least, however soon after it was first seen its jobs finish', () => {
    for (const ends of [
      [1001, 1001],
      [1001, 1060],
    ])
      assert.equal(labelRate([...ends.map(finished), waiting]).perMinute, 2);
  });

  it('looks at the last ten minutes only', () => {
    const early = Array.from({ length: 50 }, () => finished(1100));
    const late = Array.from({ length: 20 }, (_, index) => finished(5000 - index));
    assert.equal(labelRate([...early, ...late, waiting]).perMinute, 2);
  });

  it('does not count what was finished when the label was first read, but what came later finished', () => {
    const before = Array.from({ length: 9 }, () => tracked([['completed', 1000]]));
    assert.deepEqual(labelRate([...before, finished(1300), waiting]), { done: 10, total: 11 });
    const between = tracked([['failed', 1600]]);
    assert.equal(labelRate([...before, finished(1300), between, waiting]).perMinute, 0.2);
    // The pages of the first answer come within a minute.
    const onLaterPage = tracked([['completed', 1060]]);
    assert.equal(labelRate([...before, finished(1300), onLaterPage, waiting]).perMinute, undefined);
  });

  it('says nothing of one job, of no job, and when nothing is left', () => {
    assert.equal(rateText(t, labelRate([finished(1100), waiting])), '1/2');
    assert.deepEqual(labelRate([]), { done: 0, total: 0 });
    assert.equal(rateText(t, labelRate([finished(1100), finished(1200)])), '2/2');
  });

  it('is said in the unit that suits it', () => {
    const said = (perMinute: number): string => speedText(t, { done: 1, total: 9, perMinute, left: 60 });
    assert.deepEqual([1234.4, 12.4, 3.96, 1.25, 0.2].map(said), ['1,234/min', '12/min', '4/min', '1.3/min', '12/h']);
    const left = (seconds: number): string => leftText(t, { done: 1, total: 9, perMinute: 1, left: seconds });
    assert.deepEqual([5, 89, 5000].map(left), ['less than a minute', 'about 1 min', 'about 1 h 20 min']);
  });

  it('says the same whenever it is asked, and the rest at that rate takes as long as it says', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1001, max: 3000 })), fc.nat(30), (ends, rest) => {
        const rate = labelRate([...ends.map(finished), ...Array.from({ length: rest }, () => waiting)]);
        const last = Math.max(...ends, 1000);
        const inSpan = ends.filter((end) => end > last - 600).length;
        const minutes = Math.min(600, Math.max(60, last - 1000)) / 60;
        assert.equal(rate.done, ends.length);
        if (inSpan < 2) assert.equal(rate.perMinute, undefined);
        else assert.ok(Math.abs((rate.perMinute ?? 0) * minutes - inSpan) < 1e-9);
        if (rate.left !== undefined)
          assert.ok(Math.abs((rate.left / 60) * (rate.perMinute ?? 0) - rest) <= (rate.perMinute ?? 0) / 60 + 1e-9);
        else assert.ok(rest === 0 || inSpan < 2);
      }),
    );
  });
});
