import assert from 'node:assert/strict';
import { Failure } from '../../../src/core/api/failure';
import { pageSize } from '../../../src/core/jobs/scale';
import { RowChildren } from '../../../src/vscode/rowChildren';
import { elementOf, type TreeNode } from '../../../src/vscode/treeNode';
import { job, labelAnswer } from '../../fakes/jobs';
import { TreeWorld } from '../../fakes/treeWorld';
import { looksOf } from '../../fakes/workMeter';

const count = 2 * pageSize + 345;
const namesOf = (name: string, length = count): readonly string[] =>
  Array.from({ length }, (_, index) => `${name}-${`${index}`.padStart(5, '0')}`);

function rowsOf(tree: TreeWorld): RowChildren {
  const { store, groups } = tree;
  return new RowChildren({ store, groups, queue: { failure: () => undefined } });
}

/** Labels with a job each. */
function worldOf(labels: readonly string[], status = 'pending'): TreeWorld {
  const tree = new TreeWorld();
  tree.store.track(labels, ['solo']);
  tree.store.apply({
    labels: new Map(labels.map((label) => [label, labelAnswer([job(`job of ${label}`, status, [label])])])),
  });
  return tree;
}

/** The labels on these pages, each of which must know the page that it stands on. */
function labelsOn(rows: RowChildren, pages: readonly TreeNode[]): (readonly string[])[] {
  return pages.map((page) =>
    rows.below(page).map((row) => {
      assert.deepEqual(rows.above(row), page);
      return 'label' in row ? row.label : '';
    }),
  );
}

const pagesOf = (list: 'top' | 'earlier' | 'found'): readonly TreeNode[] =>
  [0, 1, 2].map((index) => ({ kind: 'labelPage', list, index }));
const cut = (labels: readonly string[]): (readonly string[])[] =>
  [0, 1, 2].map((index) => labels.slice(index * pageSize, (index + 1) * pageSize));

describe('more labels than a page has rows', () => {
  it('stand on pages at the top, before the jobs tracked by id', () => {
    const labels = namesOf('lot');
    const rows = rowsOf(worldOf(labels));
    const pages = pagesOf('top');
    assert.deepEqual(rows.top(), [...pages, { kind: 'singles' }]);
    assert.deepEqual(labelsOn(rows, pages), cut(labels));
    for (const page of pages) assert.equal(rows.above(page), undefined);
  });

  it('stand on pages under "Earlier"', () => {
    const labels = namesOf('lot');
    const tree = worldOf([...labels, 'running'], 'completed');
    tree.store.apply({ seen: [job('job of running', 'processing', ['running'])] });
    tree.earlierAfterMs = 1000;
    tree.now = 60_000;
    tree.lay({});
    const rows = rowsOf(tree);
    assert.deepEqual(rows.top(), [{ kind: 'label', label: 'running' }, { kind: 'singles' }, { kind: 'earlier' }]);
    const pages = rows.below({ kind: 'earlier' });
    assert.deepEqual(pages, pagesOf('earlier'));
    assert.deepEqual(labelsOn(rows, pages), cut(labels));
    for (const page of pages) assert.deepEqual(rows.above(page), { kind: 'earlier' });
  });

  it('stand on pages among those that are seen and not tracked', () => {
    const found = namesOf('seen');
    const tree = worldOf(['lot']);
    tree.store.apply({ seen: [job('job of lot', 'pending', ['lot', ...found])] });
    const rows = rowsOf(tree);
    assert.deepEqual(rows.top(), [{ kind: 'label', label: 'lot' }, { kind: 'singles' }, { kind: 'found' }]);
    const pages = rows.below({ kind: 'found' });
    assert.deepEqual(pages, pagesOf('found'));
    assert.deepEqual(labelsOn(rows, pages), cut(found));
    for (const page of pages) assert.deepEqual(rows.above(page), { kind: 'found' });
  });

  it('have a row of their own for each page', () => {
    const pages = (['top', 'earlier', 'found'] as const).flatMap(pagesOf);
    assert.equal(new Set(pages.map((page) => elementOf('p', page))).size, 9);
  });

  it('are told from rows that stand on no page, at whatever height', () => {
    const rows = rowsOf(worldOf(namesOf('lot')));
    const last = `lot-0${count - 1}`;
    const label: TreeNode = { kind: 'label', label: last };
    const below: TreeNode = { kind: 'job', label: last, jobId: `job of ${last}` };
    assert.deepEqual(
      [label, below, { kind: 'singles' } as const].map((row) => rows.isOnPage(row)),
      [true, true, false],
    );
  });

  it('cost twice the work where there are twice as many', () => {
    const looks = (length: number): number => {
      const rows = rowsOf(worldOf(namesOf('lot', length)));
      rows.top();
      return looksOf(() => void rows.top().map((row) => rows.below(row)));
    };
    const [half, whole] = [looks(6000), looks(12_000)];
    assert.ok(whole < 3 * half, `${half} looks at 6,000 labels, ${whole} at 12,000`);
  });
});

it('as many labels as a page has rows stand without a page', () => {
  const labels = namesOf('lot', pageSize);
  const tree = worldOf(labels);
  const rows = rowsOf(tree);
  const singles: TreeNode = { kind: 'singles' };
  assert.deepEqual(rows.top(), [...labels.map((label): TreeNode => ({ kind: 'label', label })), singles]);
  assert.equal(rows.above({ kind: 'label', label: labels.at(-1) ?? '' }), undefined);
});

describe('a label that is read for the first time', () => {
  it('has rows on their way, as its pages have, until it was read or could not be', () => {
    const tree = worldOf(['lot', 'done']);
    const rows = rowsOf(tree);
    const below = [{ kind: 'label', label: 'lot' } as const, { kind: 'page', label: 'lot', index: 0 } as const];
    const areComing = () => below.map((node) => rows.isComing(node));
    assert.deepEqual(areComing(), [false, false]);
    tree.store.track(['lot', 'done', 'new'], []);
    assert.equal(rows.isComing({ kind: 'label', label: 'new' }), true);
    const answer = labelAnswer([job('J1', 'pending', ['new'])], { complete: false });
    tree.store.apply({ labels: new Map([['new', answer]]) });
    assert.equal(rows.isComing({ kind: 'page', label: 'new', index: 0 }), true);
    const failure = new Failure('offline', 'no network');
    tree.store.apply({ labels: new Map([['new', { ...answer, failure }]]) });
    assert.equal(rows.isComing({ kind: 'label', label: 'new' }), false);
    tree.store.apply({ labels: new Map([['new', { ...answer, capped: true }]]) });
    assert.equal(rows.isComing({ kind: 'label', label: 'new' }), false, 'as many as are read at all');
    tree.store.apply({ labels: new Map([['new', { ...answer, complete: true }]]) });
    assert.equal(rows.isComing({ kind: 'label', label: 'new' }), false);
    assert.equal(rows.isComing({ kind: 'earlier' }), false);
  });
});
