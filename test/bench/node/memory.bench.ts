import { TreeWorld } from '../../fakes/treeWorld';
import { alternate } from '../harness/alternate';
import { makeAnswers } from '../harness/answers';
import type { Measures } from '../harness/measures';
import { bytesOf, readAnswers } from '../harness/readAnswers';
import { report } from '../harness/report';
import { ratioOf, short } from '../harness/statistics';

const size = { labels: 200, jobsPerLabel: 500 };
const count = size.labels * size.jobsPerLabel;

/**
 * Bytes that stay in use for each of 100,000 tracked jobs, with all that the closed tree counts of them, beside the bare
 * objects that `JSON.parse` makes. What every label's rows take when all 200 are open is told as well.
 */
async function measure(): Promise<Measures> {
  const pages = bytesOf(makeAnswers(size));
  const decoder = new TextDecoder();
  const ours = (): Promise<number> => retainedPerJob(() => trackedTree(pages));
  const beside = (): Promise<number> =>
    retainedPerJob(() =>
      [...pages.values()].flat().flatMap((bytes) => (JSON.parse(decoder.decode(bytes)) as { jobs: object[] }).jobs),
    );
  const samples = await alternate({ ours, beside, runs: 5 });
  const open = await retainedPerJob(() => trackedTree(pages, { isOpen: true }));
  const note = `${short(open)} bytes with each of the ${size.labels} labels open`;
  return { memory: { ...ratioOf(samples, 'bytes a job'), note } };
}

type Pages = Parameters<typeof readAnswers>[0];

/** @param isOpen the rows of each label were read, too */
async function trackedTree(pages: Pages, { isOpen = false } = {}): Promise<TreeWorld> {
  const { labels } = makeAnswers({ ...size, jobsPerLabel: 0 });
  const world = new TreeWorld({ paints: false });
  const { store, groups } = world;
  store.track(labels, []);
  store.apply({ labels: await readAnswers(pages) });
  groups.top();
  groups.totals();
  for (const label of labels) {
    const { rows } = groups.view({ label });
    if (isOpen) rows.page(0);
  }
  if (store.size !== count) throw new Error(`${store.size} of ${count} jobs are there.`);
  return world;
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
  // Outside of V8's heap lies what typed arrays hold.
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

export const run = (): Promise<void> => report(measure);
