import assert from 'node:assert/strict';
import { statusGroups } from '../../../src/core/jobs/jobCounts';
import { foundLabels } from '../../../src/core/jobs/foundLabels';
import { failuresByMessage } from '../../../src/core/jobs/jobTotals';
import { pageSize } from '../../../src/core/jobs/scale';
import { job, jobAnswer, labelAnswer } from '../../fakes/jobs';
import { TreeWorld } from '../../fakes/treeWorld';

const lot = { label: 'lot' };
/** Of the labels that are seen and not tracked. */
const found = { list: false, labels: [] };
const day = 24 * 60 * 60_000;

function world(): TreeWorld {
  const made = new TreeWorld();
  made.store.track(['lot', 'sale'], ['solo']);
  const states = ['completed', 'pending', 'failed', 'processing', 'weird'];
  made.store.apply({
    labels: new Map([
      ['lot', labelAnswer(states.map((status, index) => job(`j${10 - index}`, status)))],
      ['sale', labelAnswer([job('s10'), job('s2')])],
    ]),
    jobs: new Map([['solo', jobAnswer(job('solo', 'completed', []))]]),
  });
  return made;
}

describe('the rows of the tree', () => {
  it('stand in the order failed, running, pending, completed, unknown, then by natural id', () => {
    const tree = world();
    assert.deepEqual(tree.rows(lot), ['j8', 'j7', 'j9', 'j10', 'j6']);
    assert.deepEqual(tree.rows({ label: 'sale' }), ['s2', 's10']);
    assert.deepEqual(tree.top, ['lot', 'sale', '']);
  });

  it('are counted as each label is answered: drawing the rows of all looks at no job', () => {
    const tree = world();
    const { store } = tree;
    const looked: string[] = [];
    const jobsOf = store.jobsOf.bind(store);
    store.jobsOf = (label) => (looked.push(label), jobsOf(label));
    assert.equal(tree.groups.view(lot).counts.total, 5);
    assert.equal(tree.groups.rate('sale').total, 2);
    assert.deepEqual(tree.top, ['lot', 'sale', '']);
    assert.ok(!looked.includes('lot'));
  });

  it('stay as they are when a label was announced', () => {
    const tree = world();
    tree.rows(lot);
    tree.repaints.length = 0;
    tree.store.noticed('lot', 60);
    assert.deepEqual(tree.repaints, [{ all: false, groups: [], jobs: [], found }]);
  });

  it('stand by status, by id or by their last change, either way', () => {
    const tree = world();
    tree.now = 5000;
    tree.store.apply({ seen: [job('j9', 'processing')] });
    const orders = (['status', 'id', 'changed'] as const).flatMap((sortBy) =>
      [false, true].map((reversed) => {
        tree.lay({ arrangement: { groupBy: 'label', sortBy, reversed } });
        return tree.rows(lot).join(' ');
      }),
    );
    assert.deepEqual(orders, [
      'j8 j7 j9 j10 j6',
      'j6 j10 j7 j9 j8',
      'j6 j7 j8 j9 j10',
      'j10 j9 j8 j7 j6',
      'j9 j6 j7 j8 j10',
      'j6 j7 j8 j10 j9',
    ]);
  });

  it('stand under their status when grouped so, each job once, whatever its labels', () => {
    const tree = world();
    tree.store.apply({ labels: new Map([['sale', labelAnswer([job('j8', 'failed'), job('s2')])]]) });
    tree.lay({ arrangement: { groupBy: 'status', sortBy: 'id', reversed: false } });
    assert.deepEqual(tree.top, [...statusGroups]);
    assert.deepEqual(tree.rows({ status: 'failed' }), ['j8']);
    assert.deepEqual(tree.rows({ status: 'completed' }), ['j10', 'solo']);
    tree.lay({ filter: { groups: [], text: 'sale' } });
    assert.deepEqual(tree.top, ['failed', 'pending']);
  });

  it('leave out what only another window tracks', () => {
    const tree = world();
    tree.store.track(['lot'], [], { labels: ['sale'], jobIds: ['solo'] });
    assert.deepEqual([tree.top, tree.groups.totals().all.total], [['lot'], 5]);
    tree.lay({ arrangement: { groupBy: 'status', sortBy: 'id', reversed: false } });
    assert.deepEqual(tree.rows({ status: 'completed' }), ['j10']);
    assert.deepEqual(tree.rows({ status: 'pending' }), ['j9']);
  });

  it('are counted whole whatever the filter, and labels that it empties are hidden', () => {
    const tree = world();
    tree.lay({ filter: { groups: ['failed'], text: '' } });
    assert.deepEqual(tree.rows(lot), ['j8']);
    assert.equal(tree.groups.view(lot).counts.total, 5);
    assert.deepEqual(tree.top, ['lot']);
  });

  it('are found by a part of the id or of the label, without case, or by labels', () => {
    const tree = world();
    tree.lay({ filter: { groups: [], text: ' SALE ' } });
    assert.deepEqual(tree.top, ['sale']);
    tree.lay({ filter: { groups: [], text: 'J1' } });
    assert.deepEqual(tree.rows(lot), ['j10']);
    tree.lay({ filter: { groups: ['pending'], text: 's' } });
    const { all, matching, shown } = tree.groups.totals();
    assert.deepEqual([all.total, matching.total, shown], [8, 3, 2]);
    tree.lay({ filter: { groups: [], text: '', labels: ['sale'] } });
    assert.deepEqual([tree.top, tree.groups.totals().shown], [['sale'], 2]);
  });

  it('of labels finished for long are under a row of their own, decided when the tree is laid out', () => {
    const tree = world();
    tree.earlierAfterMs = 7 * day;
    tree.now = day;
    tree.store.apply({ labels: new Map([['sale', labelAnswer([job('s2', 'completed')])]]) });
    tree.now = 8 * day + 2000;
    tree.store.apply({ seen: [job('j9', 'processing')] });
    assert.deepEqual([tree.top, tree.groups.top().earlier], [['lot', 'sale', ''], []]);
    tree.lay({});
    assert.deepEqual([tree.top, tree.groups.top().earlier], [['lot', ''], ['sale']]);
    tree.store.apply({ seen: [job('s2', 'processing')] });
    assert.deepEqual([tree.top, tree.repaints.at(-1)?.all], [['lot', 'sale', ''], true]);
  });

  it('are laid out with one look at each setting, however many labels there are', () => {
    const tree = world();
    let reads = 0;
    Object.defineProperty(tree, 'earlierAfterMs', { get: () => (reads++, day) });
    tree.lay({});
    assert.deepEqual([tree.top, reads], [['lot', 'sale', ''], 1]);
  });

  it('tell of labels that are seen and not tracked', () => {
    const tree = world();
    tree.store.apply({
      labels: new Map([['sale', labelAnswer([job('s1', 'pending', ['sale', 'x', 'y']), job('s2')])]]),
    });
    assert.deepEqual(
      [...foundLabels(tree.store)],
      [
        ['x', 1],
        ['y', 1],
      ],
    );
    assert.equal(tree.groups.top().hasFound, true);
  });

  it('look for labels that are not tracked once for each change, however many rows tell of them', () => {
    const tree = world();
    assert.equal(tree.groups.found(), tree.groups.found());
    tree.store.apply({ seen: [job('j9', 'processing', ['lot', 'new'])] });
    assert.deepEqual([...tree.groups.found()], [['new', 1]]);
  });

  it('gather failures by what the server said', () => {
    const tree = world();
    const failed = ['a', 'b', 'c', 'd'].map((id) => job(id, 'failed'));
    tree.store.apply({ labels: new Map([['lot', labelAnswer(failed)]]) });
    const told = failed
      .slice(0, 3)
      .map((each, index) => [each.id, jobAnswer(each, { errorMessage: index < 2 ? 'no mask' : 'too small' })] as const);
    tree.store.apply({ jobs: new Map(told) });
    assert.deepEqual(
      [...failuresByMessage(tree.store, 'lot')],
      [
        ['no mask', ['a', 'b']],
        ['too small', ['c']],
        [undefined, ['d']],
      ],
    );
  });
});

