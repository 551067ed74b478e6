import assert from 'node:assert/strict';
import type { JobAnswer, LabelAnswer } from '../../../src/core/api/answer';
import { Failure } from '../../../src/core/api/failure';
import type { StatusApi } from '../../../src/core/api/statusApi';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { PollMemory } from '../../../src/core/jobs/pollMemory';
import { PollRun } from '../../../src/core/jobs/pollRun';
import { job, jobAnswer, labelAnswer } from '../../fakes/jobs';
import { ModelServer } from './simulation/modelServer';
import { startPollWorld, type PollWorld } from './simulation/pollWorld';

/** One label of so many completed jobs, but for those at these places. */
async function lot(length: number, open: readonly number[]): Promise<PollWorld & { server: ModelServer }> {
  const server = new ModelServer();
  for (let place = 0; place < length; place++)
    server.add('lot', { id: `job-${place}`, status: open.includes(place) ? 'processing' : 'completed' });
  return { ...(await startPollWorld(server)), server };
}

const asked = ({ poller }: PollWorld): object => {
  const { passes, windows, singles, contradictions } = poller.report.last!;
  return { passes, windows, singles, contradictions };
};
const nothing = { passes: 0, windows: 0, singles: 0, contradictions: 0 };

describe('a run by plan', () => {
  it('passes the label in the same run when a window shows a new job, and shows it', async () => {
    const w = await lot(300, [250, 251]);
    w.server.add('lot', { id: 'new', status: 'pending' });
    await w.cycle();
    assert.deepEqual(asked(w), { ...nothing, windows: 1, contradictions: 1 });
    assert.equal(w.store.label('lot')?.jobIds.at(-1), 'new');
  });

  it('passes the label in the same run when the server knows a job no more, and forgets it', async () => {
    const w = await lot(300, [5]);
    w.server.remove('job-5', 'lot');
    await w.cycle();
    assert.deepEqual(asked(w), { ...nothing, singles: 1, contradictions: 1 });
    assert.equal(w.store.job('job-5'), undefined);
  });

  it('asks a label by ids once its order changed three times for nothing', async () => {
    const w = await lot(300, [5, 6]);
    w.server.unstable.add('lot');
    for (let turn = 0; turn < 3; turn++) {
      w.server.turn();
      await w.cycle();
      assert.deepEqual(asked(w), { ...nothing, windows: 1, contradictions: 1 });
    }
    w.server.turn();
    await w.cycle();
    assert.deepEqual(asked(w), { ...nothing, singles: 2 });
  });

  it('asks by page for a job whose own answer cannot be had', async () => {
    const w = await lot(300, [5]);
    w.server.mute.add('job-5');
    await w.cycle();
    assert.deepEqual(asked(w), { ...nothing, singles: 1 });
    await w.cycle();
    assert.deepEqual(asked(w), { ...nothing, windows: 1 });
  });

  it('asks once for jobs under two labels', async () => {
    const server = new ModelServer();
    for (const label of ['a', 'b'])
      for (let place = 0; place < 300; place++) {
        const shared = place === 150 || place === 151;
        const id = shared ? `shared-${place}` : `${label}-${place}`;
        server.add(label, { id, status: shared ? 'pending' : 'completed' });
      }
    const w = await startPollWorld(server);
    await w.cycle();
    assert.deepEqual(asked(w), { ...nothing, windows: 1 });
  });

  it('keeps the results that a single job brought', async () => {
    const w = await lot(300, [5]);
    w.server.jobs.get('job-5')!.status = 'failed';
    await w.cycle();
    assert.deepEqual(w.store.details('job-5'), { results: [] });
  });

  it('says in one line what it asked when something changed, and keeps quiet otherwise', async () => {
    const w = await lot(300, [5, 6]);
    const lines = (): string[] => w.log.lines.filter((line) => line.startsWith('info')).splice(0);
    const before = lines().length;
    await w.cycle();
    assert.equal(lines().length, before);
    w.server.jobs.get('job-6')!.status = 'failed';
    await w.cycle();
    assert.deepEqual(lines().slice(before), [
      'info: Refresh (timer): changed 1; passes 0, windows 1, single jobs 0, probes 0; requests 1 (6 for everything), 0 ms',
    ]);
    assert.ok(w.log.lines.includes('trace: Plan (timer): passes 0, windows 1, single jobs 0, probes 0; lot from 5'));
  });
});

