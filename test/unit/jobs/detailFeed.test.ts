import assert from 'node:assert/strict';
import type { JobAnswer } from '../../../src/core/api/answer';
import { Failure } from '../../../src/core/api/failure';
import type { StatusApi } from '../../../src/core/api/statusApi';
import { DetailFeed } from '../../../src/core/jobs/detailFeed';
import { DetailQueue, type DetailSetting } from '../../../src/core/jobs/detailQueue';
import { fetchDetails } from '../../../src/core/jobs/fetchDetails';
import type { Job } from '../../../src/core/jobs/job';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { Slices } from '../../../src/core/snapshot/slices';
import { FakeClock, settle } from '../../fakes/fakeClock';
import { job, jobAnswer, labelAnswer } from '../../fakes/jobs';
import { looksOf } from '../../fakes/workMeter';

type Reply = (answer: JobAnswer | undefined) => void;

/** Feed, queue and store, wired as in the shell; the server is the test. */
function harness(setting: DetailSetting, labels: readonly string[] = ['lot']) {
  const clock = new FakeClock();
  const store = new JobStore(() => clock.now());
  const asked: string[] = [];
  const replies = new Map<string, Reply>();
  const answerOf = (id: string): Promise<JobAnswer | undefined> =>
    new Promise((resolve) => {
      asked.push(id);
      replies.set(id, resolve);
    });
  const newClient = (): StatusApi => ({ job: answerOf }) as unknown as StatusApi;
  const session: { api: StatusApi | undefined } = { api: newClient() };
  const fetch = fetchDetails({ store, session });
  const queue = new DetailQueue({ fetch, clock, setting: () => setting, isVisible: () => true });
  // Each look at this clock takes 3 ms.
  let looks = 0;
  const slices = new Slices({
    clock: { now: () => (looks += 3) },
    rest: () => new Promise((resolve) => setImmediate(resolve)),
  });
  const feed = new DetailFeed({ store, queue, slices });
  store.track(labels, []);
  store.onDidChange((change) => {
    if (change.tracked || change.labels.size > 0) feed.retain();
    feed.feed(change.jobs);
  });
  const use = (api: StatusApi | undefined): void => feed.restart((session.api = api));
  const poll = (label: string, jobs: readonly Job[]): void =>
    void store.apply({ labels: new Map([[label, labelAnswer(jobs)]]) });
  const reply = (id: string, answer: JobAnswer | undefined): Promise<void> => (replies.get(id)?.(answer), settle());
  return { store, queue, feed, clock, asked, poll, reply, use, newClient };
}

it('a job opened while its status changes is asked for again, though its status alone would not ask', async () => {
  const { store, feed, asked, poll, reply } = harness('whenOpened');
  poll('lot', [job('a', 'completed')]);
  feed.open('a');
  poll('lot', [job('a', 'failed')]);
  assert.deepEqual(asked, ['a', 'a']);
  await reply('a', jobAnswer(job('a', 'failed'), { errorMessage: 'No car.' }));
  assert.equal(store.details('a')?.errorMessage, 'No car.');
});

it('a job that the server knows no more fails, so that its row can say so', async () => {
  const { queue, feed, poll, reply } = harness('failed');
  poll('lot', [job('a', 'completed')]);
  feed.open('a');
  await reply('a', undefined);
  assert.deepEqual([queue.isLoading('a'), queue.failure('a')?.kind, queue.isPaused], [false, 'query', false]);
});

it('jobs of a label that is tracked no more are not asked for', async () => {
  const { store, queue, asked, poll, reply } = harness('failed', ['lot', 'x']);
  poll(
    'lot',
    ['a', 'b', 'c', 'd'].map((id) => job(id, 'failed')),
  );
  poll('x', [job('e', 'failed')]);
  store.track(['x'], []);
  assert.deepEqual([asked, queue.counts.waiting], [['a', 'b', 'c', 'e'], 0]);
  await reply('e', jobAnswer(job('e', 'failed')));
  assert.equal(asked.length, 4);
});

it('jobs that their label holds no more are not asked for', () => {
  const { queue, poll } = harness('failed');
  poll(
    'lot',
    ['a', 'b', 'c', 'd'].map((id) => job(id, 'failed')),
  );
  poll('lot', [job('a', 'failed')]);
  assert.deepEqual(queue.counts, { sent: 3, failed: 0, waiting: 0, running: 1 });
});

