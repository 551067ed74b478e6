import assert from 'node:assert/strict';
import { drained } from '../../../src/core/jobs/jobTotals';
import { groupName } from '../../../src/core/jobs/groupRef';
import { defaultArrangement, type Arrangement } from '../../../src/core/jobs/arrangement';
import { speedText } from '../../../src/core/notice/rate';
import { english } from '../../../src/core/translate';
import { newRepaint, type PageRef, type Repaint } from '../../../src/core/jobs/treeLayout';
import { Relayout } from '../../../src/core/jobs/relayout';
import { Slices } from '../../../src/core/snapshot/slices';
import { job, labelAnswer } from '../../fakes/jobs';
import { TreeWorld } from '../../fakes/treeWorld';

/** A tree of 20 labels, in which a look at the clock takes 2 ms and rests are counted. */
function world(jobsEach: number) {
  const tree = new TreeWorld({ paints: false });
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
  const said: string[] = [];
  const log = { error: (message: string): unknown => said.push(message) };
  const relayout = new Relayout({ ...{ store: tree.store, groups: tree.groups, slices, log }, pages: () => pages });
  const pages: PageRef[] = [];
  let last: Repaint = newRepaint();
  relayout.onDidEnd((repaint) => {
    ends++;
    last = repaint;
  });
  /** Lays out, and waits for it. @returns what that moved */
  const lay = async (change: Partial<TreeWorld>, meanwhile?: () => void): Promise<unknown> => {
    Object.assign(tree, change);
    relayout.begin();
    meanwhile?.();
    await relayout.settled();
    const { all, groups, jobs } = last;
    // As VS Code does.
    for (const ref of tree.groups.top().groups) tree.groups.view(ref);
    for (const { group, index } of pages) tree.rows(group, index);
    return all ? 'all' : [...groups.map(groupName), ...jobs.map(({ jobId }) => jobId)];
  };
  return { tree, relayout, pages, lay, said, rests: () => rests, ends: () => ends };
}