describe('a run', () => {
  interface Fake {
    readonly api: StatusApi;
    readonly singles: string[];
  }
  /** A client whose labels answer as told. */
  function fake(label: StatusApi['label']): Fake {
    const singles: string[] = [];
    const own = (id: string): Promise<JobAnswer> => (singles.push(id), Promise.resolve(jobAnswer(job(id))));
    const never = (): Promise<never> => Promise.reject(new Error('not asked'));
    return { api: { label, page: never, job: own, checkKey: never }, singles };
  }

  const run = (api: StatusApi, store: JobStore, now = (): number => 0): PollRun => {
    const apply = (batch: Parameters<JobStore['apply']>[0]): void => void store.apply(batch);
    return new PollRun({ api, store, memory: new PollMemory(), apply, signal: new AbortController().signal, now });
  };

  it('asks for no single job after the server refused the key', async () => {
    const { api, singles } = fake(() => Promise.reject(new Failure('unauthorized', 'No.')));
    const store = new JobStore(() => 0);
    store.track(['lot'], ['7']);
    const { failure } = await run(api, store).execute({ passes: ['lot'], pages: [], jobIds: ['7'] });
    assert.deepEqual([failure?.kind, singles], ['unauthorized', []]);
  });

  it('ends with the failure of a server that fails in six queries, one after the other', async () => {
    const asked: string[] = [];
    const down = new Failure('timeout', 'The server did not answer in time.');
    const { api } = fake(() => Promise.reject(down));
    const label: StatusApi['label'] = (name, signal) => {
      if (!signal.aborted) asked.push(name);
      return asked.length > 2 || name === 'b' ? Promise.reject(down) : Promise.resolve(labelAnswer([]));
    };
    const store = new JobStore(() => 0);
    const names = Array.from({ length: 40 }, (_, index) => `${index}`);
    store.track(names, ['7']);
    const { failure } = await run({ ...api, label }, store).execute({ passes: names, pages: [], jobIds: ['7'] });
    assert.equal(failure, down);
  });

  it('shows the first answer of a large label as it grows, at most every 250 ms', async () => {
    const store = new JobStore(() => 0);
    store.track(['lot'], []);
    const sizes: number[] = [];
    store.onDidChange(() => sizes.push(store.size));
    let time = 0;
    const jobs = Array.from({ length: 1000 }, (_, index) => job(`job-${index}`));
    let taken = 0;
    const { api } = fake((_label, _signal, onProgress) => {
      for (let received = 100; received < 1000; received += 100) {
        time += 100;
        onProgress?.((): LabelAnswer => {
          const more = jobs.slice(taken, received);
          taken = received;
          return labelAnswer(more, { complete: false });
        }, received - taken);
      }
      return Promise.resolve(labelAnswer(jobs));
    });
    const plan = { passes: ['lot'], pages: [], jobIds: [] };
    await run(api, store, () => time).execute(plan);
    assert.deepEqual(sizes, [100, 400, 700, 1000]);
    assert.deepEqual(
      store.label('lot')?.jobIds,
      jobs.map(({ id }) => id),
    );
    assert.equal(store.label('lot')?.aligned, true);
    sizes.length = taken = 0;
    await run(api, store, () => time).execute(plan);
    assert.deepEqual(sizes, []);
  });

  it('hands on what a quick server brings before it is too much, however soon', async () => {
    const store = new JobStore(() => 0);
    store.track(['lot'], []);
    const waiting: number[] = [];
    const { api } = fake((_label, _signal, onProgress) => {
      const take = (): LabelAnswer => (waiting.push(waits), (waits = 0), labelAnswer([], { complete: false }));
      let waits = 0;
      for (let page = 0; page < 120; page++) onProgress?.(take, (waits += 100));
      return Promise.resolve(labelAnswer([]));
    });
    await run(api, store).execute({ passes: ['lot'], pages: [], jobIds: [] });
    assert.deepEqual(waiting, [100, ...Array.from({ length: 11 }, () => 1000)]);
  });

  it('hands the store no more than two thousand jobs at once, though many labels answer', async () => {
    const store = new JobStore(() => 0);
    const labels = Array.from({ length: 10 }, (_, index) => `lot ${index}`);
    store.track(labels, []);
    const jobsOf = (label: string) => Array.from({ length: 2000 }, (_, index) => job(`${label}-${index}`));
    const { api } = fake((label) => Promise.resolve(labelAnswer(jobsOf(label))));
    const plan = { passes: labels, pages: [], jobIds: [] };
    await run(api, store).execute(plan);
    const batches: number[] = [];
    const apply = (batch: Parameters<JobStore['apply']>[0]): void => {
      const answers = [...(batch.labels?.values() ?? [])];
      batches.push(answers.reduce((sum, answer) => sum + (answer instanceof Failure ? 0 : answer.jobs.length), 0));
    };
    const { signal } = new AbortController();
    await new PollRun({ api, store, memory: new PollMemory(), apply, signal, now: () => 0 }).execute(plan);
    assert.deepEqual(
      batches,
      labels.map(() => 2000),
    );
  });

  it('hands the store changes of few labels at once, though single jobs of many answer', async () => {
    const [labels, size] = [100, 500];
    const names = Array.from({ length: labels }, (_, index) => `lot-${index}`);
    const store = new JobStore(() => 0);
    store.track(names, []);
    for (const label of names) {
      const jobs = Array.from({ length: size }, (_, index) => job(`${label}-${index}`));
      store.apply({ labels: new Map([[label, labelAnswer(jobs)]]) });
    }
    const api = { job: (id: string) => Promise.resolve(jobAnswer(job(id, 'completed'))) } as unknown as StatusApi;
    const batches: number[] = [];
    const apply = (batch: Parameters<JobStore['apply']>[0]): void =>
      void batches.push(new Set([...(batch.jobs?.keys() ?? [])].flatMap((id) => store.job(id)?.under ?? [])).size);
    const { signal } = new AbortController();
    const deps = { api, store, memory: new PollMemory(), apply, signal, now: () => 0 };
    await new PollRun(deps).execute({ passes: [], pages: [], jobIds: names.map((label) => `${label}-7`) });
    assert.deepEqual(batches, [21, 21, 21, 21, 16]);
    // Of one label, however large, all jobs are one batch.
    batches.length = 0;
    await new PollRun(deps).execute({ passes: [], pages: [], jobIds: [1, 2, 3].map((place) => `lot-0-${place}`) });
    assert.deepEqual(batches, [1]);
  });

  it('takes a long answer in slices, shown before or not, and each job of it once', async () => {
    const server = new ModelServer();
    for (let place = 0; place < 4500; place++) server.add('lot', { id: `job-${place}`, status: 'pending' });
    let time = 0;
    const store = new JobStore(() => time);
    store.track(['lot'], []);
    const passes: number[][] = [];
    store.onDidChange(({ jobs }) => passes.at(-1)?.push(jobs.size));
    const pass = async (status: string): Promise<void> => {
      for (const entry of server.jobs.values()) entry.status = status;
      passes.push([]);
      await run(server.client(), store, () => ++time).execute({ passes: ['lot'], pages: [], jobIds: [] });
    };
    await pass('pending');
    await pass('completed');
    assert.deepEqual(passes, [
      [100, 1000, 1000, 1000, 1000, 400],
      [1000, 1000, 1000, 1000, 500],
    ]);
    assert.deepEqual([store.size, store.label('lot')?.complete], [4500, true]);
    server.add('lot', { id: 'first', status: 'pending' }, 0);
    await pass('failed');
    assert.equal(store.job('first')?.status, 'failed');
    assert.deepEqual(store.label('lot')?.jobIds, server.ids('lot'));
  });
});
