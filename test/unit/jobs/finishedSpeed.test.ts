import assert from 'node:assert/strict';
import { job, jobAnswer, labelAnswer } from '../../fakes/jobs';
import { TreeWorld } from '../../fakes/treeWorld';

it('a label that was seen with its speed and then got done is repainted no more than another one', () => {
  const tree = new TreeWorld({ paints: false });
  tree.now = Date.UTC(2026, 0, 1);
  tree.store.track(['lot'], []);
  const tell = (...statuses: string[]): void => {
    tree.now += 30_000;
    const jobs = statuses.map((status, index) => job(`j${index}`, status));
    tree.store.apply({ labels: new Map([['lot', labelAnswer(jobs)]]) });
    tree.rows({ label: 'lot' });
    tree.groups.repaint();
  };
  tell('pending', 'pending', 'pending', 'pending');
  tell('completed', 'failed', 'pending', 'pending');
  tell('completed', 'failed', 'completed', 'pending');
  assert.ok(tree.groups.drawnRate('lot').perMinute, 'the label has no speed to say');
  tell('completed', 'failed', 'completed', 'completed');
  tree.store.apply({ jobs: new Map([['j1', jobAnswer(job('j1', 'failed'), { errorMessage: 'bad' })]]) });
  const { groups, jobs } = tree.groups.repaint();
  assert.deepEqual([groups, jobs], [[], [{ group: { label: 'lot' }, jobId: 'j1' }]]);
});
