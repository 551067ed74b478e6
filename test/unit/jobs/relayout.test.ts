import assert from 'node:assert/strict';
import { drained } from '../../../src/core/jobs/jobTotals';
import { Relayout } from '../../../src/core/jobs/relayout';
import { Slices } from '../../../src/core/snapshot/slices';
import { job, labelAnswer } from '../../fakes/jobs';
import { TreeWorld } from '../../fakes/treeWorld';

/** A tree of 20 labels, in which a look at the clock takes 2 ms and rests are counted. */
function world(jobsEach: number): { tree: TreeWorld; relayout: Relayout; rests: () => number; ends: () => number } {
  const tree = new TreeWorld();
  const labels = Array.from({ length: 20 }, (_, index) => `lot-${index}`);
  tree.store.track(labels, []);
  for (const label of labels) {
    const jobs = Array.from({ length: jobsEach }, (_, index) =>
      job(`${label}-${index}`, index % 2 ? 'failed' : 'pending'),
    );
    tree.store.apply({ labels: new Map([[label, labelAnswer(jobs)]]) });
  }
  let [time, rests, ends] = [0, 0, 0];
  const rest = async (): Promise<void> => {
    rests++;
    await new Promise((resolve) => setImmediate(resolve));
  };
  const slices = new Slices({ clock: { now: () => (time += 2) }, rest });
  const relayout = new Relayout({ store: tree.store, groups: tree.groups, slices });
  relayout.onDidEnd(() => ends++);
  return { tree, relayout, rests: () => rests, ends: () => ends };
}

describe('a layout for another filter', () => {
  it('is there at once while jobs are few', () => {
    const { tree, relayout, ends } = world(10);
    tree.filter = { groups: [], text: 'lot-7-' };
    relayout.begin();
    assert.deepEqual([ends(), relayout.isBusy, tree.top], [1, false, ['lot-7']]);
  });

  it('of many jobs is made in slices, after which nobody has to look at all jobs', async () => {
    const { tree, relayout, rests, ends } = world(1000);
    tree.filter = { groups: [], text: '-99' };
    relayout.begin();
    assert.deepEqual([ends(), relayout.isBusy], [0, true]);
    await relayout.settled();
    assert.deepEqual([ends(), relayout.isBusy], [1, false]);
    assert.ok(rests() >= 10, `${rests()} rests`);
    tree.store.jobs = () => assert.fail('All jobs were looked at.');
    assert.equal(tree.groups.totals().shown, 20 * 11);
    assert.equal(tree.top.length, 20);
  });

  it('of statuses is made in slices too, and caught up with where a job changed meanwhile', async () => {
    const { tree, relayout } = world(1000);
    tree.arrangement = { groupBy: 'status', sortBy: 'id', reversed: false };
    relayout.begin();
    tree.store.apply({ seen: [job('lot-0-0', 'completed')] });
    await relayout.settled();
    assert.deepEqual([tree.top, tree.groups.isBehind], [['failed', 'pending'], true]);
    assert.equal(drained(tree.groups.catchUp())?.all, true);
    assert.deepEqual(tree.top, ['failed', 'pending', 'completed']);
    relayout.begin();
    await relayout.settled();
    tree.store.jobs = () => assert.fail('All jobs were looked at.');
    assert.deepEqual(tree.rows({ status: 'completed' }), ['lot-0-0']);
  });

  it('is the one of the last filter, once, whatever was begun before it', async () => {
    const { tree, relayout, ends } = world(1000);
    for (const text of ['l', 'lo', 'lot-1-1']) {
      tree.filter = { groups: [], text };
      relayout.begin();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await relayout.settled();
    assert.deepEqual([ends(), tree.groups.totals().shown, tree.top], [1, 111, ['lot-1']]);
  });

  it('ends no more once the tree is gone', async () => {
    const { relayout, ends } = world(1000);
    relayout.begin();
    relayout.dispose();
    await relayout.settled();
    await new Promise((resolve) => setTimeout(resolve, 10));
    assert.equal(ends(), 0);
  });
});
