import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TrackedJob } from '../../../src/core/jobs/job';
import { anywhereMatcher, filterText, idTest, jobMatcher, type JobFilter } from '../../../src/core/jobs/jobFilter';
import { tracked } from '../../fakes/trackedJobs';

const lists: readonly (readonly string[])[] = [[], ['lot'], ['car'], ['lot', 'car'], ['theirs'], ['lot', 'theirs']];

const anyJob: fc.Arbitrary<TrackedJob> = fc
  .record({
    id: fc.constantFrom('Lot-1', 'car-2', 'x'),
    status: fc.constantFrom('failed', 'completed'),
    under: fc.constantFrom(...lists),
    isSingle: fc.boolean(),
  })
  .map(({ id, status, ...where }) => ({ ...tracked([[status, 1]], id), ...where }));

const anyFilter: fc.Arbitrary<JobFilter> = fc.record({
  groups: fc.constantFrom([], ['failed' as const]),
  text: fc.constantFrom('', 'lot', ' CAR ', '2', 'zzz'),
  labels: fc.constantFrom([], ['lot'], ['theirs']),
});

describe('a filter over jobs wherever they stand', () => {
  const isShown = (label: string): boolean => label !== 'theirs';

  it('lets through what one of its shown labels, or its being single, lets through, in any order of jobs', () => {
    fc.assert(
      fc.property(fc.array(anyJob, { maxLength: 12 }), anyFilter, (jobs, filter) => {
        const matches = anywhereMatcher(filter, isShown);
        const expected = jobs.map(
          (job) =>
            job.under.some((label) => isShown(label) && jobMatcher(filter, label)(job)) ||
            (job.isSingle && jobMatcher(filter, '')(job)),
        );
        assert.deepEqual(jobs.map(matches), expected);
      }),
    );
  });
});

describe('a text of a filter', () => {
  const part = fc.string({
    unit: fc.constantFrom('a', 'B', '1', '-', '.', '*', '(', ']', '\\', '$', '^', '/', '|', 'ä', 'Ö', '車'),
  });

  it('is found in an id whatever the case, and no letter of it means anything else', () => {
    fc.assert(
      fc.property(part, part, part, (before, text, after) => {
        const has = idTest(filterText({ groups: [], text }));
        for (const id of [before, before + text + after, before + text.toUpperCase() + after])
          assert.equal(has(id), id.toLowerCase().includes(text.toLowerCase()), `${text} in ${id}`);
      }),
    );
  });
});
