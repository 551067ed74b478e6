import assert from 'node:assert/strict';
import { newChange } from '../../../src/core/jobs/jobDiff';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { drained } from '../../../src/core/jobs/jobTotals';
import { firstRows } from '../../../src/core/jobs/scale';
import { newRepaint } from '../../../src/core/jobs/treeLayout';
import { Slices } from '../../../src/core/snapshot/slices';
import { DrawnRows } from '../../../src/vscode/drawnRows';
import { OpenRows } from '../../../src/vscode/openRows';
import type { Profiles } from '../../../src/vscode/profiles';
import type { RowChildren } from '../../../src/vscode/rowChildren';
import { elementOf, type TreeNode } from '../../../src/vscode/treeNode';
import { FakeClock, settle } from '../../fakes/fakeClock';
import { job, labelAnswer } from '../../fakes/jobs';
import { MemoryLog } from '../../fakes/memoryLog';

const below = Array.from({ length: 100 }, (_, index): TreeNode => ({ kind: 'job', label: 'lot', jobId: `J${index}` }));

/** An open label of so many jobs. @param draw a row */
function world(draw: () => object, jobs = below) {
  const nodes = new Map<string, TreeNode>();
  const element = (node: TreeNode): string => {
    nodes.set(elementOf('Mine', node), node);
    return elementOf('Mine', node);
  };
  const label = element({ kind: 'label', label: 'lot' });
  const log = new MemoryLog();
  const drawn = new DrawnRows(nodes, draw);
  const open = new OpenRows({
    slices: () => new Slices({ clock: new FakeClock(), rest: settle }),
    ...{ drawn, log, tree: { node: (each) => nodes.get(each), element } },
    rows: { below: ({ kind }: TreeNode) => (kind === 'label' ? jobs : []) } as unknown as RowChildren,
    store: new JobStore(() => 0),
    groups: { stands: () => true },
    profiles: { active: { name: 'Mine' } } as unknown as Profiles,
  });
  open.add(label);
  const told: string[] = [];
  const ahead = () => open.ahead([label], () => told.push(`${element(below[99]!)} ${drawn.has(element(below[99]!))}`));
  return { ahead, told, log };
}

describe('rows that are open, before VS Code is told to read them again', () => {
  it('are drawn where they are many', async () => {
    const { ahead, told, log } = world(() => ({}));
    ahead();
    assert.deepEqual(told, []);
    await settle();
    assert.deepEqual([told, log.lines], [['Mine//job/lot/J99 true'], []]);
  });

  it('are told of at once where they are few: what one screen shows is drawn as it is read', () => {
    for (const count of [firstRows, firstRows + 1]) {
      const { ahead, told } = world(() => ({}), below.slice(0, count));
      ahead();
      assert.equal(told.length, count > firstRows ? 0 : 1);
    }
  });

  it('are told of all the same where that fails, and the log says why', async () => {
    const { ahead, told, log } = world(() => {
      throw new Error('no paint');
    });
    ahead();
    await settle();
    assert.deepEqual(told, ['Mine//job/lot/J99 false']);
    assert.deepEqual(log.lines, ['error: Rows could not be drawn ahead: Error: no paint']);
  });
});

