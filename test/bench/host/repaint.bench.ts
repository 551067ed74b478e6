import type { Job } from '../../../src/core/jobs/job';
import type { Services } from '../../../src/vscode/services';
import { rows } from '../../integration/harness/inside';
import { repaintsOf, totalOf } from '../../integration/harness/repaints';
import { rest, signIn, until } from '../harness/hostWorld';
import type { Measure, Measures } from '../harness/measures';
import { report, say } from '../harness/report';
import { startSampleProcess, type SampleProcess } from '../harness/sampleProcess';

/** The job as it would be after the opposite end. */
const turned = (job: Job): Job => ({ ...job, status: job.status === 'failed' ? 'completed' : 'failed' });

/** Rows that VS Code reads anew when 50 of 30,000 jobs change: counted, the same each time. */
async function measure(): Promise<Measures> {
  const server = startSampleProcess({ jobs: 30_000, labels: 30 });
  try {
    return await count(await signIn({ Calm: server }), server);
  } finally {
    await server.end();
  }
}

async function count(inside: Services, server: SampleProcess): Promise<Measures> {
  const { labels } = await server.facts();
  const { store, tree, tracked } = inside;
  await tracked.trackLabels(labels);
  await until('all labels are there', () => store.labels.every(({ complete }) => complete));
  const open = labels[0] ?? '';
  const element = labelRow(inside, open);
  await tree.view.reveal(element, { expand: true });
  const row = rows(inside, element).find(({ contextValue }) => contextValue.startsWith('job'))?.element ?? '';
  await tree.view.reveal(row, { select: true });
  // The row "Labels seen, not tracked" comes to the top once; that is another matter.
  store.apply({
    seen: store
      .jobsOf(labels[1] ?? '')
      .slice(0, 1)
      .map((job) => ({ ...job, labels: ['elsewhere'] })),
  });
  await rest(3000);
  const repaint = new Repaints(inside, { row, open, closed: labels[10] ?? '' });
  // Not those that stand under the open label, too.
  const below = labels.slice(10, 13).flatMap((label) => {
    const jobs = store.jobsOf(label).filter(({ under }) => under.length === 1);
    return jobs.slice(0, 17).map(turned);
  });
  const renamed = store.jobsOf(open).slice(0, 50);
  const steady = renamed.map((job) => ({ ...job, labels: [...job.labels, 'elsewhere'] }));
  const moved = store.jobsOf(open).slice(100, 150).map(turned);
  const jobRows = (jobs: readonly Job[]): string[] =>
    jobs.map(({ id }) => tree.element({ kind: 'job', label: open, jobId: id }));
  const touched = labelRows(inside, moved);
  const goal = touched.length + (await repaint.read()).length;
  return {
    'repaint-collapsed': await repaint.of(below.slice(0, 50), labelRows(inside, below)),
    'repaint-steady': await repaint.of(steady, jobRows(steady)),
    'repaint-counts': { ...(await repaint.of(moved, [...touched, ...jobRows(moved)])), goal },
  };
}

const labelRow = ({ tree }: Services, label: string): string => tree.element({ kind: 'label', label });

/** Of all labels that these jobs stand under. */
function labelRows(inside: Services, jobs: readonly Job[]): string[] {
  const labels = new Set(jobs.flatMap(({ id }) => inside.store.job(id)?.under ?? []));
  return [...labels].map((label) => labelRow(inside, label));
}

/** What must be as it was after each change. */
interface Kept {
  /** The one that is selected. */
  readonly row: string;
  /** The label whose rows are shown, that one among them. */
  readonly open: string;
  /** One whose rows are not. */
  readonly closed: string;
}

class Repaints {
  constructor(
    private readonly inside: Services,
    private readonly kept: Kept,
  ) {}

  /** @param stale rows that say something else after the change: each must be read */
  async of(changed: readonly Job[], stale: readonly string[]): Promise<Measure> {
    const { store, tree } = this.inside;
    const toggled: string[] = [];
    const heard = [tree.view.onDidCollapseElement, tree.view.onDidExpandElement].map((event) =>
      event(({ element }) => toggled.push(element)),
    );
    const counts = await repaintsOf(this.inside, () => store.apply({ seen: changed }));
    heard.forEach((each) => void each.dispose());
    if (toggled.length > 0) throw new Error('A row was opened or closed.');
    const missed = stale.filter((each) => !counts.has(each)).length;
    if (missed > 0) throw new Error(`${missed} of ${stale.length} rows were not read: the screen is stale.`);
    const twice = [...counts.values()].filter((each) => each > 1).length;
    if (twice > 0) throw new Error(`${twice} rows were read more than once for one change.`);
    await this.read();
    const ours = `${totalOf(counts)} rows read for ${changed.length} jobs, each once`;
    say(ours);
    return { value: totalOf(counts), ours, note };
  }

  /**
   * Rejects unless the same row is selected, the open label is open, and the closed one is closed: VS Code reads the rows
   * below a label that is repainted where they are shown.
   *
   * @returns all rows below the open label that it has loaded
   */
  async read(): Promise<readonly string[]> {
    const { tree } = this.inside;
    const { row, open, closed } = this.kept;
    const { selection } = tree.view;
    if (selection.length !== 1 || selection[0] !== row) throw new Error('The selection was lost.');
    const counts = await repaintsOf(this.inside, () =>
      tree.repaint([open, closed].map((label) => ({ kind: 'label', label }))),
    );
    const below = (label: string): string[] =>
      [...counts.keys()].filter((element) => tree.getParent(element) === labelRow(this.inside, label));
    if (!below(open).includes(row)) throw new Error('The open label was closed.');
    if (below(closed).length > 0) throw new Error('A closed label was opened.');
    return below(open);
  }
}

/** An extension host is not told how far its view is scrolled. */
const note =
  'the selection and what is open are looked at after each change; how far the view is scrolled is not told to an extension: “a tree that somebody has scrolled” in test/e2e/scroll.test.ts looks at it';

export const run = (): Promise<void> => report(measure);
