import type { TrackedJob } from '../../../src/core/jobs/job';
import { drained } from '../../../src/core/jobs/jobTotals';
import { alternate, timed } from '../harness/alternate';
import type { Measures } from '../harness/measures';
import { report } from '../harness/report';
import { ratioOf } from '../harness/statistics';
import { trackedWorld } from '../harness/trackedWorld';

/** What is typed, letter by letter: first letters that all labels have, that few labels have, and that all ids have and no label. */
const typed = ['-0042', '42', 'car-0042'];

/** Typing a text filter over 100,000 jobs in 200 labels: until it is known what each label shows, how many, and what that moved. */
async function measure(): Promise<Measures> {
  const world = await trackedWorld({ labels: 200, jobsPerLabel: 500, failed: 5000 });
  const jobs: readonly TrackedJob[] = [...world.store.jobs()];
  const letters = typed.flatMap((word) => Array.from(word, (_, index) => word.slice(0, index + 1)));
  const type = (text: string): void => {
    world.lay({ filter: { groups: [], text } });
    // As `Relayout` does, without its rests.
    drained(world.groups.prepare());
    drained(world.groups.moved());
    world.groups.totals();
    world.groups.top();
  };
  const ours = (): Promise<number> => timed(() => letters.forEach(type));
  const find = (text: string): number => jobs.filter(({ id }) => id.includes(text)).length;
  let found = 0;
  const beside = (): Promise<number> =>
    timed(() => {
      for (const text of letters) found = find(text);
    });
  const samples = await alternate({ ours, beside, runs: 15, warmUp: 3 });
  if (found === 0) throw new Error('The last text finds nothing.');
  for (const text of letters) {
    type(text);
    // A label that has the text shows all its jobs.
    const has = ({ id, under }: TrackedJob): boolean => [id, ...under].some((each) => each.includes(text));
    if (world.groups.totals().shown !== jobs.filter(has).length) throw new Error(`Other jobs have ${text}.`);
  }
  return { filter: { ...ratioOf(samples), note: `${letters.length} letters typed` } };
}

export const run = (): Promise<void> => report(measure);