it('a completed job is asked for under the label that holds it, whatever labels the server names', () => {
  const { feed, asked, poll } = harness('all', ['lot', 'x']);
  feed.expandLabel('lot');
  poll('lot', [job('a', 'completed', ['LOT'])]);
  poll('x', [job('b', 'completed', ['lot'])]);
  assert.deepEqual(asked, ['a']);
});

it('collapsing a label drops its completed jobs, but those of another expanded label', () => {
  const { feed, queue, poll } = harness('all', ['lot', 'x']);
  poll(
    'lot',
    ['a', 'b', 'c'].map((id) => job(id, 'completed')),
  );
  poll('x', [job('c', 'completed')]);
  feed.expandLabel('lot');
  feed.expandLabel('x');
  feed.collapseLabel('lot');
  assert.equal(queue.counts.waiting, 1);
});

it('a client that comes asks for what was opened before it came, and for labels expanded meanwhile', async () => {
  const { feed, queue, clock, asked, poll, reply, use, newClient } = harness('all');
  poll('lot', [job('a', 'completed'), job('b', 'completed')]);
  use(undefined);
  feed.expandLabel('lot');
  feed.open('a');
  await settle();
  assert.deepEqual([asked, queue.failure('a')?.kind], [[], 'unauthorized']);
  use(newClient());
  assert.deepEqual(asked, ['a']);
  await reply('a', jobAnswer(job('a', 'completed')));
  await clock.advance(500);
  assert.deepEqual(asked, ['a', 'b']);
});

it('without a client nothing is asked for, and labels count as collapsed until they are told anew', () => {
  const { feed, queue, asked, poll, use, newClient } = harness('all');
  feed.expandLabel('lot');
  use(undefined);
  use(newClient());
  poll('lot', [job('a', 'completed')]);
  assert.deepEqual([asked, queue.counts.waiting], [[], 0]);
});

it('of many jobs those that failed are asked for in slices, and not by a client that is no more', async () => {
  const { queue, poll, use, newClient } = harness('failed');
  use(undefined);
  poll(
    'lot',
    Array.from({ length: 5000 }, (_, index) => job(`${index}`, 'failed')),
  );
  queue.reset();
  use(newClient());
  assert.equal(queue.counts.waiting + queue.counts.running, 1000);
  use(undefined);
  for (let turns = 0; turns < 10; turns++) await new Promise((resolve) => setImmediate(resolve));
  assert.equal(queue.counts.waiting + queue.counts.running, 0);
  use(newClient());
  for (let turns = 0; turns < 10; turns++) await new Promise((resolve) => setImmediate(resolve));
  assert.equal(queue.counts.waiting + queue.counts.running, 5000);
});

it("an answer to the key before is nobody's: the job is asked for with the new one", async () => {
  const { store, feed, asked, poll, reply, use, newClient } = harness('whenOpened');
  poll('lot', [job('a', 'completed')]);
  feed.open('a');
  use(newClient());
  assert.deepEqual(asked, ['a', 'a']);
  await reply('a', jobAnswer(job('a', 'completed')));
  assert.ok(store.details('a'));
});

it('an answer that comes between two clients fails as cancelled, and changes nothing', async () => {
  const { store } = harness('whenOpened');
  const session: { api: StatusApi | undefined } = { api: undefined };
  const old = { job: () => ((session.api = undefined), Promise.resolve(undefined)) } as unknown as StatusApi;
  session.api = old;
  const fetching = fetchDetails({ store, session })('a', new AbortController().signal);
  await assert.rejects(fetching, (error) => error instanceof Failure && error.kind === 'cancelled');
});

it('20,000 jobs under an expanded label cost twice the work of 10,000', () => {
  const looksOfJobs = (count: number): number => {
    const { feed, queue, poll } = harness('all');
    const jobs = Array.from({ length: count }, (_, index) => job(`${index}`, 'completed'));
    feed.expandLabel('lot');
    const looks = looksOf(() => poll('lot', jobs));
    assert.equal(queue.counts.waiting + queue.counts.running, count);
    return looks;
  };
  const [half, whole] = [looksOfJobs(10_000), looksOfJobs(20_000)];
  assert.ok(whole < 3 * half, `${half} looks at 10,000 jobs, ${whole} at 20,000`);
});
