import assert from 'node:assert/strict';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { labelSnapshot } from '../../../src/core/snapshot/labelSnapshot';
import { Slices } from '../../../src/core/snapshot/slices';
import { jobsPerLine } from '../../../src/core/snapshot/snapshotText';
import { job, labelAnswer } from '../../fakes/jobs';

describe('the file of a label', () => {
  it('is made line by line: the event loop gets its turn before each of them', async () => {
    const store = new JobStore(() => 5000);
    store.track(['lot'], []);
    const jobs = Array.from({ length: 10 * jobsPerLine }, (_, index) => job(`j${index}`));
    store.apply({ labels: new Map([['lot', labelAnswer(jobs)]]) });
    let [now, asked, most] = [0, 0, 0];
    const known = store.job.bind(store);
    store.job = (id) => (asked++, known(id));
    const rest = (): Promise<void> => {
      [most, asked] = [Math.max(most, asked), 0];
      return Promise.resolve();
    };
    // Each look at the clock finds that the time is used up.
    const slices = new Slices({ clock: { now: () => (now += 10) }, rest });
    const text = await labelSnapshot(store, { profile: 'p', label: 'lot', now: 1 }, slices);
    await rest();
    assert.deepEqual([text?.length, most], [12, jobsPerLine]);
  });
});
