import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareLists, finish } from '../../../src/core/jobs/listDiff';

describe('two lists of ids', () => {
  const ids = fc.uniqueArray(fc.nat(40).map(String), { maxLength: 30 });

  it('are the same, or differ by what is in one of them alone', () => {
    const pair = fc.oneof(
      fc.tuple(ids, ids),
      ids.map((list) => [list, [...list]] as const),
    );
    fc.assert(
      fc.property(pair, ([before, after]) => {
        assert.deepEqual(finish(compareLists(before, after)), {
          ...{ before, after },
          isSame: before.join() === after.join(),
          gone: before.filter((id) => !after.includes(id)),
          come: after.filter((id) => !before.includes(id)),
        });
      }),
    );
  });

  for (const [name, turn] of [
    ['are the same', (list: readonly string[]) => [...list]],
    ['differ at their end', (list: readonly string[]) => list.with(-1, 'other')],
    ['differ at both ends', (list: readonly string[]) => list.with(0, 'one').with(-1, 'other')],
    ['have nothing in common', (list: readonly string[]) => list.map((id) => `other-${id}`)],
  ] as const)
    it(`of 50,000 that ${name} are compared step by step`, () => {
      let reads = 0;
      const get = (list: readonly string[], key: string | symbol): unknown => {
        reads++;
        return Reflect.get(list, key);
      };
      const before = Array.from({ length: 50_000 }, (_, index) => `job-${index}`);
      const after = turn(before);
      let most = 0;
      for (const steps = compareLists(new Proxy(before, { get }), new Proxy(after, { get })); !steps.next().done;) {
        most = Math.max(most, reads);
        reads = 0;
      }
      assert.ok(Math.max(most, reads) <= 5000, `${most}, then ${reads} at once`);
    });
});
