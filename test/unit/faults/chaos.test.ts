import fc from 'fast-check';
import { actions, playFaults } from './faultModel';

describe('a window before a server that may do anything', () => {
  const seed = Number(process.env.BANNER_JOBS_SEED ?? Date.now() % 2 ** 31);

  it('fault 84: has unique rows, one run at a time, the key at its origin only, short pauses, and ends as the server is', async function () {
    this.timeout(60_000);
    console.log(`      seed ${seed} (BANNER_JOBS_SEED)`);
    await fc.assert(fc.asyncProperty(actions, playFaults), { numRuns: 60, seed });
  });
});
