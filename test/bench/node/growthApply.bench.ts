import { TreeWorld } from '../../fakes/treeWorld';
import { alternate, timed, type Arm } from '../harness/alternate';
import { makeAnswers } from '../harness/answers';
import type { Measures } from '../harness/measures';
import { bytesOf, readAnswers } from '../harness/readAnswers';
import { report } from '../harness/report';
import { ratioOf } from '../harness/statistics';

/** Taking a new answer costs so much a job, in µs: of 100,000 jobs beside 10,000, with one in a thousand changed. */
async function measure(): Promise<Measures> {
  const samples = await alternate({ ours: applying(200), beside: applying(20), runs: 9, warmUp: 3 });
  return { 'growth-apply': ratioOf(samples, 'µs a job') };
}

function applying(labels: number): Arm {
  const size = { labels, jobsPerLabel: 500 };
  const jobs = size.labels * size.jobsPerLabel;
  const failed = jobs / 1000;
  const versions = [bytesOf(makeAnswers(size)), bytesOf(makeAnswers({ ...size, failed }))];
  const world = new TreeWorld();
  world.store.track(makeAnswers({ ...size, jobsPerLabel: 0 }).labels, []);
  world.groups.top();
  let turn = 0;
  return async () => {
    const answer = versions[turn++ % 2] ?? new Map<string, Uint8Array[]>();
    let changed = 0;
    const ms = await timed(async () => {
      changed = world.store.apply({ labels: await readAnswers(answer) }).jobs.size;
      world.groups.top();
      world.groups.totals();
    });
    if (turn > 1 && changed !== failed) throw new Error(`${changed} jobs changed, not ${failed}.`);
    if (world.groups.totals().shown !== jobs) throw new Error('Not all jobs are there.');
    return (ms * 1000) / jobs;
  };
}

export const run = (): Promise<void> => report(measure);
