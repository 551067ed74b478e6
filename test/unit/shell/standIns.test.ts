import assert from 'node:assert/strict';
import { StandIns } from '../../../src/vscode/standIns';
import type { TreeNode } from '../../../src/vscode/treeNode';

const status: TreeNode = { kind: 'status', status: 'completed' };
const page: TreeNode = { kind: 'page', label: '', status: 'completed', index: 1 };
const others: readonly (TreeNode | undefined)[] = [
  { kind: 'job', label: '', status: 'completed', jobId: 'j1' },
  { kind: 'page', label: 'lot', index: 1 },
  { kind: 'label', label: 'lot' },
  undefined,
];

function made() {
  const state = { isCounting: false, draws: 0 };
  const rows = new StandIns<number>({ isCounting: () => state.isCounting });
  const draw = (): number => ++state.draws;
  return { state, rows, row: (node: TreeNode | undefined) => rows.row(JSON.stringify(node ?? ''), node, draw) };
}

describe('rows by status, while all jobs are looked through', () => {
  it('are given as they were, and are owed then', () => {
    const { state, rows, row } = made();
    assert.deepEqual([row(status), row(page), row(status)], [1, 2, 3]);
    state.isCounting = true;
    assert.deepEqual([row(status), row(page), row(status)], [3, 2, 3]);
    state.isCounting = false;
    assert.equal(row(status), 4);
    assert.deepEqual(rows.take(), [JSON.stringify(status), JSON.stringify(page)]);
    assert.deepEqual(rows.take(), []);
  });

  it('are drawn all the same where they were never given, are known no more, or count nothing by status', () => {
    const { state, rows, row } = made();
    state.isCounting = true;
    assert.equal(row(status), 1);
    assert.equal(row(status), 1);
    rows.delete(JSON.stringify(status));
    assert.equal(row(status), 2);
    for (const [index, node] of others.entries())
      assert.deepEqual([row(node), row(node)], [3 + 2 * index, 4 + 2 * index]);
    assert.deepEqual(rows.take(), []);
  });

  it('stand at the top as they stood, and all is owed then', () => {
    const { state, rows } = made();
    const never = (): never => assert.fail();
    assert.deepEqual(
      rows.topRows(() => [status]),
      [status],
    );
    state.isCounting = true;
    assert.deepEqual(rows.topRows(never), [status]);
    assert.equal(rows.take(), undefined);
    assert.deepEqual(rows.take(), []);
    rows.topRows(never);
    rows.clear();
    assert.deepEqual(rows.take(), []);
    assert.deepEqual(rows.topRows(() => [{ kind: 'label', label: 'lot' }]).length, 1);
    assert.deepEqual(
      rows.topRows(() => []),
      [],
      'labels are not by status',
    );
  });
});
