import assert from 'node:assert/strict';
import { Slices } from '../../../src/core/snapshot/slices';
import { groupName } from '../../../src/core/jobs/groupRef';
import { LateRows } from '../../../src/vscode/lateRows';
import { FakeClock } from '../../fakes/fakeClock';
import { job, labelAnswer } from '../../fakes/jobs';
import { TreeWorld } from '../../fakes/treeWorld';

describe('rows that changed', () => {
  it('are laid out though one of them cannot be: that is logged, and it is read again with the others', async () => {
    const tree = new TreeWorld({ paints: false });
    const labels = ['a', 'b', 'c'];
    const tell = (status: string): void => {
      for (const label of labels)
        tree.store.apply({ labels: new Map([[label, labelAnswer([job(`${label}1`, status, [label])])]]) });
    };
    tree.store.track(labels, []);
    tell('pending');
    for (const label of labels) tree.groups.view({ label });
    tree.groups.repaint();
    tell('completed');
    const jobsOf = tree.store.jobsOf.bind(tree.store);
    tree.store.jobsOf = (label) => (label === 'b' ? assert.fail('no jobs') : jobsOf(label));
    const said: string[] = [];
    const painted: string[] = [];
    const clock = new FakeClock();
    const late = new LateRows({
      clock,
      groups: tree.groups,
      slices: new Slices({ clock, rest: () => Promise.resolve() }),
      settled: () => Promise.resolve(),
      paint: ({ groups }) => painted.push(...groups.map(groupName)),
      log: { error: (message) => said.push(message) },
    });
    late.gather(false);
    await new Promise((resolve) => setImmediate(resolve));
    tree.store.jobsOf = jobsOf;
    assert.deepEqual(painted.sort(), ['label a', 'label b', 'label c']);
    assert.deepEqual(said, ['The rows that changed could not be laid out: AssertionError [ERR_ASSERTION]: no jobs']);
    for (const label of labels) assert.equal(tree.groups.view({ label }).counts.completed, 1);
    late.dispose();
  });
});
