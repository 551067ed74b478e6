import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { actions, playFaults } from '../unit/faults/faultModel';

/** Bytes in use once everything that is not has been collected. */
function heap(): number {
  setFlagsFromString('--expose_gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

const listeners = (): number => process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0);

describe('windows before servers that may do anything, for a long time', () => {
  it('leave memory flat, no listener behind, and no rejection that nobody caught', async function () {
    this.timeout(0);
    const minutes = Number(process.env.BANNER_JOBS_MINUTES ?? 30);
    const end = Date.now() + minutes * 60_000;
    let rejections = 0;
    const count = (): void => {
      rejections++;
    };
    process.on('unhandledRejection', count);
    const round = async (seed: number): Promise<void> => {
      console.log(`      seed ${seed} (BANNER_JOBS_SEED), ${Math.round(heap() / 1e6)} MB`);
      await fc.assert(fc.asyncProperty(actions, playFaults), { numRuns: 20, seed });
    };
    const first = Date.now() % 2 ** 31;
    await round(first);
    const before = { heap: heap(), listeners: listeners() };
    for (let seed = first + 1; Date.now() < end; seed++) await round(seed);
    const grown = (heap() - before.heap) / 1e6;
    assert.ok(grown < 20, `${grown.toFixed(1)} MB more`);
    assert.deepEqual([listeners(), rejections], [before.listeners, 0]);
    process.off('unhandledRejection', count);
  });
});
