import { TreeWorld } from '../../fakes/treeWorld';
import { alternate, timed } from '../harness/alternate';
import { bytesOf, readAnswers } from '../harness/readAnswers';
import { makeAnswers } from '../harness/answers';
import type { Measures } from '../harness/measures';
import { report } from '../harness/report';
import { ratioOf } from '../harness/statistics';

const size = { labels: 200, jobsPerLabel: 500 };
/** Of one answer, and not of the next. */
const failed = 100;
/** In some of the labels, of which all jobs are shown then, and in the ids of some jobs of the others. */
const someJobs = '5';

/** A new answer for 100,000 jobs, of which 100 changed: from the bytes to what must be repainted, under a filter. */
async function measure(): Promise<Measures> {
  const versions = [bytesOf(makeAnswers(size)), bytesOf(makeAnswers({ ...size, failed }))];
  const world = new TreeWorld();
  world.store.track(makeAnswers({ ...size, jobsPerLabel: 0 }).labels, []);
  world.lay({ filter: { groups: [], text: someJobs } });
  let [turn, changed] = [0, 0];
  const ours = (): Promise<number> => {
    const answer = versions[turn++ % 2] ?? new Map<string, Uint8Array[]>();
    return timed(async () => {
      const { jobs } = world.store.apply({ labels: await readAnswers(answer) });
      show(world);
      changed = jobs.size;
    });
  };
  const beside = (): Promise<number> => timed(() => parseOnly(versions[turn % 2]));
  const samples = await alternate({ ours, beside, runs: 9, warmUp: 3 });
  if (changed !== failed) throw new Error(`${changed} jobs changed: the answers are not what they should be.`);
  const { shown } = world.groups.totals();
  if (shown === 0 || shown === world.store.size)
    throw new Error(`The filter shows ${shown} of ${world.store.size} jobs.`);
  return { apply: ratioOf(samples) };
}

/** What the view reads after a change: what stands at the top, all counts, and a label that is open. */
function show(world: TreeWorld): void {
  const [first] = world.groups.top().groups;
  world.groups.totals();
  if (first) world.rows(first);
}

/** The floor: the answers as JSON, and their jobs by id. */
function parseOnly(answer: ReadonlyMap<string, readonly Uint8Array[]> | undefined): ReadonlyMap<string, unknown> {
  const decoder = new TextDecoder();
  const byId = new Map<string, unknown>();
  for (const pages of answer?.values() ?? []) {
    for (const bytes of pages) {
      const { jobs } = JSON.parse(decoder.decode(bytes)) as { jobs: { job_id: string }[] };
      for (const job of jobs) byId.set(job.job_id, job);
    }
  }
  return byId;
}

export const run = (): Promise<void> => report(measure);
