import assert from 'node:assert/strict';
import { Emitter } from '../../../src/core/event';
import { namedAtOnce, pageSize, rowsAtOnce } from '../../../src/core/jobs/scale';
import { Portions } from '../../../src/vscode/portions';
import type { TreeNode } from '../../../src/vscode/treeNode';
import { FakeClock, settle } from '../../fakes/fakeClock';

const name = (node: TreeNode): string =>
  node.kind === 'page' ? `${node.label} page ${node.index}` : node.kind === 'job' ? node.jobId : '';

/**
 * Labels that are open, by how many rows each has; a larger number than a label may have is that of pages of so many.
 * `told` is what VS Code is told to read, `*` for everything; `isReading` says that it is about that.
 */
function world(labels: Readonly<Record<string, readonly number[]>>) {
  const clock = new FakeClock();
  const rows = new Map<string, TreeNode[]>();
  const jobs = (label: string, length: number) =>
    Array.from({ length }, (_, index): TreeNode => ({ kind: 'job', label, jobId: `job of ${label} ${index}` }));
  for (const [label, [first = 0, ...more]] of Object.entries(labels)) {
    const pages = [first, ...more].map((count, index): [TreeNode, number] => [{ kind: 'page', label, index }, count]);
    rows.set(label, more.length === 0 ? jobs(label, first) : pages.map(([page]) => page));
    if (more.length > 0) for (const [page, count] of pages) rows.set(name(page), jobs(name(page), count));
  }
  const told: string[] = [];
  const owed: (readonly string[])[] = [];
  const state = { isBusy: false, isReading: false, later: [] as (() => void)[], longer: 0 };
  const [laid, said] = [new Emitter<void>(), new Emitter<void>()];
  const given = new Map([...rows].map(([page, below]) => [page, new Set(below.map(name))]));
  const portions = new Portions({
    clock,
    open: {
      isKept: (each) => rows.has(each) || each.startsWith('closed'),
      has: (each) => rows.has(each),
      below: (each) => rows.get(each) ?? [],
      told: (each) => owed.push(each),
      pages: { all: () => given },
    },
    rereading: {
      tell: (next) => {
        if (state.isReading) state.later.push(next);
        else next();
      },
      settled: () => new Promise((resolve) => (state.isReading ? state.later.push(resolve) : resolve())),
      gathersOn: () => state.longer++,
    },
    known: {
      element: name,
      get: (each) => (each.startsWith('job') ? { kind: 'job', label: 'lot', jobId: each } : undefined),
    },
    relayout: {
      get isBusy() {
        return state.isBusy;
      },
      onDidEnd: laid.event,
    },
    status: { onDidSay: said.event },
    emitter: { fire: (elements) => told.push(elements?.join(' ') ?? '*') },
  });
  const read = (): void => {
    state.isReading = false;
    for (const next of state.later.splice(0)) next();
  };
  const laidOut = (): void => {
    state.isBusy = false;
    laid.fire();
  };
  return { portions, clock, told, owed, state, read, laidOut, say: () => said.fire() };
}

const most = rowsAtOnce;

