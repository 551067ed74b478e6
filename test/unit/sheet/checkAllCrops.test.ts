import assert from 'node:assert/strict';
import { Failure } from '../../../src/core/api/failure';
import { DetailQueue } from '../../../src/core/jobs/detailQueue';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { checkAllCrops, mostChecked, uncheckedJobs, type CheckAllOutcome } from '../../../src/core/sheet/checkAllCrops';
import { FakeClock, settle } from '../../fakes/fakeClock';
import { job, jobAnswer, labelAnswer } from '../../fakes/jobs';

/** So many completed jobs over a real queue; each answer comes when the test lets it. */
function harness(count: number) {
  const clock = new FakeClock();
  const store = new JobStore(() => clock.now());
  const ids = Array.from({ length: count }, (_, index) => `j${index}`);
  store.track(['lot'], []);
  store.apply({ labels: new Map([['lot', labelAnswer(ids.map((id) => job(id, 'completed')))]]) });
  const running: (() => void)[] = [];
  const failing = new Map<string, Failure>();
  const asked: string[] = [];
  const fetch = (id: string): Promise<void> =>
    new Promise((resolve, reject) => {
      asked.push(id);
      running.push(() => {
        const failure = failing.get(id);
        if (failure) {
          reject(failure);
          return;
        }
        store.apply({ jobs: new Map([[id, jobAnswer(job(id, 'completed'))]]) });
        resolve();
      });
    });
  const queue = new DetailQueue({ fetch, clock, setting: () => 'whenOpened', isVisible: () => true });
  const abort = new AbortController();
  const progress: number[] = [];
  let outcome: CheckAllOutcome | undefined;
  const start = (): void => {
    const options = { signal: abort.signal, onProgress: (done: number) => void progress.push(done) };
    void checkAllCrops({ store, queue }, ids, options).then((ended) => (outcome = ended));
  };
  const answer = async (many = Infinity): Promise<void> => {
    for (let each = 0; each < many && running.length > 0; each++) {
      running.shift()?.();
      await settle();
    }
  };
  return { ids, store, queue, clock, asked, failing, abort, progress, start, answer, outcome: () => outcome };
}

describe('the check of all crops', () => {
  it('asks once for each job that is not known, tells how far it is, and leaves nothing behind', async () => {
    const { start, answer, asked, ids, progress, outcome, clock } = harness(40);
    start();
    await answer();
    assert.deepEqual([asked, outcome()], [ids, { known: 40, unread: 0 }]);
    assert.deepEqual([progress[0], progress.at(-1), clock.pending], [0, 40, 0]);
    assert.deepEqual(
      progress,
      progress.toSorted((a, b) => a - b),
    );
  });

  it('leaves most of the queue to others: only six wait in it', async () => {
    const { start, queue } = harness(40);
    start();
    await settle();
    const { waiting, running } = queue.counts;
    assert.ok(waiting + running <= 9, `${waiting} + ${running}`);
  });

  it('ends when it is cancelled: what has come stays, and nothing waits any more', async () => {
    const { start, answer, abort, outcome, queue, store, ids } = harness(40);
    start();
    await answer(5);
    abort.abort();
    await settle();
    assert.deepEqual([outcome(), queue.counts.waiting], [{ known: 5, unread: 0 }, 0]);
    assert.equal(ids.filter((id) => store.details(id)).length, 5);
  });

  it('goes past a job that cannot be read, and counts it', async () => {
    const { start, answer, failing, outcome } = harness(5);
    failing.set('j2', new Failure('query', 'no such job'));
    start();
    await answer();
    assert.deepEqual(outcome(), { known: 4, unread: 1 });
  });

  it('stops at a failure that would meet every job, and says which', async () => {
    const { start, answer, failing, outcome, ids } = harness(20);
    for (const id of ids) failing.set(id, new Failure('rateLimited', 'Too many requests.', { retryAfterMs: 60_000 }));
    start();
    await answer(1);
    assert.equal(outcome()?.failure?.kind, 'rateLimited');
  });

  it('asks again for what a sheet that scrolled on has dropped', async () => {
    const { start, answer, queue, ids, outcome } = harness(12);
    start();
    await settle();
    queue.dropAll(ids, 'sheet');
    await answer();
    assert.equal(outcome()?.known, 12);
  });

  it('has a cap, and counts only completed jobs that are not known', () => {
    const { store, ids } = harness(mostChecked + 5);
    assert.equal(uncheckedJobs(store, ids).length, mostChecked);
    store.apply({ jobs: new Map([['j0', jobAnswer(job('j0', 'completed'))]]) });
    assert.deepEqual(uncheckedJobs(store, ['j0', 'j1', 'j1', 'unknown']), ['j1']);
  });
});
