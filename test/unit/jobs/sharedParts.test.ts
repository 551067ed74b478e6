import assert from 'node:assert/strict';
import { SharedLists } from '../../../src/core/jobs/sharedParts';

describe('lists of labels', () => {
  it('are one where they are equal, and are not kept for ever where hardly any are', () => {
    const lists = new SharedLists();
    const first = lists.of(['lot', 'sale']);
    lists.of(['lot']);
    assert.equal(lists.of(['lot', 'sale']), first);
    for (let job = 0; job < 20_000; job++) lists.of([`of job ${job}`]);
    const later = lists.of(['lot', 'sale']);
    assert.deepEqual([later === first, later], [false, ['lot', 'sale']]);
    lists.of(['lot']);
    assert.equal(lists.of(['lot', 'sale']), later);
  });
});
