import assert from 'node:assert/strict';
import type { LabelState } from '../../../src/core/jobs/labelState';
import { finishOf } from '../../../src/core/notice/labelFacts';
import { tracked } from '../../fakes/trackedJobs';

describe('what is announced of a label', () => {
  const state = { label: 'lot', complete: true, stale: false, noticedAt: 1500 } as LabelState;
  const failed = tracked([
    ['processing', 1000],
    ['failed', 1600],
  ]);

  it('is what finished since its last notice, also where that was given before a restart', () => {
    const announced = tracked([
      ['processing', 1000],
      ['completed', 1400],
    ]);
    const finish = finishOf(state, { jobsOf: () => [announced, failed] }, false);
    assert.deepEqual(finish, { label: 'lot', noticedAt: 1500, at: 1600, done: 0, failed: 1 });
  });

  it('is all of it where nobody saw any of it finish before', () => {
    const before = tracked([['completed', 1000]]);
    const finish = finishOf(state, { jobsOf: () => [before, failed] }, false);
    assert.deepEqual(finish, { label: 'lot', noticedAt: 1500, at: 1600, done: 1, failed: 1 });
    const again = finishOf(state, { jobsOf: () => [before, failed] }, true);
    assert.deepEqual([again?.done, again?.failed], [0, 1]);
  });
});
