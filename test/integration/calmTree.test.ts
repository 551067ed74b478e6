import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Job } from '../../src/core/jobs/job';
import { pageSize } from '../../src/core/jobs/scale';
import { commandIds } from '../../src/vscode/contributions';
import type { Services } from '../../src/vscode/services';
import { enterWorld, rows, services, until, type TestWorld } from './harness/inside';
import { repaintsOf, totalOf } from './harness/repaints';

/** The job as it would be after the opposite end. */
const turned = (job: Job): Job => ({ ...job, status: job.status === 'failed' ? 'completed' : 'failed' });

describe('a calm tree in the editor', () => {
  let inside: Services;
  let world: TestWorld;
  const label = (index: number): string =>
    inside.tree.element({ kind: 'label', label: world.server.labels[index] ?? '' });
  /** Elements of the labels that these jobs stand under. */
  const labelsOf = (jobs: readonly Pick<Job, 'id'>[]): string[] => {
    const labels = new Set(jobs.flatMap(({ id }) => inside.store.job(id)?.under ?? []));
    return [...labels].map((each) => inside.tree.element({ kind: 'label', label: each })).sort();
  };
  /** True for a job that does not stand under the label that is open. */
  const isClosed = (job: Job): boolean => !labelsOf([job]).includes(label(0));
  /** The rows below a label that VS Code reads when the label's own row is repainted: it reads those of an open label only. */
  const readBelow = async (index: number): Promise<readonly string[]> => {
    const counts = await repaintsOf(inside, () =>
      inside.tree.repaint([{ kind: 'label', label: world.server.labels[index] ?? '' }]),
    );
    assert.ok(counts.has(label(index)));
    return [...counts.keys()].filter((element) => element !== label(index));
  };
  const jobsOf = (index: number): readonly Job[] => inside.store.jobsOf(world.server.labels[index] ?? '');

  before(async function () {
    this.timeout(60_000);
    inside = await services();
    await vscode.commands.executeCommand('bannerJobs.jobs.focus');
    world = await enterWorld('Calm', { jobs: 30_000, labels: 30, alive: false });
    await vscode.workspace
      .getConfiguration()
      .update('bannerJobs.polling.enabled', false, vscode.ConfigurationTarget.Global);
    await vscode.workspace
      .getConfiguration()
      .update('bannerJobs.details', 'whenOpened', vscode.ConfigurationTarget.Global);
    await inside.tracked.trackLabels(world.server.labels);
    await vscode.commands.executeCommand(commandIds.refresh);
    await until('all are there', () => inside.store.labels.every((state) => state.complete));
  });
  after(async () => {
    await vscode.workspace
      .getConfiguration()
      .update('bannerJobs.polling.enabled', undefined, vscode.ConfigurationTarget.Global);
    await vscode.workspace
      .getConfiguration()
      .update('bannerJobs.details', undefined, vscode.ConfigurationTarget.Global);
    await world.server.close();
  });

  it('repaints nothing, and keeps selection and expansion, over 100 refreshes of a label that bring nothing new', async function () {
    this.timeout(120_000);
    const element = label(0);
    await inside.tree.view.reveal(element, { expand: true });
    const row = rows(inside, element).find((each) => each.contextValue.startsWith('job'))?.element ?? '';
    await inside.tree.view.reveal(row, { select: true });
    await until('the row is selected', () => inside.tree.view.selection[0] === row);
    await new Promise((resolve) => setTimeout(resolve, 2500));
    const counts = await repaintsOf(inside, async () => {
      for (let times = 0; times < 100; times++)
        await inside.poller.refresh({ kind: 'label', label: world.server.labels[0] ?? '' }, true);
    });
    assert.deepEqual([totalOf(counts), inside.tree.view.selection], [0, [row]]);
    assert.ok((await readBelow(0)).includes(row), 'the label is still open');
    assert.deepEqual(await readBelow(1), [], 'another one is still closed');
  });

  it('keeps selection and expansion over 100 refreshes that change jobs of an open label', async function () {
    this.timeout(60_000);
    const { selection } = inside.tree.view;
    assert.equal(selection.length, 1);
    const collapsed: string[] = [];
    const heard = inside.tree.view.onDidCollapseElement(({ element }) => collapsed.push(element));
    for (let times = 0; times < 100; times++) {
      inside.store.apply({ seen: [turned(jobsOf(0)[200 + times]!)] });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await new Promise((resolve) => setTimeout(resolve, 2500));
    heard.dispose();
    assert.deepEqual([inside.tree.view.selection, collapsed], [selection, []]);
    assert.ok((await readBelow(0)).includes(selection[0] ?? ''), 'the label is still open');
  });

  it('fault 53: repaints 50 jobs alone where their label says the same of them', async () => {
    const changed = jobsOf(0)
      .slice(0, 50)
      .map((job) => ({ ...job, labels: [...job.labels, 'elsewhere'] }));
    await inside.tree.view.reveal(label(0), { expand: true });
    // The row "Labels seen, not tracked" comes to the top once; that is another matter.
    inside.store.apply({ seen: [{ ...jobsOf(1)[0]!, labels: ['elsewhere'] }] });
    await new Promise((resolve) => setTimeout(resolve, 2500));
    const counts = await repaintsOf(inside, () => inside.store.apply({ seen: changed }));
    const place = { kind: 'job', label: world.server.labels[0] ?? '' } as const;
    const elements = changed.map(({ id }) => inside.tree.element({ ...place, jobId: id }));
    assert.deepEqual([[...counts.keys()].sort(), totalOf(counts)], [elements.sort(), 50]);
  });

  it('repaints the list of labels that are seen and not tracked when one comes, and one alone when more jobs carry it', async () => {
    const carry = (job: Job | undefined): unknown =>
      inside.store.apply({ seen: [{ ...job!, labels: [...job!.labels, 'newcomer'] }] });
    const found = inside.tree.element({ kind: 'found' });
    await inside.tree.view.reveal(found, { expand: true });
    const [first, second] = jobsOf(20).filter(isClosed);
    const newcomer = inside.tree.element({ kind: 'foundLabel', label: 'newcomer' });
    const coming = await repaintsOf(inside, () => carry(first));
    assert.deepEqual([coming.get(found), coming.get(newcomer)], [1, 1]);
    const counting = await repaintsOf(inside, () => carry(second));
    assert.deepEqual([...counting.keys()], [newcomer]);
    assert.equal(inside.tree.getTreeItem(newcomer).description, '2 tracked jobs');
  });

  it('fault 53: repaints the rows of collapsed labels alone where their jobs change', async () => {
    const changed = [10, 11, 12].flatMap((index) => jobsOf(index).filter(isClosed).slice(0, 17).map(turned));
    const counts = await repaintsOf(inside, () => inside.store.apply({ seen: changed }));
    const touched = labelsOf(changed);
    assert.ok(touched.length >= 3);
    assert.deepEqual([[...counts.keys()].sort(), totalOf(counts)], [touched, touched.length]);
  });

  it('fault 53: reads an open label once where its counts change, each of its rows once', async () => {
    const loaded = rows(inside, label(0)).map(({ element }) => element);
    const { selection } = inside.tree.view;
    const changed = jobsOf(0).slice(100, 150).map(turned);
    const counts = await repaintsOf(inside, () => inside.store.apply({ seen: changed }));
    const touched = [...new Set([...loaded, ...labelsOf(changed)])];
    assert.deepEqual([[...counts.keys()].sort(), totalOf(counts)], [touched.sort(), touched.length]);
    assert.deepEqual(inside.tree.view.selection, selection);
  });
});

describe('a label of 20,000 jobs in the editor', () => {
  let inside: Services;
  let world: TestWorld;

  before(async function () {
    this.timeout(60_000);
    inside = await services();
    await vscode.commands.executeCommand('bannerJobs.jobs.focus');
    world = await enterWorld('Large', { jobs: 20_000, labels: 1, alive: false });
    await inside.tracked.trackLabels(world.server.labels);
    await until('all are there', () => inside.store.labels[0]?.complete === true);
  });
  after(() => world.server.close());

  /** The pages below a row, and the row with those that follow them. */
  const pagesBelow = (element: string | undefined) => {
    const below = rows(inside, element);
    const more = below.filter((row) => row.icon === 'ellipsis');
    return { pages: below.filter((row) => row.icon === 'list-ordered'), more };
  };

  it('comes in pages, a few and then more below one row, of each the first open', () => {
    const [top] = rows(inside);
    let from = top?.element;
    const seen: string[][] = [];
    for (let depth = 0; depth < 4; depth++) {
      const { pages, more } = pagesBelow(from);
      seen.push([...pages, ...more].map(({ label }) => label));
      for (const page of pages) assert.equal(rows(inside, page.element).length, pageSize);
      const states = [...pages, ...more].map(({ element }) => inside.tree.getTreeItem(element).collapsibleState);
      assert.equal(states[0], vscode.TreeItemCollapsibleState.Expanded);
      assert.ok(states.slice(1).every((state) => state === vscode.TreeItemCollapsibleState.Collapsed));
      from = more[0]?.element;
    }
    assert.deepEqual(seen, [
      ['1 to 2,000', '2,001 to 4,000', '4,001 to 6,000', '6,001 to 20,000'],
      ['6,001 to 8,000', '8,001 to 10,000', '10,001 to 12,000', '12,001 to 20,000'],
      ['12,001 to 14,000', '14,001 to 16,000', '16,001 to 18,000', '18,001 to 20,000'],
      ['18,001 to 20,000'],
    ]);
  });

  it('shows the first rows of a page that opens, and all of them right after', async () => {
    const { tree } = inside;
    const label = tree.element({ kind: 'label', label: world.server.labels[0] ?? '' });
    const page = tree.element({ kind: 'page', label: world.server.labels[0] ?? '', index: 0 });
    await vscode.commands.executeCommand('workbench.actions.treeView.bannerJobs.jobs.collapseAll');
    // A label that nothing was read of since: VS Code asks for its rows when it opens.
    tree.showAll();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const read: number[] = [];
    const original = tree.getChildren.bind(tree);
    tree.getChildren = (element) => {
      const children = original(element);
      if (element === page) void Promise.resolve(children).then(({ length }) => read.push(length));
      return children;
    };
    try {
      await tree.view.reveal(label, { expand: 1, select: false });
      await until('all rows were read', () => read.includes(pageSize));
      assert.deepEqual(read, [64, pageSize]);
    } finally {
      tree.getChildren = original;
    }
  });

  it('is gone through to a job on a page that nobody has opened', async () => {
    let [from] = rows(inside);
    for (let [more] = pagesBelow(from?.element).more; more; [more] = pagesBelow(more.element).more) from = more;
    const last = rows(inside, pagesBelow(from?.element).pages.at(-1)?.element).at(-1);
    await vscode.commands.executeCommand(commandIds.goToJob, last?.label);
    await until('the row is selected', () => inside.tree.view.selection[0] === last?.element);
  });
});
