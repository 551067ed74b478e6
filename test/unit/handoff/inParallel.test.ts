import assert from 'node:assert/strict';
import { inParallel } from '../../../src/core/handoff/inParallel';

describe('work on many items at once', () => {
  it('rejects with the first error once nothing is under way, and begins nothing after it', async () => {
    const begun: number[] = [];
    const ended: number[] = [];
    const work = async (item: number): Promise<void> => {
      begun.push(item);
      await new Promise((resolve) => setTimeout(resolve, item * 5));
      ended.push(item);
      if (item > 0) throw new Error(`item ${item}`);
    };
    await assert.rejects(inParallel([1, 2, 3, 4], 3, work), /item 1/);
    assert.deepEqual(
      [begun, ended],
      [
        [1, 2, 3],
        [1, 2, 3],
      ],
    );
  });
});
