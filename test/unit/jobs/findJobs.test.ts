import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findJobs } from '../../../src/core/jobs/findJobs';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { naturalKey } from '../../../src/core/jobs/naturalKey';
import { job, labelAnswer } from '../../fakes/jobs';

function storeOf(ids: readonly string[], singles: readonly string[] = []): JobStore {
  const store = new JobStore(() => 0);
  store.track(['lot'], singles);
  store.apply({ labels: new Map([['lot', labelAnswer(ids.map((id) => job(id)))]]) });
  return store;
}

describe('jobs that have a text in their ids', () => {
  it('are the first of all that have it, in natural order, with their number', () => {
    const id = fc.stringMatching(/^[aA]{0,2}[-b]{0,1}\d{1,3}$/);
    const lists = fc.tuple(fc.uniqueArray(id), fc.uniqueArray(id), fc.constantFrom('', ' A', '1', 'b2', 'none'));
    fc.assert(
      fc.property(lists, fc.nat(8), ([ids, singles, text], most) => {
        const order = (entry: string): string => JSON.stringify([naturalKey(entry), entry]);
        const all = [...new Set([...ids, ...singles])]
          .filter((entry) => entry.toLowerCase().includes(text.trim().toLowerCase()))
          .sort((one, other) => (order(one) < order(other) ? -1 : 1));
        const found = findJobs(storeOf(ids, singles), text, most);
        assert.deepEqual(found, { ids: all.slice(0, most), count: all.length });
      }),
    );
  });

  it('leaves out those that only another window tracks', () => {
    const store = storeOf(['one', 'two']);
    store.track([], ['two'], { labels: ['lot'], jobIds: [] });
    assert.deepEqual(findJobs(store, '', 10).ids, ['two']);
  });

  it('are the first of 100,000, as putting all of them in order would have them', () => {
    const ids = Array.from({ length: 100_000 }, (_, index) => `job-${(index * 7919) % 100_003}`);
    const store = storeOf(ids);
    const sorted = [...store.jobs()].sort((one, other) => (one.sortKey < other.sortKey ? -1 : 1)).map(({ id }) => id);
    assert.deepEqual(findJobs(store, '', 200).ids, sorted.slice(0, 200));
    const withSeven = sorted.filter((id) => id.includes('7'));
    assert.deepEqual(findJobs(store, '7', 200).ids, withSeven.slice(0, 200));
  });
});
