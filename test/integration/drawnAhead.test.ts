import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Failure } from '../../src/core/api/failure';
import { defaultArrangement } from '../../src/core/jobs/arrangement';
import type { Job } from '../../src/core/jobs/job';
import { pageSize } from '../../src/core/jobs/scale';
import { commandIds } from '../../src/vscode/contributions';
import type { Services } from '../../src/vscode/services';
import type { TreeNode } from '../../src/vscode/treeNode';
import { enterWorld, rows, services, until, type TestWorld } from './harness/inside';
import { setGlobal } from './harness/scripted';

/** What a row says to the right of its name, or its name where that is all it says. */
const said = ({ label, description }: vscode.TreeItem): unknown => (description === '' ? label : description);

/** Words of a failure that asks for so much patience that it stands as long as these tests run. */
const busy = (words: string): Failure => new Failure('rateLimited', words, { retryAfterMs: 600_000 });

describe('a tree of many jobs in the editor, whose rows are drawn before they are read,', () => {
  let inside: Services;
  let world: TestWorld;
  let label = '';
  /** Draws what is on the screen ahead, and does the work before VS Code reads any of it. */
  const onceDrawn = async <T>(work: () => T): Promise<T> => {
    const { relayout } = inside.tree;
    const done = new Promise<T>((resolve) => {
      const heard = relayout.onDidEnd(() => {
        heard.dispose();
        resolve(new Promise((worked) => worked(work())));
      });
    });
    relayout.begin();
    inside.tree.showAll();
    return done;
  };
  /** What a row says that was drawn ahead before the change. */
  const saidAfter = (node: TreeNode, change: () => void): Promise<unknown> =>
    onceDrawn(() => {
      change();
      return said(inside.tree.getTreeItem(inside.tree.element(node)));
    });
  /** A completed job whose row is on the screen. */
  const openJob = (): Job & { readonly row: TreeNode } => {
    const page: TreeNode = { kind: 'page', label, index: 0 };
    rows(inside, inside.tree.element({ kind: 'label', label }));
    rows(inside, inside.tree.element(page));
    const id = inside.groups.view({ label }).rows.page(0).at(-1) ?? '';
    const job = inside.store.job(id);
    assert.ok(job?.status === 'completed', job?.status);
    return { id, status: job.status, labels: job.labels, row: { kind: 'job', label, jobId: id } };
  };

  before(async function () {
    this.timeout(60_000);
    inside = await services();
    await vscode.commands.executeCommand('bannerJobs.jobs.focus');
    world = await enterWorld('Ahead', { jobs: 10_000, labels: 2, alive: false });
    [label = ''] = world.server.labels;
    await setGlobal('bannerJobs.polling.enabled', false);
    await setGlobal('bannerJobs.details', 'whenOpened');
    await inside.tracked.trackLabels(world.server.labels);
    await vscode.commands.executeCommand(commandIds.refresh);
    await until('all are there', () => inside.store.labels.every((state) => state.complete));
  });
  afterEach(async () => {
    inside.arrangement.set(defaultArrangement);
    inside.filter.clear();
    await inside.tree.relayout.settled();
  });
  after(async () => {
    inside.queue.reset();
    await setGlobal('bannerJobs.polling.enabled', undefined);
    await setGlobal('bannerJobs.details', undefined);
    await world.server.close();
  });

  it('shows a job as it is once it changed, not as it was drawn', async () => {
    const { row, ...job } = openJob();
    const turn = (): unknown => inside.store.apply({ seen: [{ ...job, status: 'processing' }] });
    assert.equal(await saidAfter(row, () => undefined), 'completed');
    assert.equal(await saidAfter(row, turn), 'running');
  });

  it('shows a job of which only a mark changed, possibly stuck or of its crops, as it is then', async () => {
    const { row, id } = openJob();
    const { tree, store } = inside;
    const details = store.details.bind(store);
    // A job's row looks at what is known of its results.
    const looksAfter = (change: () => void): Promise<number> =>
      onceDrawn(() => {
        change();
        let looks = 0;
        store.details = (of) => (looks++, details(of));
        tree.getTreeItem(tree.element(row));
        store.details = details;
        return looks;
      });
    assert.equal(await looksAfter(() => undefined), 0);
    assert.equal(await looksAfter(() => tree.repaintJobs([id])), 1);
  });

  it('shows a job as it is where the same change brings another row to the top', async () => {
    const { row, ...job } = openJob();
    const labels = [...job.labels, 'comes-to-the-top'];
    const turn = (): void => {
      // VS Code reads the rows at the top before those below them.
      void inside.tree.getChildren();
      assert.equal(inside.groups.top().hasFound, false);
      inside.store.apply({ seen: [{ ...job, status: 'processing', labels }] });
    };
    assert.equal(await saidAfter(row, turn), 'running');
    assert.equal(inside.groups.top().hasFound, true);
  });

  it('says below an opened job why its results are not there now, not why they were not', async () => {
    const { row, id } = openJob();
    inside.queue.pause(busy('The first reason.'));
    rows(inside, inside.tree.element(row));
    await until('it waits', () => inside.queue.failure(id) !== undefined);
    const note: TreeNode = { kind: 'note', label, jobId: id, note: 'failed' };
    assert.equal(await saidAfter(note, () => undefined), 'The first reason.');
    assert.equal(await saidAfter(note, () => inside.queue.pause(busy('The other reason.'))), 'The other reason.');
  });

  it('shows what another filter lets through from its choice on, though all is being laid out anew', async () => {
    openJob();
    const last: TreeNode = { kind: 'page', label, index: 2 };
    const completed = inside.store.jobsOf(label).filter(({ status }) => status === 'completed').length;
    assert.equal(
      await saidAfter(last, () => undefined),
      `4,001 to ${inside.store.jobsOf(label).length.toLocaleString('en')}`,
    );
    const choose = (): void => inside.filter.set({ groups: ['completed'], text: '' }, false);
    assert.equal(await saidAfter(last, choose), `4,001 to ${completed.toLocaleString('en')}`);
  });

  /** How many rows of jobs are drawn only as VS Code reads them, the next time after the work began that it asks for those of a page. */
  const drawnAsRead = async (page: string, work: () => unknown): Promise<number> => {
    const { tree, store } = inside;
    const original = { getChildren: tree.getChildren.bind(tree), details: store.details.bind(store) };
    let drawn = 0;
    let told: (drawn: number) => void = () => undefined;
    const asRead = new Promise<number>((resolve) => (told = resolve));
    // A job's row looks at what is known of its results.
    store.details = (id) => {
      drawn++;
      return original.details(id);
    };
    tree.getChildren = (of) => {
      if (of === page) {
        drawn = 0;
        // VS Code takes all the rows of an answer in the turn of that answer.
        setImmediate(() => told(drawn));
      }
      return original.getChildren(of);
    };
    try {
      await work();
      return await asRead;
    } finally {
      tree.getChildren = original.getChildren;
      store.details = original.details;
    }
  };

  it('has a page drawn in slices before VS Code asks for its rows: of a job that is gone to, and when it is repainted', async () => {
    const { tree, store, groups } = inside;
    const page = tree.element({ kind: 'page', label, index: 2 });
    const goal: TreeNode = { kind: 'job', label, jobId: groups.view({ label }).rows.page(2).at(-1) ?? '' };
    // VS Code asks for the row that it goes to a second time.
    assert.ok((await drawnAsRead(page, () => tree.reveal(goal))) <= 1);
    assert.equal(tree.view.selection[0], tree.element(goal));
    // Other jobs change until VS Code reads, as while a label is being loaded.
    const others = groups.view({ label }).rows.page(1).slice(0, 200);
    let changes = 0;
    const turnNext = (): void => {
      const job = store.job(others[changes++] ?? '');
      if (job) store.apply({ seen: [{ id: job.id, labels: job.labels, status: 'processing' }] });
    };
    const timer = setInterval(turnNext, 20);
    const drawn = await drawnAsRead(page, turnNext).finally(() => clearInterval(timer));
    // The status decides the order: as many other rows may stand on the page as jobs changed.
    assert.ok(drawn <= changes, `${drawn} rows, ${changes} changes`);
  });

  it('is read anew only where another filter or order moves rows', async () => {
    const { tree, filter, arrangement, groups } = inside;
    openJob();
    const labels = world.server.labels;
    const told: unknown[] = [];
    const heard = tree.onDidChangeTreeData((elements) => told.push(elements));
    // In whatever portions: VS Code is told of no more rows at a time than it reads fast.
    const after = async (change: () => void): Promise<unknown> => {
      change();
      await tree.settled();
      return told.splice(0).flat().sort();
    };
    const rowsOf = (...of: readonly string[]): string[] =>
      of.map((each) => tree.element({ kind: 'label', label: each }));
    // What was read of the other label is not on the screen: it is read once it is.
    await after(() => filter.set({ groups: [], text: label.slice(0, 1) }, false));
    assert.equal(groups.totals().shown, inside.store.size);
    assert.deepEqual(await after(() => filter.set({ groups: [], text: label.slice(0, 2) }, false)), []);
    assert.deepEqual(await after(() => filter.set({ groups: ['completed'], text: '' }, false)), rowsOf(...labels));
    // All of them are completed: by their ids they stand as they stood.
    assert.deepEqual(await after(() => arrangement.set({ sortBy: 'id' })), []);
    assert.deepEqual(await after(() => arrangement.set({ reversed: true })), rowsOf(label));
    assert.deepEqual(await after(() => filter.set({ groups: [], text: '', labels: [label] }, false)), [undefined]);
    heard.dispose();
  });

  it('is read anew at once where another window tracks one label more, and by status once it is laid out', async () => {
    const { tree, store, session, arrangement } = inside;
    const told: string[] = [];
    const heard = [
      store.onDidChange(({ tracked }) => tracked && told.push('the label is tracked')),
      tree.onDidChangeTreeData((elements) => elements ?? told.push(`all is read, ${layout()}`)),
    ];
    const layout = (): string => (tree.relayout.isBusy ? 'not laid out' : 'laid out');
    session.trackFor({ labels: ['of-another-window'], jobIds: [] });
    assert.deepEqual(told.splice(0), ['all is read, laid out', 'the label is tracked']);
    arrangement.set({ groupBy: 'status' });
    await tree.settled();
    told.length = 0;
    session.trackFor({ labels: [], jobIds: [] });
    assert.deepEqual(told, ['the label is tracked']);
    await tree.settled();
    assert.deepEqual(told, ['the label is tracked', 'all is read, laid out']);
    for (const each of heard) each.dispose();
  });

  it('gives the rows below each of several open labels in a turn of their own, drawn, when all is read anew', async () => {
    const { tree, store } = inside;
    const pages = world.server.labels.map((each) => tree.element({ kind: 'page', label: each, index: 0 }));
    for (const each of world.server.labels) await tree.reveal({ kind: 'label', label: each }, { expand: true });
    await new Promise((resolve) => setTimeout(resolve, 2500));
    const turns: { rows: number; drawn: number }[] = [];
    let turn: (typeof turns)[number] | undefined;
    const now = (): NonNullable<typeof turn> => {
      if (!turn) {
        turns.push((turn = { rows: 0, drawn: 0 }));
        setImmediate(() => (turn = undefined));
      }
      return turn;
    };
    const original = {
      read: tree.getChildren.bind(tree),
      take: tree.getTreeItem.bind(tree),
      details: store.details.bind(store),
    };
    const read = new Set<string>();
    tree.getChildren = (of) => {
      if (of !== undefined) read.add(of);
      return original.read(of);
    };
    tree.getTreeItem = (element) => {
      now().rows++;
      return original.take(element);
    };
    // A job's row looks at what is known of its results.
    store.details = (id) => {
      now().drawn++;
      return original.details(id);
    };
    try {
      tree.showAll();
      await until('both pages were read', () => pages.every((page) => read.has(page)));
      await new Promise((resolve) => setTimeout(resolve, 1000));
      const full = turns.filter(({ rows: taken }) => taken > 100);
      assert.ok(
        full.length >= 2 && full.every(({ rows: taken, drawn }) => taken <= pageSize && drawn <= 50),
        JSON.stringify(turns),
      );
    } finally {
      Object.assign(tree, { getChildren: original.read, getTreeItem: original.take });
      store.details = original.details;
    }
  });
});
