import assert from 'node:assert/strict';
import { ByteCache } from '../../../src/core/images/byteCache';
import { image } from './sessionHarness';

function keep(cache: ByteCache, key: string, size = 10): void {
  const answer = image(size);
  assert.ok(answer.kind === 'image');
  cache.set(key, answer.image);
}

/** Which of three pictures are left, the first of which was looked at and the second kept anew, after so many others came. */
function leftAfter(others: number): string[] {
  const cache = new ByteCache(30);
  for (const key of ['a', 'b', 'c']) keep(cache, key);
  cache.get('a');
  keep(cache, 'b');
  for (let index = 0; index < others; index++) keep(cache, `other ${index}`);
  assert.equal(cache.size, 30);
  return ['a', 'b', 'c'].filter((key) => cache.get(key));
}

describe('pictures in memory', () => {
  it('go in the order in which they were not used for longest', () => {
    assert.deepEqual([0, 1, 2, 3].map(leftAfter), [['a', 'b', 'c'], ['a', 'b'], ['b'], []]);
  });

  it('keep one that is larger than all, alone', () => {
    const cache = new ByteCache(30);
    keep(cache, 'a');
    keep(cache, 'b', 50);
    assert.deepEqual([cache.get('a'), cache.get('b')?.bytes.length, cache.size], [undefined, 50, 50]);
  });
});