/** Two labels are open, and one was. */
function opened(jobsEach: number) {
  const all = world(jobsEach);
  const { tree, pages } = all;
  // Only without any filter are labels shown that are not tracked.
  tree.filter = { groups: [], text: 'l' };
  for (const label of tree.top) tree.groups.view({ label });
  for (const label of ['lot-1', 'lot-2', 'lot-3']) tree.rows({ label });
  pages.push({ group: { label: 'lot-1' }, index: 0 }, { group: { label: 'lot-2' }, index: 0 });
  return all;
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

describe('what another layout moved', () => {
  const byText = (text: string): Partial<TreeWorld> => ({ filter: { groups: [], text } });
  const arranged = (change: Partial<Arrangement>): Partial<TreeWorld> => ({
    arrangement: { ...defaultArrangement, ...change },
  });
  const fail = (tree: TreeWorld, label: string, ids = tree.store.jobsOf(label).map(({ id }) => id)): void =>
    void tree.store.apply({ seen: ids.map((id) => job(id, 'failed', [label])) });

  for (const jobsEach of [20, 1000])
    describe(`of ${20 * jobsEach} jobs`, () => {
      it('is nothing where all rows stay where they are; rows that are not on the screen are read anew with the next', async () => {
        const { lay, pages } = opened(jobsEach);
        assert.deepEqual(await lay(byText('lot')), ['label lot-3']);
        assert.deepEqual(await lay(byText('lot-')), []);
        pages.length = 0;
        assert.deepEqual(await lay(byText('l')), ['label lot-1', 'label lot-2']);
      });

      it('is the labels whose rows stand in another order, or that show others', async () => {
        const { tree, lay } = opened(jobsEach);
        fail(tree, 'lot-2');
        tree.groups.repaint();
        // All of lot-2 have one status: by their ids they stand as they stood.
        assert.deepEqual(await lay(arranged({ sortBy: 'id' })), ['label lot-1', 'label lot-3']);
        assert.deepEqual(await lay({ filter: { groups: ['failed'], text: '' } }), [
          ...tree.top.filter((label) => label !== 'lot-2').map((label) => `label ${label}`),
        ]);
      });

      it('is everything where a row at the top comes or goes, also that of labels that are not tracked', async () => {
        const { lay } = opened(jobsEach);
        for (const change of [byText('lot-1'), byText('l'), byText(''), arranged({ groupBy: 'status' }), arranged({})])
          assert.equal(await lay(change), 'all');
      });

      it('is also what changed and was not repainted, before or meanwhile', async () => {
        const { tree, lay } = opened(jobsEach);
        const [first = '', ...more] = tree
          .rows({ label: 'lot-1' })
          .filter((id) => tree.store.job(id)?.status === 'failed');
        const second = more[0] ?? '';
        const carry = (id: string): void => void tree.store.apply({ seen: [job(id, 'failed', ['lot-1', 'seen'])] });
        carry(first);
        const isLong = jobsEach > 20;
        const moved = await lay(byText('lo'), isLong ? () => carry(second) : undefined);
        assert.deepEqual(moved, ['label lot-3', first, ...(isLong ? [second] : [])]);
        assert.deepEqual(await lay(byText('lot')), []);
      });
    });

  it('is also a label that gets done as fast no more, though as many of its jobs are done', async () => {
    const { tree, lay } = opened(20);
    const turn = (place: number, status: string): void =>
      void tree.store.apply({ seen: [job(`lot-4-${place}`, status, ['lot-4'])] });
    for (const place of [8, 10]) turn(place, 'processing');
    for (const place of [0, 2, 4, 6]) {
      tree.now += 30_000;
      turn(place, 'completed');
    }
    assert.equal(speedText(english, tree.groups.drawnRate('lot-4')), '2/min');
    assert.deepEqual(await lay(byText('lo')), ['label lot-3']);
    // Half an hour later one of them is run again as another one completes.
    tree.now += 1_800_000;
    turn(0, 'processing');
    turn(8, 'completed');
    // Nobody draws what is counted in between.
    assert.equal(speedText(english, tree.groups.rate('lot-4')), '');
    tree.now += 1_800_000;
    turn(2, 'processing');
    turn(10, 'completed');
    assert.deepEqual(await lay(byText('lot')), ['label lot-4']);
    assert.equal(speedText(english, tree.groups.rate('lot-4')), '');
  });

  it('is everything where other labels are tracked meanwhile', async () => {
    const { tree, lay } = opened(1000);
    const tracked = tree.store.labels.map(({ label }) => label);
    assert.equal(await lay(byText('lot'), () => tree.store.track([...tracked, 'lot-other'], [])), 'all');
  });

  it('is everything where a layout was read that did not come to its end', async () => {
    const { tree, relayout, lay } = opened(1000);
    const begun = async (text: string): Promise<void> => {
      Object.assign(tree, byText(text));
      relayout.begin();
      await new Promise((resolve) => setImmediate(resolve));
      assert.ok(relayout.isBusy);
    };
    await begun('nothing has this');
    assert.deepEqual(await lay(byText('lo')), ['label lot-3']);
    await begun('nothing has this');
    assert.deepEqual(tree.rows({ label: 'lot-1' }), []);
    assert.equal(await lay(byText('lo')), 'all');
  });

  for (const [many, jobsEach] of [
    ['many', 1000],
    ['few', 10],
  ] as const)
    it(`is everything where ${many} jobs could not be laid out, which is logged, and goes on with the next`, async () => {
      const { tree, relayout, lay, said } = opened(jobsEach);
      const jobsOf = tree.store.jobsOf.bind(tree.store);
      tree.store.jobsOf = () => {
        tree.store.jobsOf = jobsOf;
        return assert.fail('no jobs');
      };
      assert.equal(await lay(byText('lot')), 'all');
      assert.deepEqual(said, ['The tree could not be laid out ahead: AssertionError [ERR_ASSERTION]: no jobs']);
      assert.equal(relayout.isBusy, false);
    });
});