describe('rows that VS Code is told to read', () => {
  it('are told of at once where they are not too many together, with those below their pages', async () => {
    const { portions, clock, told, owed } = world({ a: [most / 4], b: [most / 8, most / 8 - 2], closed: [] });
    portions.tell(['a', 'b', 'row']);
    assert.deepEqual(told, ['a b row']);
    assert.deepEqual(owed, [['a', 'b', 'row']]);
    await clock.advance(1000);
    assert.deepEqual(told, ['a b row']);
  });

  it('come in portions where they are, each once the one before is read', async () => {
    const { portions, clock, told, state, read } = world({ a: [most], b: [1], c: [most / 2 - 1], d: [most] });
    portions.tell(['a', 'b', 'c', 'd']);
    assert.deepEqual(told, ['a']);
    state.isReading = true;
    await clock.advance(300);
    assert.deepEqual(told, ['a']);
    read();
    assert.deepEqual(told, ['a', 'b c']);
    await clock.advance(299);
    assert.deepEqual(told, ['a', 'b c']);
    await clock.advance(1);
    assert.deepEqual(told, ['a', 'b c', 'd']);
  });

  it('come together as long as they are not too many with the most below one row counted twice', async () => {
    const { portions, clock, told } = world({ a: [most / 3], b: [most / 3], few: [1], page: [pageSize], row: [1] });
    portions.tell(['a', 'b', 'few', 'page', 'row']);
    assert.deepEqual(told, ['a b']);
    await clock.advance(300);
    assert.deepEqual(told, ['a b', 'few page row']);
    await clock.advance(300);
    portions.tell(['a']);
    portions.tell(['page']);
    assert.deepEqual(told.splice(0), ['a b', 'few page row', 'a']);
    await clock.advance(300);
    assert.deepEqual(told, ['page']);
    await clock.advance(300);
    portions.tell(['a', 'b']);
    assert.deepEqual(told, ['page', 'a b']);
  });

  it('go alone where there are too many below one row', async () => {
    const { portions, clock, told } = world({ large: [most, most], small: [1] });
    portions.tell(['large', 'small', 'row']);
    assert.deepEqual(told, ['large row']);
    await clock.advance(300);
    assert.deepEqual(told, ['large row', 'small']);
  });

  it('wait for nobody where nothing is open below them, and the others as long as VS Code gathers these', async () => {
    const { portions, clock, told } = world({ a: [most], b: [most] });
    portions.tell(['a', 'b']);
    await clock.advance(200);
    portions.tell(['row']);
    assert.deepEqual(told, ['a', 'row']);
    await clock.advance(299);
    assert.deepEqual(told, ['a', 'row']);
    await clock.advance(1);
    assert.deepEqual(told, ['a', 'row', 'b']);
  });

  it('are counted from what was told last', async () => {
    const { portions, clock, told } = world({ a: [most / 4], b: [most / 4], c: [most] });
    portions.tell(['a']);
    await clock.advance(200);
    portions.tell(['b', 'c']);
    await clock.advance(200);
    assert.deepEqual(told, ['a', 'b']);
    await clock.advance(100);
    assert.deepEqual(told, ['a', 'b', 'c']);
  });

  it('of jobs that are too many on a page are read with it, and waited for with it', async () => {
    const page = (count: number) => Array.from({ length: count }, (_, index) => `job of lot page 0 ${index}`);
    const { portions, clock, told } = world({ first: [most], lot: [namedAtOnce, 1], last: [1] });
    portions.tell(['first']);
    portions.tell([...page(namedAtOnce), 'job elsewhere']);
    let isSettled = false;
    const waiting = portions.settled().then(() => (isSettled = true));
    portions.tell(['last']);
    assert.deepEqual(told, ['first', 'job elsewhere']);
    await settle();
    assert.equal(isSettled, false);
    await clock.advance(300);
    await waiting;
    assert.deepEqual(told, ['first', 'job elsewhere', 'lot page 0 last']);
    await clock.advance(300);
    portions.tell(page(namedAtOnce));
    assert.equal(told.at(-1)?.split(' job ').length, namedAtOnce);
  });

  it('are gathered for longer where the view says something else meanwhile', async () => {
    const { portions, clock, told, state, say } = world({ a: [most], b: [most] });
    say();
    assert.equal(clock.pending, 0);
    portions.tell(['a', 'b']);
    for (let times = 0; times < 4; times++) {
      await clock.advance(299);
      say();
    }
    assert.deepEqual([told, state.longer], [['a'], 5]);
    await clock.advance(300);
    assert.deepEqual(told, ['a', 'b']);
  });

  it('wait for the end of a layout, but for everything', async () => {
    const { portions, clock, told, state, laidOut } = world({ a: [most], b: [most] });
    state.isBusy = true;
    portions.tell(['a', 'b', 'job']);
    await clock.advance(1000);
    assert.deepEqual(told, []);
    laidOut();
    assert.deepEqual(told, ['a job']);
    state.isBusy = true;
    await clock.advance(1000);
    assert.deepEqual(told, ['a job']);
    laidOut();
    assert.deepEqual(told, ['a job', 'b']);
    state.isBusy = true;
    portions.tell(undefined);
    assert.deepEqual(told, ['a job', 'b', '*']);
  });

  it('of a job that is open go before the others where somebody waits', async () => {
    const { portions, clock, told } = world({ 'job open': [1] });
    portions.tell(Array.from({ length: 3 * namedAtOnce }, (_, index) => `job ${index}`));
    portions.tell(['job open']);
    const waiting = portions.settled();
    await clock.advance(300);
    await waiting;
    assert.match(told[1] ?? '', /^job open job /);
  });

  it('come no more together where VS Code is in the middle of reading', async () => {
    for (const between of ['small', 'row']) {
      const { portions, clock, told, state, read } = world({ a: [most - 1], small: [1], b: [most], c: [1] });
      portions.tell(['a']);
      state.isReading = true;
      portions.tell([between, 'b']);
      await clock.advance(1000);
      read();
      assert.deepEqual(told, ['a', between]);
      await clock.advance(299);
      assert.deepEqual(told, ['a', between]);
      await clock.advance(1);
      assert.deepEqual(told, ['a', between, 'b']);
      await clock.advance(300);
      assert.equal(clock.pending, 0);
    }
  });

  it('are named in portions, too, where they are many', async () => {
    const { portions, clock, told } = world({ open: [1] });
    const rows = Array.from({ length: 2 * namedAtOnce + 1 }, (_, index) => `row ${index}`);
    portions.tell([...rows, 'open']);
    const sizes = (): readonly number[] => told.map((each) => each.split(/ (?!\d)/).length);
    assert.deepEqual(sizes(), [namedAtOnce]);
    assert.match(told[0] ?? '', /^open row 0 /);
    // Whoever goes to a row needs none of the others, but those below which VS Code keeps rows.
    await portions.settled();
    portions.tell(['closed']);
    let isSettled = false;
    const waiting = portions.settled().then(() => (isSettled = true));
    await settle();
    assert.equal(isSettled, false);
    await clock.advance(299);
    assert.deepEqual(sizes(), [namedAtOnce]);
    await clock.advance(1);
    assert.deepEqual(sizes(), [namedAtOnce, namedAtOnce]);
    assert.match(told[1] ?? '', /^closed row /);
    await waiting;
    await clock.advance(300);
    assert.deepEqual(sizes(), [namedAtOnce, namedAtOnce, 3]);
    await clock.advance(300);
    assert.equal(clock.pending, 0);
  });

  it('are waited for until VS Code is not in the middle of reading', async () => {
    const { portions, state, read } = world({ a: [1] });
    portions.tell(['a']);
    state.isReading = true;
    let isSettled = false;
    const waiting = portions.settled().then(() => (isSettled = true));
    await settle();
    assert.equal(isSettled, false);
    read();
    await waiting;
  });

  it('are waited for with the row above that they are read with', async () => {
    const { portions, clock, told } = world({ first: [most], large: [most, most], last: [1] });
    portions.tell(['first', 'last', 'large page 1']);
    let isSettled = false;
    const waiting = portions.settled().then(() => (isSettled = true));
    portions.tell(['large']);
    await clock.advance(300);
    await settle();
    assert.deepEqual([told, isSettled], [['first', 'last'], false]);
    await clock.advance(300);
    await waiting;
    assert.deepEqual(told, ['first', 'last', 'large']);
  });

  it('are left out where they are read with a row above them', async () => {
    const { portions, clock, told } = world({ first: [most], large: [most, most] });
    portions.tell(['first']);
    portions.tell(['large page 1', 'large', 'large page 0']);
    for (let times = 0; times < 4; times++) await clock.advance(300);
    assert.deepEqual(told, ['first', 'large']);
    const { portions: roomy, told: toldAtOnce } = world({ small: [1, 1] });
    roomy.tell(['small', 'small page 0']);
    assert.deepEqual(toldAtOnce, ['small']);
  });

  it('of labels and pages go before those of jobs, however many of these came first', async () => {
    const { portions, clock, told } = world({ open: [1] });
    portions.tell(Array.from({ length: 2 * namedAtOnce }, (_, index) => `job ${index}`));
    portions.tell(['label', 'open']);
    await clock.advance(300);
    assert.deepEqual(told[1]?.split(' ').slice(0, 3), ['open', 'label', 'job']);
  });

  it('that wait come with everything, and one that was forgotten does not come', async () => {
    const { portions, clock, told, owed } = world({ a: [most], b: [most], c: [most] });
    portions.tell(['a', 'b']);
    portions.tell(undefined);
    await clock.advance(300);
    assert.deepEqual(told, ['a', '*']);
    assert.deepEqual(owed, [['a'], []]);
    portions.tell(['a', 'c', 'b']);
    portions.delete('c');
    await clock.advance(300);
    await clock.advance(300);
    assert.deepEqual(told, ['a', '*', 'a', 'b']);
  });

  it('are all told of when somebody may look for a row', async () => {
    const { portions, clock, told } = world({ a: [most], b: [most], c: [most] });
    await portions.settled();
    portions.tell(['a', 'b', 'c']);
    let isSettled = false;
    const waiting = portions.settled().then(() => (isSettled = true));
    await clock.advance(300);
    await settle();
    assert.deepEqual([told.length, isSettled], [2, false]);
    await clock.advance(300);
    await waiting;
    assert.deepEqual(told, ['a', 'b', 'c']);
  });

  it('are waited for no longer where others come without end', async () => {
    const { portions, clock, told } = world({ a: [most], b: [most], c: [most] });
    const settled: string[] = [];
    const wait = (name: string): void => void portions.settled().then(() => settled.push(`${name} ${told.length}`));
    portions.tell(['a', 'b']);
    wait('first');
    wait('second');
    for (let times = 0; times < 4; times++) {
      portions.tell(['a', 'b', 'c']);
      if (times === 1) wait('third');
      await clock.advance(300);
      await settle();
    }
    assert.deepEqual(settled, ['first 2', 'second 2', 'third 5']);
  });

  it('are not told of once the view is gone', () => {
    const { portions, clock, told } = world({ a: [most], b: [most] });
    portions.tell(['a', 'b']);
    portions.dispose();
    assert.equal(clock.pending, 0);
    assert.deepEqual(told, ['a']);
  });
});
