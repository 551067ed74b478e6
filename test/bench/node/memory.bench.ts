import { JobStore } from '../../../src/core/jobs/jobStore';
import { alternate } from '../harness/alternate';
import { makeAnswers } from '../harness/answers';
import type { Measures } from '../harness/measures';
import { bytesOf, readAnswers } from '../harness/readAnswers';
import { report } from '../harness/report';
import { ratioOf } from '../harness/statistics';

const size = { labels: 200, jobsPerLabel: 500 };
const count = size.labels * size.jobsPerLabel;

/** Bytes that stay in use for each of 100,000 tracked jobs, beside the bare objects that `JSON.parse` makes. */
async function measure(): Promise<Measures> {
  const { labels } = makeAnswers({ ...size, jobsPerLabel: 0 });
  const pages = bytesOf(makeAnswers(size));
  const decoder = new TextDecoder();
  const ours = (): Promise<number> =>
    retainedPerJob(async () => {
      const store = new JobStore(() => 0);
      store.track(labels, []);
      store.apply({ labels: await readAnswers(pages) });
      // Each label was shown or counted: its list of jobs is kept, too.
      for (const label of labels) store.jobsOf(label);
      if (store.size !== count) throw new Error(`${store.size} of ${count} jobs are there.`);
      return store;
    });
  const beside = (): Promise<number> =>
    retainedPerJob(() =>
      [...pages.values()].flat().flatMap((bytes) => (JSON.parse(decoder.decode(bytes)) as { jobs: object[] }).jobs),
    );
  const samples = await alternate({ ours, beside, runs: 5 });
  return { memory: ratioOf(samples, 'bytes a job') };
}

/** Makes it, and weighs it while it is held. */
async function retainedPerJob(make: () => unknown): Promise<number> {
  const before = bytesInUse();
  const held = await make();
  const bytes = bytesInUse() - before;
  if (held === undefined) throw new Error('Nothing was made.');
  return bytes / count;
}

function bytesInUse(): number {
  const { gc } = globalThis as { gc?: () => void };
  if (!gc) throw new Error('Node must run with --expose-gc.');
  for (let times = 0; times < 3; times++) gc();
  return process.memoryUsage().heapUsed;
}

export const run = (): Promise<void> => report(measure);
