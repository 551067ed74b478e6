import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pagesAtOnce, pageSize } from '../../../src/core/jobs/scale';
import { Slices } from '../../../src/core/snapshot/slices';
import { DrawnRows } from '../../../src/vscode/drawnRows';
import { OpenRows } from '../../../src/vscode/openRows';
import type { Profiles } from '../../../src/vscode/profiles';
import { RowChildren } from '../../../src/vscode/rowChildren';
import { elementOf, isPage, type TreeNode } from '../../../src/vscode/treeNode';
import { FakeClock, settle } from '../../fakes/fakeClock';
import { job, jobAnswer, labelAnswer } from '../../fakes/jobs';
import { MemoryLog } from '../../fakes/memoryLog';
import { TreeWorld } from '../../fakes/treeWorld';

const names = (length: number): readonly string[] =>
  Array.from({ length }, (_, index) => `n${`${index}`.padStart(4, '0')}`);

function rowsOf({ store, groups }: TreeWorld): RowChildren {
  return new RowChildren({ store, groups, queue: { failure: () => undefined } });
}

/** A label of so many failed jobs. @param message what the server says of each */
function lot(count: number, message: (id: string) => string): TreeWorld {
  const tree = new TreeWorld();
  tree.store.track(['lot'], []);
  const jobs = names(count).map((id) => job(id, 'failed'));
  tree.store.apply({ labels: new Map([['lot', labelAnswer(jobs)]]) });
  tree.store.apply({
    jobs: new Map(jobs.map((each) => [each.id, jobAnswer(each, { errorMessage: message(each.id) })])),
  });
  return tree;
}

/** A tree, the row below which everything stands, and what stands there in the end. */
const places: Record<string, (count: number) => { tree: TreeWorld; root?: TreeNode; kind: TreeNode['kind'] }> = {
  'the jobs of a label': (count) => ({
    tree: lot(count, () => ''),
    root: { kind: 'label', label: 'lot' },
    kind: 'job',
  }),
  'jobs of one status': (count) => {
    const tree = lot(count, () => '');
    tree.lay({ arrangement: { ...tree.arrangement, groupBy: 'status' } });
    return { tree, root: { kind: 'status', status: 'failed' }, kind: 'job' };
  },
  'jobs with one message': (count) => ({
    tree: lot(count, () => 'no'),
    root: { kind: 'failure', label: 'lot', message: 'no' },
    kind: 'job',
  }),
  messages: (count) => ({ tree: lot(count, (id) => id), root: { kind: 'failures', label: 'lot' }, kind: 'failure' }),
  labels: (count) => {
    const tree = new TreeWorld();
    tree.store.track(names(count), []);
    return { tree, kind: 'label' };
  },
};

function elementAbove(rows: RowChildren, node: TreeNode): string | undefined {
  const above = rows.above(node);
  return above && elementOf('p', above);
}

/** All rows of pages below a row and the rows on each, with how deep they stand. */
function* pagesBelow(
  rows: RowChildren,
  root: TreeNode | undefined,
  depth = 0,
): Generator<{ depth: number; on: readonly TreeNode[] }> {
  for (const page of (root ? rows.below(root) : rows.top()).filter(isPage)) {
    assert.equal(elementAbove(rows, page), root && elementOf('p', root));
    if (page.andMore) yield* pagesBelow(rows, page, depth + 1);
    else {
      const on = rows.below(page);
      for (const row of on) assert.equal(elementAbove(rows, row), elementOf('p', page));
      yield { depth, on };
    }
  }
}

describe('more pages than stand beside each other', () => {
  for (const [name, place] of Object.entries(places))
    it(`hold all ${name} once and in their order, never too many at one depth`, () => {
      fc.assert(
        fc.property(fc.integer({ min: pageSize + 1, max: 8 * pagesAtOnce * pageSize }), (count) => {
          const { tree, root, kind } = place(count);
          const rows = rowsOf(tree);
          const pages = [...pagesBelow(rows, root)];
          const all = pages.flatMap(({ on }) => on);
          assert.deepEqual([all.length, new Set(all.map((row) => elementOf('p', row))).size], [count, count]);
          assert.ok(all.every((row) => row.kind === kind));
          const ids = all.map((row) =>
            'jobId' in row ? row.jobId : 'message' in row ? row.message : 'label' in row ? row.label : '',
          );
          assert.deepEqual(ids, names(count));
          pages.forEach(({ depth, on }, index) => {
            assert.equal(depth, Math.floor(index / pagesAtOnce));
            assert.ok(on.length === pageSize || index === pages.length - 1);
          });
        }),
        { numRuns: 60 },
      );
    });

  it('have a row of their own each, whichever they are', () => {
    const page = { kind: 'page', label: 'lot', index: 2 } as const;
    assert.notEqual(elementOf('p', page), elementOf('p', { ...page, andMore: true }));
  });

  it('are gone, with what holds them, where rows left', () => {
    const tree = lot(pagesAtOnce * pageSize + 1, () => '');
    const rows = rowsOf(tree);
    const more: TreeNode = { kind: 'page', label: 'lot', index: pagesAtOnce, andMore: true };
    assert.deepEqual(rows.below(more), [{ kind: 'page', label: 'lot', index: pagesAtOnce }]);
    tree.lay({ filter: { ...tree.filter, text: 'n0001' } });
    assert.deepEqual(rows.below(more), []);
    assert.deepEqual(rows.below({ kind: 'label', label: 'lot' }).filter(isPage), []);
  });

  it('are closed with a row far above them, and are open again with it', () => {
    const tree = lot(2 * pagesAtOnce * pageSize + 1, () => '');
    const [rows, nodes] = [rowsOf(tree), new Map<string, TreeNode>()];
    const element = (node: TreeNode): string => {
      nodes.set(elementOf('p', node), node);
      return elementOf('p', node);
    };
    const open = new OpenRows({
      ...{ rows, store: tree.store, groups: tree.groups, log: new MemoryLog() },
      tree: { node: (each) => nodes.get(each), element },
      drawn: new DrawnRows(nodes, () => ({})),
      slices: () => new Slices({ clock: new FakeClock(), rest: settle }),
      profiles: { active: { name: 'p' } } as unknown as Profiles,
    });
    const label = element({ kind: 'label', label: 'lot' });
    const page = (index: number, more: object = {}): string => element({ kind: 'page', label: 'lot', index, ...more });
    const some = [page(1), page(2, { andMore: true }), page(4, { andMore: true }), page(4)];
    const shown = (): readonly string[] => [label, ...some].filter((each) => open.has(each));
    for (const each of [label, ...some]) open.add(each);
    open.close(label);
    assert.deepEqual(shown(), []);
    open.reopen(label);
    assert.deepEqual(shown(), [label, ...some]);
    assert.deepEqual([...open.shownPages()].map(({ index }) => index).sort(), [0, 1, 4]);
  });
});
