import assert from 'node:assert/strict';
import { reachesEnd, tailStart } from '../../../src/core/jobs/pollCover';

describe('the end of a label', () => {
  it('is seen by a page that reaches one position beyond it, not by one that ends with it', () => {
    assert.deepEqual([reachesEnd(150, 250), reachesEnd(151, 250)], [false, true]);
  });

  it('is seen from as early as one page can', () => {
    for (const length of [0, 50, 99, 100, 101, 1000]) {
      const start = tailStart(length);
      assert.ok(reachesEnd(start, length));
      assert.ok(start === 0 || !reachesEnd(start - 1, length));
    }
  });
});
