import assert from 'node:assert/strict';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { Slices } from '../../../src/core/snapshot/slices';
import { DrawnRows } from '../../../src/vscode/drawnRows';
import { OpenRows } from '../../../src/vscode/openRows';
import type { Profiles } from '../../../src/vscode/profiles';
import type { RowChildren } from '../../../src/vscode/rowChildren';
import { elementOf, type TreeNode } from '../../../src/vscode/treeNode';
import { FakeClock, settle } from '../../fakes/fakeClock';
import { MemoryLog } from '../../fakes/memoryLog';

const below = Array.from({ length: 100 }, (_, index): TreeNode => ({ kind: 'job', label: 'lot', jobId: `J${index}` }));

/** An open label of 100 jobs. @param draw a row */
function world(draw: () => object) {
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
    rows: { below: ({ kind }: TreeNode) => (kind === 'label' ? below : []) } as unknown as RowChildren,
    store: new JobStore(() => 0),
    groups: { stands: () => true },
    profiles: { active: { name: 'Mine' } } as unknown as Profiles,
  });
  open.add(label);
  const told: string[] = [];
  const ahead = () => open.ahead([label], () => told.push(`${element(below[99]!)} ${drawn.has(element(below[99]!))}`));
  return { ahead, told, log };
}

describe('many rows that are open, before VS Code is told to read them again', () => {
  it('are drawn', async () => {
    const { ahead, told, log } = world(() => ({}));
    ahead();
    assert.deepEqual(told, []);
    await settle();
    assert.deepEqual([told, log.lines], [['Mine//job/lot/J99 true'], []]);
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
