import type * as scale from '../../src/core/jobs/scale';

/** What stands in the place of `scale.ts` in the tests that end on `.small.test.ts` (scripts/buildTests.mjs). */
export const { pageSize, pagesAtOnce, fewJobs, manyRows, firstRows, rowsAtOnce, namedAtOnce, manyKnown, jobsPerStep } =
  {
    pageSize: 4,
    pagesAtOnce: 2,
    fewJobs: 12,
    manyRows: 6,
    firstRows: 3,
    rowsAtOnce: 7,
    namedAtOnce: 3,
    manyKnown: 30,
    jobsPerStep: 2,
  } satisfies Record<keyof typeof scale, number>;
