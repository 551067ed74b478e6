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
  const element = tree.element({ kind: 'label', label: open });
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
  const loaded = rows(inside, element).length;
  const repaint = new Repaints(inside, row);
  // Not those that stand under the open label, too.
  const closed = labels.slice(10, 13).flatMap((label) => {
    const jobs = store.jobsOf(label).filter(({ under }) => under.length === 1);
    return jobs.slice(0, 17).map(turned);
  });
  const fifty = closed.slice(0, 50);
  const renamed = store.jobsOf(open).slice(0, 50);
  const steady = renamed.map((job) => ({ ...job, labels: [...job.labels, 'elsewhere'] }));
  const moved = store.jobsOf(open).slice(100, 150).map(turned);
  const touched = new Set(moved.flatMap(({ id }) => store.job(id)?.under ?? [])).size;
  return {
    'repaint-collapsed': await repaint.of(fifty, 3),
    'repaint-steady': await repaint.of(steady, 50),
    'repaint-counts': await repaint.of(moved, touched + loaded),
  };
}

class Repaints {
  constructor(
    private readonly inside: Services,
    private readonly selected: string,
  ) {}

  /** @param goal the most rows that may be read */
  async of(changed: readonly Job[], goal: number): Promise<Measure> {
    const { store, tree } = this.inside;
    const closed: string[] = [];
    const heard = tree.view.onDidCollapseElement(({ element }) => closed.push(element));
    const counts = await repaintsOf(this.inside, () => store.apply({ seen: changed }));
    heard.dispose();
    if (closed.length > 0) throw new Error('An open row was closed.');
    if (totalOf(counts) === 0) throw new Error('Nothing was read anew: the change did not come to the screen.');
    if (tree.view.selection[0] !== this.selected) throw new Error('The selection was lost.');
    const twice = [...counts.values()].filter((each) => each > 1).length;
    if (twice > 0) throw new Error(`${twice} rows were read more than once for one change.`);
    const ours = `${totalOf(counts)} rows read for ${changed.length} jobs, each once`;
    say(ours);
    return { value: totalOf(counts), ours, goal };
  }
}

export const run = (): Promise<void> => report(measure);
