import assert from 'node:assert/strict';
import fc from 'fast-check';
import { start } from '../jobs/races/operations';
import { history } from './tree/hands';
import { newTally, ShellWorld } from './tree/shellWorld';

describe('the tree in its view', () => {
  it('shows in the end what a tree that is read for the first time shows, whatever was opened, closed, laid out and told', async () => {
    const tally = newTally();
    await fc.assert(
      fc.asyncProperty(start, history, async (from, { steps, ...how }) => {
        const world = new ShellWorld(from, how, tally);
        await world.quiet();
        for (const step of steps) await world.run(step);
        await world.quiet();
        await world.check();
        world.dispose();
      }),
      { numRuns: 2000 },
    );
    assert.ok(
      Object.values(tally).every((times) => times >= 20),
      JSON.stringify(tally, undefined, 2),
    );
  }).timeout(60_000);
});
