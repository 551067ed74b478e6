import assert from 'node:assert/strict';
import { Failure } from '../../../src/core/api/failure';
import { drained } from '../../../src/core/jobs/jobTotals';
import { pageSize } from '../../../src/core/jobs/scale';
import { RowChildren } from '../../../src/vscode/rowChildren';
import { elementOf, type TreeNode } from '../../../src/vscode/treeNode';
import { job, jobAnswer, labelAnswer } from '../../fakes/jobs';
import { TreeWorld } from '../../fakes/treeWorld';

const count = 2 * pageSize + 345;

/** A label of failed jobs, each of which says what `message` makes of its number. */
function rowsOf(message: (index: number) => string, size = count): { rows: RowChildren; tree: TreeWorld } {
  const tree = new TreeWorld();
  tree.store.track(['lot'], []);
  const jobs = Array.from({ length: size }, (_, index) => job(`j${index}`, 'failed'));
  tree.store.apply({ labels: new Map([['lot', labelAnswer(jobs)]]) });
  const told = jobs.map((each, index) => [each.id, jobAnswer(each, { errorMessage: message(index) })] as const);
  tree.store.apply({ jobs: new Map(told) });
  const { store, groups } = tree;
  return { rows: new RowChildren({ store, groups, queue: { failure: () => undefined } }), tree };
}

/** The rows below, of which each must know where it stands. */
function below(rows: RowChildren, node: TreeNode): readonly TreeNode[] {
  const found = rows.below(node);
  for (const each of found) assert.deepEqual(rows.above(each), node);
  return found;
}

describe('failures by their message', () => {
  it('stand on pages where more jobs than a page have the same message', () => {
    const { rows } = rowsOf(() => 'mask too small');
    const failure: TreeNode = { kind: 'failure', label: 'lot', message: 'mask too small' };
    assert.deepEqual(below(rows, { kind: 'failures', label: 'lot' }), [failure]);
    const pages = below(rows, failure);
    const jobs = pages.map((page) => below(rows, page));
    assert.deepEqual(
      jobs.map((page) => page.length),
      [pageSize, pageSize, 345],
    );
    assert.equal(new Set([...pages, ...jobs.flat()].map((node) => elementOf('p', node))).size, 3 + count);
  });

  it('stand on pages where there are more messages than a page has rows', () => {
    const { rows } = rowsOf((index) => `job ${index} failed`);
    const pages = below(rows, { kind: 'failures', label: 'lot' });
    assert.deepEqual(
      pages.map((page) => below(rows, page).length),
      [pageSize, pageSize, 345],
    );
    assert.equal(below(rows, { kind: 'failure', label: 'lot', message: 'job 7 failed' }).length, 1);
  });

  it('stand on no page where one holds them all, and on two where it does not', () => {
    const failures: TreeNode = { kind: 'failures', label: 'lot' };
    const label: TreeNode = { kind: 'label', label: 'lot' };
    for (const [size, isPaged] of [
      [pageSize, false],
      [pageSize + 1, true],
    ] as const) {
      const { rows } = rowsOf((index) => `job ${index} failed`, size);
      const pages = below(rows, failures);
      assert.deepEqual([pages.length, pages[0]?.kind], isPaged ? [2, 'failurePage'] : [size, 'failure']);
      const above = rows.above({ kind: 'job', label: 'lot', jobId: `j${size - 1}` });
      assert.deepEqual(above, isPaged ? { kind: 'page', label: 'lot', index: 1 } : label);
    }
  });

  it('have a row of their own from the second failed job on', () => {
    for (const [failed, first] of [
      [1, 'job'],
      [2, 'failures'],
    ] as const) {
      const { rows, tree } = rowsOf(() => '');
      const jobs = Array.from({ length: 3 }, (_, index) => job(`j${index}`, index < failed ? 'failed' : 'completed'));
      tree.store.apply({ labels: new Map([['lot', labelAnswer(jobs)]]) });
      assert.equal(rows.below({ kind: 'label', label: 'lot' })[0]?.kind, first);
    }
  });

  it('are read anew after a change', () => {
    const { rows, tree } = rowsOf(() => 'same');
    const failure: TreeNode = { kind: 'failure', label: 'lot', message: 'other' };
    assert.deepEqual(rows.below(failure), []);
    tree.store.apply({ jobs: new Map([['j0', jobAnswer(job('j0', 'failed'), { errorMessage: 'other' })]]) });
    assert.equal(rows.below(failure).length, 1);
  });
});

it('the page of a job that is gone to is put in order in small steps before', () => {
  const { rows, tree } = rowsOf(() => '');
  const pages = tree.groups.view({ label: 'lot' }).rows;
  drained(rows.reach({ kind: 'job', label: 'lot', jobId: `j${count - 1}` }));
  const page = rows.above({ kind: 'job', label: 'lot', jobId: `j${count - 1}` });
  assert.deepEqual(page, { kind: 'page', label: 'lot', index: 2 });
  assert.deepEqual([...pages.pagesRead], [2]);
});

it('the row of a job under its status names no label that only another window tracks', () => {
  const tree = new TreeWorld();
  const { store, groups } = tree;
  store.track(['own'], [], { labels: ['theirs'], jobIds: [] });
  for (const label of ['theirs', 'own'])
    store.apply({ labels: new Map([[label, labelAnswer([job('j', 'failed', ['own', 'theirs'])])]]) });
  const rows = new RowChildren({ store, groups, queue: { failure: () => undefined } });
  assert.deepEqual(store.job('j')?.under, ['theirs', 'own']);
  assert.equal(rows.job({ status: 'failed' }, 'j').label, 'own');
});

describe('a row below which nothing stands', () => {
  it('says so of a job without results, and why of a label that was not read, or not wholly', () => {
    const { store, groups } = new TreeWorld();
    const rows = new RowChildren({ store, groups, queue: { failure: () => undefined } });
    const notes = (node: TreeNode): readonly string[] =>
      rows.below(node).flatMap((row) => (row.kind === 'note' ? [row.note] : []));
    const label: TreeNode = { kind: 'label', label: 'lot' };
    const offline = new Failure('offline', 'No.');
    store.track(['lot'], []);
    assert.deepEqual(notes(label), ['loading']);
    store.apply({ labels: new Map([['lot', offline]]) });
    assert.deepEqual(notes(label), ['failed']);
    store.apply({ labels: new Map([['lot', labelAnswer([job('j', 'completed')], { complete: false })]]) });
    store.apply({ labels: new Map([['lot', offline]]) });
    assert.deepEqual(notes(label), ['partial']);
    store.apply({ labels: new Map([['lot', labelAnswer([], { unreadable: 2 })]]) });
    assert.deepEqual(notes(label), ['unreadable', 'noJobs']);
    store.apply({ labels: new Map([['lot', labelAnswer([job('j', 'completed')])]]) });
    const row: TreeNode = { kind: 'job', label: 'lot', jobId: 'j' };
    assert.deepEqual(notes(row), ['loading']);
    store.apply({ jobs: new Map([['j', jobAnswer(job('j', 'completed'), { results: [] })]]) });
    assert.deepEqual(notes(row), ['noResults']);
  });
});
