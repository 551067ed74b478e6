import assert from 'node:assert/strict';
import { countLists, lensText } from '../../../src/core/handoff/lensText';
import { noCounts } from '../../../src/core/jobs/jobCounts';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { english as t } from '../../../src/core/translate';
import { job, labelAnswer } from '../../fakes/jobs';

describe('the line above job labels in code', () => {
  it('counts each job once for each list, tracked under a label or only carrying it', () => {
    const store = new JobStore(() => 5000);
    store.track(['lot'], []);
    const jobs = [
      { ...job('a', 'completed'), labels: ['lot', 'other'] },
      { ...job('b', 'processing'), labels: ['other'] },
      { ...job('c', 'failed'), labels: ['lot'] },
    ];
    store.apply({ labels: new Map([['lot', labelAnswer(jobs)]]) });
    const counts = countLists(store, [['lot', 'other'], ['other'], ['strange'], ['lot']]);
    assert.deepEqual(
      counts.map(({ total, completed, processing, failed }) => [total, completed, processing, failed]),
      [
        [3, 1, 1, 1],
        [2, 1, 1, 0],
        [0, 0, 0, 0],
        [3, 1, 1, 1],
      ],
    );
  });

  it('says what a click does, and what is known', () => {
    const counts = { ...noCounts(), completed: 1200, processing: 3, failed: 1, total: 1204 };
    assert.equal(lensText(t, false, noCounts()), 'Track');
    assert.equal(lensText(t, true, counts), 'Open · 1,200 done, 1 failed, 3 running');
    assert.equal(lensText(t, false, counts), 'Track · 1,200 done, 1 failed, 3 running');
  });
});
