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
const warmUp = 3;

type Pages = Parameters<typeof readAnswers>[0];

/** A new answer for 100,000 jobs, of which 100 changed: from the bytes to what must be repainted, under a filter. */
async function measure(): Promise<Measures> {
  const versions = [bytesOf(makeAnswers(size)), bytesOf(makeAnswers({ ...size, failed }))] as const;
  const world = new TreeWorld();
  world.store.track(makeAnswers({ ...size, jobsPerLabel: 0 }).labels, []);
  world.lay({ filter: { groups: [], text: someJobs } });
  // Both arms of a round read the same answer, and each round another one than the round before.
  let answer: Pages = versions[0];
  const changed: number[] = [];
  const ours = (): Promise<number> =>
    timed(async () => {
      const { jobs } = world.store.apply({ labels: await readAnswers(answer) });
      show(world);
      changed.push(jobs.size);
    });
  const beside = async (): Promise<number> => {
    let byId: ReadonlyMap<string, unknown> = new Map();
    const ms = await timed(() => (byId = parseOnly(answer)));
    if (byId.size !== world.store.size) throw new Error(`The peer has ${byId.size} of ${world.store.size} jobs.`);
    return ms;
  };
  const onPair = (pair: number): void => void (answer = versions[(pair + warmUp) % 2 === 0 ? 0 : 1]);
  const samples = await alternate({ ours, beside, runs: 9, warmUp, onPair });
  // The first answer brought all of them.
  const other = changed.slice(1).find((each) => each !== failed);
  if (other !== undefined) throw new Error(`${other} jobs changed: the answers are not what they should be.`);
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
function parseOnly(answer: Pages): ReadonlyMap<string, unknown> {
  const decoder = new TextDecoder();
  const byId = new Map<string, unknown>();
  for (const pages of answer.values()) {
    for (const bytes of pages) {
      const { jobs } = JSON.parse(decoder.decode(bytes)) as { jobs: { job_id: string }[] };
      for (const job of jobs) byId.set(job.job_id, job);
    }
  }
  return byId;
}

export const run = (): Promise<void> => report(measure);
