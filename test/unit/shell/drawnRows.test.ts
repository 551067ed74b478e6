import assert from 'node:assert/strict';
import { drained } from '../../../src/core/jobs/jobTotals';
import { DrawnRows } from '../../../src/vscode/drawnRows';
import type { TreeNode } from '../../../src/vscode/treeNode';

describe('rows that are drawn ahead', () => {
  function world() {
    const drawn: string[] = [];
    const now = { says: 1 };
    const nodes = new Map<string, TreeNode>([
      ['job one', { kind: 'job', label: 'lot', jobId: 'one' }],
      ['job two', { kind: 'job', label: 'lot', jobId: 'two' }],
      ['result', { kind: 'result', label: 'lot', jobId: 'two', index: 0 }],
      ['label', { kind: 'label', label: 'lot' }],
    ]);
    const rows = new DrawnRows(nodes, (_node, element) => (drawn.push(element), `${element} ${now.says}`));
    return { rows, nodes, drawn, now };
  }

  it('are drawn once, and anew the next time that they are read', () => {
    const { rows, drawn, now } = world();
    drained(rows.drawAhead(['a', 'b']));
    assert.deepEqual([rows.take('a'), drawn], ['a 1', ['a', 'b']]);
    now.says = 2;
    assert.equal(rows.take('a'), 'a 2');
    assert.equal(rows.take('c'), 'c 2');
  });

  it('say what changed meanwhile', () => {
    const { rows, now } = world();
    drained(rows.drawAhead(['a']));
    now.says = 2;
    rows.clear();
    assert.equal(rows.take('a'), 'a 2');
  });

  it('say what changed meanwhile of their own jobs, and are not drawn again for others', () => {
    const { rows, nodes, drawn, now } = world();
    drained(rows.drawAhead(nodes.keys()));
    now.says = 2;
    rows.forget(['one']);
    drawn.length = 0;
    drained(rows.drawAhead(nodes.keys()));
    const again = ['job one', 'result', 'label'];
    assert.deepEqual(drawn, again, 'all else may say something of any job');
    const said = again.map((element) => rows.take(element));
    assert.deepEqual([rows.take('job two'), said], ['job two 1', again.map((element) => `${element} 2`)]);
  });

  it('are drawn in steps of which none is long', () => {
    const { rows, drawn } = world();
    const steps = rows.drawAhead(Array.from({ length: 2000 }, (_, index) => String(index)));
    let longest = 0;
    for (let before = 0; !steps.next().done; before = drawn.length) longest = Math.max(longest, drawn.length - before);
    assert.deepEqual([longest, drawn.length], [50, 2000]);
  });
});