describe('rows that VS Code keeps below a row that was closed', () => {
  const earlier = elementOf('Mine', { kind: 'earlier' });

  /** A label with its first page, both open, and then closed. */
  function closed() {
    const label: TreeNode = { kind: 'label', label: 'lot' };
    const page: TreeNode = { kind: 'page', label: 'lot', index: 0 };
    const [inLabel, inPage] = [elementOf('Mine', label), elementOf('Mine', page)];
    const nodes = new Map<string, TreeNode>([
      [inLabel, label],
      [inPage, page],
      [earlier, { kind: 'earlier' }],
    ]);
    let isTracked = true;
    const rows = {
      below: ({ kind }: TreeNode) => (kind === 'label' ? [page] : below),
      above: ({ kind }: TreeNode) => (kind === 'page' ? label : undefined),
      top: () => (isTracked ? [label] : []),
    };
    const open = new OpenRows({
      rows: rows as unknown as RowChildren,
      tree: { node: (each) => nodes.get(each), element: (node) => elementOf('Mine', node) },
      drawn: new DrawnRows(nodes, () => ({})),
      slices: () => new Slices({ clock: new FakeClock(), rest: settle }),
      ...{ log: new MemoryLog(), store: new JobStore(() => 0), groups: { stands: () => true } },
      profiles: { active: { name: 'Mine' } } as unknown as Profiles,
    });
    for (const each of [inLabel, inPage]) open.add(each);
    assert.deepEqual(open.close(inLabel), [inPage, inLabel]);
    const isOpen = (): readonly boolean[] => [open.has(inLabel), open.has(inPage)];
    return { open, nodes, inLabel, inPage, isOpen, untrack: () => (isTracked = false) };
  }

  it('are open again with it', () => {
    const { open, inLabel, isOpen } = closed();
    assert.deepEqual(isOpen(), [false, false]);
    open.reopen(inLabel);
    assert.deepEqual(isOpen(), [true, true]);
  });

  it('are not kept any more once it has read the row anew, or all', () => {
    for (const [read, isKept] of [
      ['the label', [false, false]],
      ['the page', [true, false]],
      ['all', [false, false]],
      ['nothing', [true, true]],
    ] as const) {
      const { open, inLabel, inPage, isOpen } = closed();
      open.told([inLabel, inPage]);
      if (read === 'all') open.allTaken();
      else if (read !== 'nothing') open.taken(read === 'the label' ? inLabel : inPage);
      open.reopen(inLabel);
      assert.deepEqual(isOpen(), isKept, read);
    }
  });

  it('are kept where it reads a row that it was not told of', () => {
    const { open, inLabel, isOpen } = closed();
    open.taken(inLabel);
    open.reopen(inLabel);
    assert.deepEqual(isOpen(), [true, true]);
  });

  it('are not kept below a page that is closed alone, once its label was read anew', () => {
    const { open, inLabel, inPage } = closed();
    open.reopen(inLabel);
    open.close(inPage);
    open.told([inLabel]);
    open.taken(inLabel);
    open.reopen(inPage);
    assert.equal(open.has(inPage), false);
  });

  it('are not kept where they are closed after it took the row, or all, and before it read them', () => {
    for (const isAll of [true, false])
      for (const isRead of [true, false]) {
        const { open, inLabel, inPage, isOpen } = closed();
        open.reopen(inLabel);
        open.told(isAll ? [] : [inLabel]);
        if (isAll) open.allTaken();
        else open.taken(inLabel);
        if (isRead) for (const each of [inLabel, inPage]) open.add(each);
        open.close(inLabel);
        open.reopen(inLabel);
        assert.deepEqual(isOpen(), [isRead, isRead]);
      }
  });

  it('are given at the top, or under "Earlier", as long as it does not read all again', () => {
    const { open, inLabel } = closed();
    const label: TreeNode = { kind: 'label', label: 'lot' };
    assert.deepEqual([open.given('', [label]), open.given(earlier, [label])], [[inLabel], []]);
    open.allTaken();
    assert.deepEqual([open.given(earlier, [label]), open.given(inLabel, below).length], [[inLabel], below.length]);
  });

  const pages: readonly ((index: number) => TreeNode)[] = [
    (index) => ({ kind: 'page', label: 'lot', index }),
    (index) => ({ kind: 'labelPage', list: 'found', index }),
    (index) => ({ kind: 'failurePage', label: 'lot', index }),
  ];
  for (const page of pages)
    it(`are given on one ${page(0).kind} only`, () => {
      const { open, nodes } = closed();
      const [first = '', second = ''] = [0, 1].map((index) => {
        nodes.set(elementOf('Mine', page(index)), page(index));
        return elementOf('Mine', page(index));
      });
      assert.deepEqual([open.given(first, below).length, open.given(second, below)], [below.length, []]);
    });

  it('stand in the tree as long as all rows above them do', () => {
    const { open, inPage, untrack } = closed();
    assert.equal(open.stands(inPage), true);
    untrack();
    assert.equal(open.stands(inPage), false);
  });
});

