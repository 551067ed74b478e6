import assert from 'node:assert/strict';
import fc from 'fast-check';
import { elementOf, parentOf, type TreeNode } from '../../../src/vscode/treeNode';

const node: fc.Arbitrary<TreeNode> = fc.oneof(
  fc.record({ kind: fc.constant('label' as const), label: fc.string() }),
  fc.record({ kind: fc.constant('job' as const), label: fc.string(), jobId: fc.string() }),
  fc.record({ kind: fc.constant('result' as const), label: fc.string(), jobId: fc.string(), index: fc.nat() }),
);

describe('the element of a row', () => {
  it('is the same for the same row and another for any other', () => {
    fc.assert(
      fc.property(node, node, (a, b) => {
        assert.equal(elementOf('p', a) === elementOf('p', b), JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });

  it('tells the label a/b with job c from the label a with job b/c', () => {
    const element = (label: string, jobId: string): string => elementOf('p', { kind: 'job', label, jobId });
    assert.notEqual(element('a/b', 'c'), element('a', 'b/c'));
    const part = fc.string({ unit: fc.constantFrom('a', '/', '\\'), maxLength: 5 });
    const pair = fc.tuple(part, part);
    fc.assert(
      fc.property(pair, pair, (one, other) => {
        assert.equal(element(...one) === element(...other), one.join() === other.join());
      }),
      { numRuns: 2000 },
    );
  });

  it('stays short for a label of a megabyte, and different for two that share their beginning', () => {
    const long = 'x'.repeat(1_000_000);
    const first = elementOf('p', { kind: 'label', label: `${long}1` });
    assert.ok(first.length < 300);
    assert.notEqual(first, elementOf('p', { kind: 'label', label: `${long}2` }));
  });

  it('leads to the row above, up to the top', () => {
    const job: TreeNode = { kind: 'job', label: 'lot', jobId: '1' };
    assert.deepEqual(parentOf({ kind: 'result', label: 'lot', jobId: '1', index: 0 }), job);
    assert.deepEqual(parentOf(job), { kind: 'label', label: 'lot' });
    assert.deepEqual(parentOf({ ...job, label: '' }), { kind: 'singles' });
    assert.equal(parentOf({ kind: 'label', label: 'lot' }), undefined);
  });

  it('differ for the rows of one job at places that differ in one thing, whichever was made before', () => {
    const job = { kind: 'job', label: 'lot', jobId: 'j' } as const;
    const nodes: TreeNode[] = [
      job,
      { ...job, message: 'one' },
      { ...job, message: 'two' },
      { ...job, label: 'sale' },
      { ...job, status: 'failed' },
      { ...job, status: 'pending' },
    ];
    assert.equal(new Set(nodes.map((node) => elementOf('p', node))).size, nodes.length);
    const [failed, ofOtherLabel] = [nodes[4] ?? job, { ...job, label: 'sale', status: 'failed' } as const];
    assert.equal(elementOf('p', ofOtherLabel), elementOf('p', failed), 'under a status the label says nothing');
    assert.notEqual(elementOf('q', job), elementOf('p', job));
  });
});
