import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fewJobs, jobsPerStep, manyRows, pageSize } from '../../../src/core/jobs/scale';
import { operation, start } from './races/operations';
import { newTally, Race } from './races/race';

describe('the tree of many jobs, laid out in small steps', () => {
  it('has its steps among a few jobs here', () => {
    assert.deepEqual(
      { fewJobs, jobsPerStep, manyRows, pageSize },
      { fewJobs: 12, jobsPerStep: 2, manyRows: 6, pageSize: 4 },
    );
  });

  it('is in the end what it would be anew, and so is what VS Code has drawn of it, whatever comes between the steps', () => {
    const tally = newTally();
    fc.assert(
      fc.property(start, fc.array(operation, { maxLength: 40, size: 'max' }), (from, operations) => {
        const race = new Race(from, tally);
        for (const each of operations) race.run(each);
        race.settle();
      }),
      { numRuns: 6000 },
    );
    assert.ok(
      Object.values(tally).every((times) => times >= 50),
      JSON.stringify(tally, undefined, 2),
    );
  }).timeout(60_000);
});
