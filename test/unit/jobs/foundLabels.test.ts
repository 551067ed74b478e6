import assert from 'node:assert/strict';
import fc from 'fast-check';
import { foundChange, foundLabels, hasFoundLabels, type FoundChange } from '../../../src/core/jobs/foundLabels';
import type { JobChange } from '../../../src/core/jobs/jobDiff';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { job, jobAnswer, labelAnswer } from '../../fakes/jobs';
import { TreeWorld } from '../../fakes/treeWorld';

const names = ['lot', 'sale', 'x', 'y', ''];

/** Looks at every job. */
function naive(store: JobStore): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const isTracked = (label: string): boolean => store.labels.some((state) => state.label === label);
  for (const { labels } of store.jobs())
    for (const label of labels) if (label !== '' && !isTracked(label)) found.set(label, (found.get(label) ?? 0) + 1);
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What a change did, by what was found before it and is now. */
function compared(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): FoundChange {
  const list = [...before.keys()].join() !== [...after.keys()].join();
  return {
    list,
    labels: [...after].flatMap(([label, count]) => ((before.get(label) ?? count) === count ? [] : [label])),
  };
}

const someJob = fc
  .tuple(fc.nat(9), fc.constantFrom('pending', 'completed'), fc.subarray(names))
  .map(([id, status, labels]) => job(`${id}`, status, labels));
const jobs = fc.uniqueArray(someJob, { selector: ({ id }) => id, maxLength: 8 });
const step: fc.Arbitrary<(store: JobStore) => void> = fc.oneof(
  fc.tuple(fc.constantFrom('lot', 'sale', 'x'), jobs, fc.boolean()).map(
    ([label, list, complete]) =>
      (store: JobStore) =>
        void store.apply({ labels: new Map([[label, labelAnswer(list, { complete })]]) }),
  ),
  jobs.map((seen) => (store: JobStore) => void store.apply({ seen })),
  someJob.map((one) => (store: JobStore) => void store.apply({ jobs: new Map([[one.id, jobAnswer(one)]]) })),
  fc.tuple(fc.subarray(['lot', 'sale', 'x']), fc.subarray(['1', '2']), fc.subarray(['sale', 'y'])).map(
    ([own, ids, guests]) =>
      (store: JobStore) =>
        store.track(own, ids, { labels: guests, jobIds: [] }),
  ),
  fc.constant((store: JobStore) => store.reset()),
);

describe('labels that are found on jobs', () => {
  it('are told as looking at every job would tell them, and so is what each change did to them', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const store = new JobStore(() => 1000);
        store.track(['lot'], ['1']);
        let before = naive(store);
        store.onDidChange((change: JobChange) => {
          const after = naive(store);
          const { list, labels } = foundChange(store, change);
          // Everything is read anew once something else is tracked.
          if (!change.tracked) assert.deepEqual({ list, labels: [...labels].sort() }, compared(before, after));
          before = after;
        });
        for (const each of steps) {
          each(store);
          assert.deepEqual([...foundLabels(store)], [...naive(store)]);
          assert.equal(hasFoundLabels(store), naive(store).size > 0);
          assert.deepEqual([...before], [...naive(store)], 'no change went untold');
        }
      }),
    );
  });

  it('are told of again where somebody read them between two changes that are one repaint, and undo each other', () => {
    const tree = new TreeWorld({ paints: false });
    tree.store.track(['lot'], []);
    const tell = (labels: readonly string[]): void => void tree.store.apply({ seen: [job('1', 'pending', labels)] });
    tree.store.apply({ labels: new Map([['lot', labelAnswer([job('1', 'pending', ['lot', 'sale'])])]]) });
    assert.deepEqual([...tree.groups.found()], [['sale', 1]]);
    tree.groups.repaint();
    tell(['lot']);
    assert.deepEqual([...tree.groups.found()], []);
    tell(['lot', 'sale']);
    assert.equal(tree.groups.repaint().found.list, true);
  });
});
