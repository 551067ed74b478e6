import assert from 'node:assert/strict';
import { noFilter, type JobFilter } from '../../../src/core/jobs/jobFilter';
import { JobGroups } from '../../../src/core/jobs/jobGroups';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { countMatches, countShown } from '../../../src/core/jobs/labelView';
import { job, jobAnswer, labelAnswer } from '../../fakes/jobs';

function world(): { store: JobStore; groups: JobGroups; use: (filter: JobFilter) => void } {
  const store = new JobStore(() => 0);
  store.track(['lot', 'sale'], ['solo']);
  const states = ['completed', 'pending', 'failed', 'processing', 'weird'];
  const jobs = states.map((status, index) => job(`j${10 - index}`, status));
  store.apply({
    labels: new Map([
      ['lot', labelAnswer(jobs)],
      ['sale', labelAnswer([job('s10'), job('s2')])],
    ]),
    jobs: new Map([['solo', jobAnswer(job('solo', 'completed', []))]]),
  });
  let filter = noFilter;
  const groups = new JobGroups(store, () => filter);
  const use = (next: JobFilter): void => {
    filter = next;
    groups.invalidate();
  };
  return { store, groups, use };
}

describe('the rows of the tree', () => {
  it('stand in the order failed, running, pending, completed, unknown, then by natural id', () => {
    const { groups } = world();
    assert.deepEqual(groups.view('lot').shownIds, ['j8', 'j7', 'j9', 'j10', 'j6']);
    assert.deepEqual(groups.view('sale').shownIds, ['s2', 's10']);
    assert.deepEqual(groups.top(), ['lot', 'sale', '']);
  });

  it('are counted whole whatever the filter, and labels that it empties are hidden', () => {
    const { groups, use } = world();
    use({ groups: ['failed'], text: '' });
    assert.deepEqual(groups.view('lot').shownIds, ['j8']);
    assert.equal(groups.view('lot').counts.total, 5);
    assert.deepEqual(groups.top(), ['lot']);
  });

  it('are found by a part of the id or of the label, without case', () => {
    const { groups, use, store } = world();
    use({ groups: [], text: ' SALE ' });
    assert.deepEqual(groups.top(), ['sale']);
    use({ groups: [], text: 'J1' });
    assert.deepEqual(groups.view('lot').shownIds, ['j10']);
    assert.deepEqual(countMatches(store, 's').total, 3);
    assert.equal(countShown(store, { groups: ['pending'], text: 's' }), 2);
  });

  it('are repainted alone when a job changes without moving, with its label when it moves', () => {
    const { store, groups } = world();
    for (const label of groups.top()) groups.view(label);
    const seen: ReturnType<JobGroups['repaint']>[] = [];
    store.onDidChange((change) => seen.push(groups.repaint(change)));
    store.apply({ jobs: new Map([['j8', jobAnswer(job('j8', 'failed'), { errorMessage: 'no mask' })]]) });
    assert.deepEqual(seen[0], { all: false, labels: [], jobs: [{ label: 'lot', jobId: 'j8' }] });
    store.apply({ jobs: new Map([['s2', jobAnswer(job('s2', 'processing'))]]) });
    assert.deepEqual(seen[1], { all: false, labels: ['sale'], jobs: [] });
  });
});
