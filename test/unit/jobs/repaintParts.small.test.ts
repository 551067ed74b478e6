import assert from 'node:assert/strict';
import { jobsPerStep } from '../../../src/core/jobs/scale';
import { newRepaint, partsOf, partsOfJobs } from '../../../src/core/jobs/treeLayout';

const group = { label: 'lot' };
const ids = Array.from({ length: 2 * jobsPerStep + 1 }, (_, index) => `j${index}`);

describe('what must be repainted, in parts', () => {
  it('is all of it, in its order, the groups first and no part too large', () => {
    const jobs = ids.map((jobId) => ({ group, jobId }));
    const found = { list: true, labels: ['seen'] };
    const parts = [...partsOf({ all: false, groups: [group], jobs, found })];
    assert.deepEqual(
      parts.map((part) => part.jobs.length),
      [jobsPerStep, jobsPerStep, 1],
    );
    assert.deepEqual(
      parts.flatMap((part) => part.jobs),
      jobs,
    );
    assert.deepEqual(
      parts.map((part) => [part.groups.length, part.found.labels.length]),
      [
        [1, 1],
        [0, 0],
        [0, 0],
      ],
    );
    assert.equal([...partsOf(newRepaint())].length, 1);
  });

  it('is of some jobs the rows of each in all its groups', () => {
    const parts = [...partsOfJobs(ids, (jobId) => [{ label: jobId }, group])];
    assert.deepEqual(
      parts.map((part) => part.jobs.length),
      [2 * jobsPerStep, 2 * jobsPerStep, 2],
    );
    assert.deepEqual(
      parts.flatMap((part) => part.jobs),
      ids.flatMap((jobId) => [
        { group: { label: jobId }, jobId },
        { group, jobId },
      ]),
    );
  });
});
