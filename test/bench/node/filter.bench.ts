import type { TrackedJob } from '../../../src/core/jobs/job';
import { alternate, timed } from '../harness/alternate';
import type { Measures } from '../harness/measures';
import { report } from '../harness/report';
import { ratioOf } from '../harness/statistics';
import { trackedWorld } from '../harness/trackedWorld';

/** What is typed, letter by letter: first letters that all labels have, that few labels have, and that all ids have and no label. */
const typed = ['-0042', '42', 'job-0042'];

/** Typing a text filter over 100,000 jobs in 200 labels: until it is known what each label shows, and how many. */
async function measure(): Promise<Measures> {
  const world = await trackedWorld({ labels: 200, jobsPerLabel: 500, failed: 5000 });
  const jobs: readonly TrackedJob[] = [...world.store.jobs()];
  const letters = typed.flatMap((word) => Array.from(word, (_, index) => word.slice(0, index + 1)));
  const type = (text: string): void => {
    world.lay({ filter: { groups: [], text } });
    world.groups.totals();
    world.groups.top();
  };
  const ours = (): Promise<number> => timed(() => letters.forEach(type));
  let found = 0;
  const beside = (): Promise<number> =>
    timed(() => {
      for (const text of letters) found = jobs.filter(({ id }) => id.includes(text)).length;
    });
  const samples = await alternate({ ours, beside, runs: 15, warmUp: 3 });
  if (world.groups.totals().shown !== found) throw new Error('The two filters find different jobs.');
  return { filter: { ...ratioOf(samples), note: `${letters.length} letters typed` } };
}

export const run = (): Promise<void> => report(measure);