describe('what is repainted', () => {
  it('is a job alone when it changes without moving, its group when it moves', () => {
    const tree = world();
    for (const label of ['lot', 'sale', '']) tree.rows({ label });
    tree.store.apply({ jobs: new Map([['j8', jobAnswer(job('j8', 'failed'), { errorMessage: 'no mask' })]]) });
    assert.deepEqual(tree.repaints.at(-1), { all: false, groups: [], jobs: [{ group: lot, jobId: 'j8' }], found });
    tree.store.apply({ jobs: new Map([['s2', jobAnswer(job('s2', 'processing'))]]) });
    assert.deepEqual(tree.repaints.at(-1), { all: false, groups: [{ label: 'sale' }], jobs: [], found });
  });

  it('is nothing of a page that nobody has read, and its label only once for 50 changes', () => {
    const tree = new TreeWorld();
    tree.store.track(['lot'], []);
    const jobs = Array.from({ length: 3 * pageSize }, (_, index) => job(`j${index}`, 'processing'));
    tree.store.apply({ labels: new Map([['lot', labelAnswer(jobs)]]) });
    tree.groups.view(lot);
    const details = (from: number) =>
      new Map(jobs.slice(from, from + 50).map((each) => [each.id, jobAnswer({ ...each, labels: ['lot', 'x'] })]));
    tree.rows(lot, 0);
    tree.store.apply({ jobs: details(pageSize + 10) });
    const came = { list: true, labels: [] };
    assert.deepEqual(tree.repaints.at(-1), { all: false, groups: [], jobs: [], found: came });
    tree.store.apply({ jobs: details(10) });
    assert.equal(tree.repaints.at(-1)?.jobs.length, 50);
    tree.store.apply({ seen: jobs.slice(0, 50).map((each) => ({ ...each, status: 'completed' })) });
    const fewer = { list: false, labels: ['x'] };
    assert.deepEqual(tree.repaints.at(-1), { all: false, groups: [lot], jobs: [], found: fewer });
  });

  it('is the list of the labels that are seen when one comes or goes, a label alone when its number of jobs changes', () => {
    const tree = world();
    const told = (...labels: (readonly string[])[]): readonly unknown[] => {
      tree.repaints.length = 0;
      tree.store.apply({ seen: labels.map((each, index) => job(`j${6 + index}`, 'pending', ['lot', ...each])) });
      return tree.repaints.map((repaint) => ({ all: repaint.all, ...repaint.found }));
    };
    told(['x'], ['x']);
    tree.groups.top();
    assert.deepEqual(told(['x'], ['y']), [{ all: false, list: true, labels: ['x'] }]);
    assert.deepEqual(told(['x', 'y'], ['y']), [{ all: false, list: false, labels: ['y'] }]);
    assert.deepEqual(told(['y', 'x'], ['y']), []);
    assert.deepEqual(told([], ['y']), [{ all: false, list: true, labels: ['y'] }]);
    assert.deepEqual(told(['sale'], ['y']), [{ all: false, list: false, labels: [] }]);
    assert.deepEqual(told([], []), [{ all: true, list: true, labels: [] }]);
  });

  it('is everything when a label comes to the top or leaves it', () => {
    const tree = world();
    tree.lay({ filter: { groups: ['failed'], text: '' } });
    assert.deepEqual(tree.top, ['lot']);
    tree.store.apply({ seen: [job('s2', 'failed')] });
    assert.equal(tree.repaints.at(-1)?.all, true);
  });
});