describe('rows that are open at some depth', () => {
  const label: TreeNode = { kind: 'label', label: 'lot' };
  const page: TreeNode = { kind: 'page', label: 'lot', index: 0 };
  const other: TreeNode = { kind: 'page', label: 'lot', index: 1 };
  const status: TreeNode = { kind: 'status', status: 'failed' };
  const [inLabel = '', inPage = '', inOther = '', inStatus = ''] = [label, page, other, status].map((node) =>
    elementOf('Mine', node),
  );

  /** A label with its page, and a status, all open. @param stands the grouping */
  function nested(stands: (group: object) => boolean = () => true) {
    const nodes = new Map<string, TreeNode>([
      [inLabel, label],
      [inPage, page],
      [inOther, other],
      [inStatus, status],
    ]);
    const element = (node: TreeNode): string => {
      nodes.set(elementOf('Mine', node), node);
      return elementOf('Mine', node);
    };
    const rows = {
      below: ({ kind }: TreeNode) => (kind === 'label' ? [page, other] : kind === 'job' ? [] : below),
      above: ({ kind }: TreeNode) => (kind === 'page' ? label : kind === 'job' ? page : undefined),
      reach: function* () {
        yield;
      },
    };
    const drawn = new DrawnRows(nodes, () => ({}));
    const store = new JobStore(() => 0);
    store.track(['lot'], []);
    store.apply({ labels: new Map([['lot', labelAnswer([job('J0', 'failed')])]]) });
    const open = new OpenRows({
      ...{ drawn, store, log: new MemoryLog(), rows: rows as unknown as RowChildren, groups: { stands } },
      tree: { node: (each) => nodes.get(each), element },
      slices: () => new Slices({ clock: new FakeClock(), rest: settle }),
      profiles: { active: { name: 'Mine' } } as unknown as Profiles,
    });
    for (const each of [inLabel, inPage, inStatus]) open.add(each);
    const drawnOf = (jobs: readonly TreeNode[]): number =>
      jobs.filter((each) => drawn.has(elementOf('Mine', each))).length;
    return { open, drawnOf, isDrawn: () => drawnOf(below.slice(99)) === 1 };
  }
  const all = { ...newRepaint(), all: true };

  it('are drawn before VS Code is told of the row above them all', async () => {
    const { open, isDrawn } = nested();
    const told: boolean[] = [];
    open.ahead([inLabel], () => told.push(isDrawn()));
    await settle();
    assert.deepEqual(told, [true]);
  });

  it('are drawn for a repaint of all where their grouping is the one that is shown', () => {
    for (const [isByLabel, expected] of [
      [true, true],
      [false, false],
    ] as const) {
      const { open, isDrawn } = nested((group) => 'label' in group === isByLabel);
      open.delete(inStatus);
      drained(open.draw(all));
      assert.equal(isDrawn(), expected);
    }
  });

  it('are drawn for a repaint of their group', () => {
    for (const group of [{ label: 'lot' }, { label: 'other' }]) {
      const { open, isDrawn } = nested();
      drained(open.draw({ ...newRepaint(), groups: [group] }));
      assert.equal(isDrawn(), group.label === 'lot');
    }
  });

  it('are closed with the row above, on whatever page, and open with it', () => {
    const { open } = nested();
    open.add(inOther);
    open.close(inLabel);
    assert.deepEqual([open.has(inPage), open.has(inOther)], [false, false]);
    open.reopen(inLabel);
    assert.deepEqual([open.has(inPage), open.has(inOther)], [true, true]);
  });

  it('are on the first page of their group, or on another', () => {
    const { open } = nested();
    const first = [{ group: { label: 'lot' }, index: 0 }];
    assert.deepEqual([...open.shownPages()], [...first, ...first, { group: { status: 'failed' }, index: 0 }]);
  });

  it('are drawn on the way to one of them, where VS Code has to read its page', () => {
    for (const isOpen of [false, true]) {
      const { open, isDrawn } = nested();
      if (!isOpen) open.close(inPage);
      drained(open.reach(below[5]!));
      assert.equal(isDrawn(), !isOpen);
    }
  });

  it('are drawn as far as one screen shows them, where their page opens with the row above it', () => {
    const { open, drawnOf } = nested();
    open.prepare(page);
    assert.equal(drawnOf(below), firstRows);
    assert.equal(drawnOf(below.slice(0, firstRows)), firstRows);
  });

  it('are failures by their message only where somebody opened them', () => {
    const { open } = nested();
    const change = { ...newChange(), jobs: new Set(['J0']) };
    const failures: TreeNode = { kind: 'failures', label: 'lot' };
    assert.deepEqual(open.failures(change), []);
    open.add(elementOf('Mine', failures));
    assert.deepEqual(open.failures(change), [failures]);
  });

  it('are kept although VS Code was told of them before it read all', () => {
    const { open } = nested();
    open.told([inLabel]);
    open.allTaken();
    open.add(inLabel);
    // As it does with each row that stands below one that it reads.
    open.taken(inLabel);
    open.close(inLabel);
    open.reopen(inLabel);
    assert.equal(open.has(inLabel), true);
  });
});
