import assert from 'node:assert/strict';
import fc from 'fast-check';
import { naturalKey } from '../../../src/core/jobs/naturalKey';

const sorted = (ids: readonly string[]): string[] => [...ids].sort((a, b) => (naturalKey(a) < naturalKey(b) ? -1 : 1));

describe('the natural order of ids', () => {
  it('puts job-2 before job-10, whatever the zeros before a number', () => {
    assert.deepEqual(sorted(['job-10', 'job-2', 'job-1', 'job-007']), ['job-1', 'job-2', 'job-007', 'job-10']);
  });

  it('ignores case and puts digits before letters', () => {
    assert.deepEqual(sorted(['B1', 'a2', 'A1', '9']), ['9', 'A1', 'a2', 'B1']);
  });

  it('reads no numbers in a UUID, and keeps its text as it is', () => {
    const uuids = ['1e000000-0000-4000-8000-00000000000A', '10ab0000-0000-4000-8000-000000000000'];
    assert.deepEqual(sorted(uuids), [...uuids].reverse());
    assert.deepEqual(
      sorted(uuids.map((id) => `job-${id}`)),
      uuids.map((id) => `job-${id}`),
    );
    fc.assert(fc.property(fc.uuid(), (id) => naturalKey(id) === id));
  });

  it('orders any two numbers as numbers', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (a, b) => {
        assert.equal(naturalKey(`j${a}`) < naturalKey(`j${b}`), a < b);
      }),
    );
  });
});
