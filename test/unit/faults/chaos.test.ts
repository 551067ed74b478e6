import assert from 'node:assert/strict';
import fc from 'fast-check';
import { actions, FaultModel, type Action } from './faultModel';

/** Plays it from the start to the end; throws when something was not as it must be. */
async function play(steps: readonly Action[]): Promise<void> {
  const model = new FaultModel();
  for (const step of steps) await model.act(step);
  const { shown, expected } = await model.settle();
  assert.deepEqual(model.broken, []);
  assert.deepEqual(shown, expected);
}

describe('a window before a server that may do anything', () => {
  const seed = Number(process.env.BANNER_JOBS_SEED ?? Date.now() % 2 ** 31);

  it('fault 84: has unique rows, one run at a time, the key at its origin only, short pauses, and ends as the server is', async function () {
    this.timeout(60_000);
    console.log(`      seed ${seed} (BANNER_JOBS_SEED)`);
    await fc.assert(fc.asyncProperty(actions, play), { numRuns: 60, seed });
  });
});
