import assert from 'node:assert/strict';
import { english } from '../../../../src/core/translate';
import { JobTree, type JobTreeDeps } from '../../../../src/vscode/jobTree';
import type { DrawnRows } from '../../../../src/vscode/drawnRows';
import type { OpenRows } from '../../../../src/vscode/openRows';
import type { JobGroups } from '../../../../src/core/jobs/jobGroups';
import { FakeClock } from '../../../fakes/fakeClock';
import { job, jobAnswer, labelAnswer } from '../../../fakes/jobs';
import { MemoryLog } from '../../../fakes/memoryLog';
import { TreeWorld } from '../../../fakes/treeWorld';
import { batchOf } from '../../jobs/races/batches';
import { ids, jobsOf, labels, type Start } from '../../jobs/races/operations';
import { CodeView } from './codeView';
import type { History, ShellOperation } from './hands';

/** A clock on which each look takes some ms. */
class PacedClock extends FakeClock {
  /** ms */
  pace = 0;
  private spent = 0;

  override now(): number {
    this.spent += this.pace;
    return super.now() + this.spent;
  }
}

/** How often it came to what the steps are about. */
export const newTally = () => ({
  'a change while all was laid out': 0,
  'a change while rows were read again': 0,
  'another layout while rows were read again': 0,
  'another layout while all was laid out': 0,
  'a row opened or closed while all was laid out': 0,
  'a row opened or closed while the groups were behind': 0,
  'a label under "Earlier"': 0,
  'another message of a failed job': 0,
});

/** The tree of the extension, and VS Code beside it, which reads it. */
export class ShellWorld {
  private readonly clock = new PacedClock();
  private readonly world = new TreeWorld({ paints: false });
  private readonly log = new MemoryLog();
  private readonly collapsed: ((event: { element: string }) => void)[] = [];
  private readonly expanded: ((event: { element: string }) => void)[] = [];
  private readonly tree: JobTree;
  private readonly view: CodeView;
  private before: Pick<TreeWorld, 'filter' | 'arrangement'>;
  /** ms since 1970 */
  private laidAt: number;
  private isStuck = false;
  private readonly shows: (() => void)[] = [];
  private revealing: Promise<void> = Promise.resolve();
  /** How often VS Code was told of rows. */
  tellings = 0;
  /** The same, up to when a row was gone to last. */
  toldBeforeReveal = 0;

  /** Labels that are done for 20 s stand under "Earlier", where there is that. */
  constructor(
    { arrangement }: Start,
    { hasEarlier, isAllOpen }: Pick<History, 'hasEarlier' | 'isAllOpen'>,
    private readonly tally: ReturnType<typeof newTally>,
  ) {
    const { world } = this;
    this.laidAt = this.clock.now();
    world.now = this.laidAt - 60_000;
    world.earlierAfterMs = hasEarlier ? 20_000 : 0;
    world.lay({ arrangement });
    this.before = { filter: world.filter, arrangement };
    this.tree = this.made(world.groups, this.clock);
    this.tree.onDidChangeTreeData(() => this.tellings++);
    world.store.onDidChange((change) => this.tree.show(change));
    world.store.track(labels, []);
    const jobs = jobsOf({ ids, status: 0, isMixed: true, carried: ['lot-a'] });
    const done = jobsOf({ ids: ids.slice(0, 3), status: 2, isMixed: false, carried: ['sale'] });
    const answers = { 'lot-a': jobs.slice(3, 16), 'lot-b': jobs.slice(8), sale: done };
    const told = Object.entries(answers).map(([label, some]) => [label, labelAnswer(some)] as const);
    world.store.apply({ labels: new Map(told) });
    world.now = this.laidAt;
    this.tree.relayout.begin();
    this.view = new CodeView(this.tree, (element, isOpen) =>
      (isOpen ? this.expanded : this.collapsed).forEach((tell) => tell({ element })),
    );
    this.view.isAllOpen = isAllOpen;
    this.view.readAll();
  }

  /** Goes one step on. */
  async run(operation: ShellOperation): Promise<void> {
    await microtasks();
    this.world.now = this.clock.now();
    switch (operation.kind) {
      case 'answer':
      case 'emptied':
      case 'leave':
      case 'details':
      case 'seen':
      case 'swap':
      case 'track':
      case 'message':
        this.change(operation);
        break;
      case 'filter':
      case 'arrange':
      case 'back':
      case 'again':
        this.lay(operation);
        break;
      case 'page':
      case 'find':
      case 'sums':
        this.read(operation);
        break;
      case 'toggle':
      case 'toggleBack':
        this.toggle('place' in operation ? operation.place : undefined);
        break;
      case 'flush':
        this.view.flush();
        break;
      case 'pace':
        this.clock.pace = operation.ms;
        break;
      case 'turns':
        await turns(operation.number);
        break;
      case 'pass':
        await this.clock.advance(operation.ms);
        break;
      case 'quiet':
        await this.quiet();
        break;
      default:
        operation satisfies never;
    }
  }

  /** Nothing comes any more: what is under way ends, and VS Code reads again what it was told to. */
  async quiet(): Promise<void> {
    const { clock, tree, view, world } = this;
    clock.pace = 0;
    await rest(clock, view, () => tree.relayout.isBusy || world.groups.isBehind);
  }

  /** What stands on the screen, row by row, by the element of each. */
  get screen(): readonly string[] {
    return this.view.shown().map(([element]) => element);
  }

  /** What the row of a label says beside its name; undefined: there is none on the screen. */
  said(label: string): string | undefined {
    const element = this.tree.element({ kind: 'label', label });
    const row = this.view.shown().find(([shown]) => shown === element);
    return row && JSON.stringify(row[1]);
  }

  /** From now on all jobs that run are possibly stuck, and all is shown anew. */
  stick(): void {
    this.isStuck = true;
    this.tree.showAll();
  }

  /** The same, and the tree is told of these jobs. @returns how often rows of a label are looked through to find one of them */
  flip(jobIds: readonly string[]): () => number {
    this.isStuck = true;
    let looks = 0;
    for (const label of labels) {
      const { rows } = this.world.groups.view({ label });
      const find = rows.find.bind(rows);
      rows.find = (id) => (looks++, find(id));
    }
    this.tree.repaintJobs(jobIds);
    return () => looks;
  }

  /** Draws the row of a label, as VS Code asks for it. */
  draw(label: string): void {
    this.tree.getTreeItem(this.tree.element({ kind: 'label', label }));
  }

  /** How many timers run. */
  get timers(): number {
    return this.clock.pending;
  }

  /** How many rows of a label are on a page that is in order, though nobody has read it. */
  inOrder(label: string): number {
    const { rows } = this.world.groups.view({ label });
    return rows.isUnread ? ((Reflect.get(rows, 'first') as readonly string[] | undefined)?.length ?? 0) : NaN;
  }

  /** Whether rows are drawn that VS Code has not read yet. */
  get isDrawnAhead(): boolean {
    const drawn = Reflect.get(this.tree, 'drawn') as DrawnRows<unknown>;
    return this.screen.some((element) => drawn.has(element));
  }

  /** How many rows the tree knows. */
  get knownRows(): number {
    return (Reflect.get(Reflect.get(this.tree, 'known') as object, 'nodes') as ReadonlyMap<string, unknown>).size;
  }

  /** Whether all is being laid out anew. */
  get isLaidOut(): boolean {
    return this.tree.relayout.isBusy;
  }

  /** Whether VS Code was told of rows that it has not read again. */
  get isTold(): boolean {
    return this.view.owes;
  }

  /** VS Code shows a view that was hidden. */
  comeBack(): void {
    for (const tell of this.shows) tell();
  }

  /** Somebody goes to the row of a label, and VS Code looks for it until the end of the world. */
  goTo(label: string): void {
    this.revealing = new Promise(() => undefined);
    void this.tree.reveal({ kind: 'label', label });
  }

  /** Whether the rows below a label are given within the turn in which they are read. */
  isReadAtOnce(label: string): boolean {
    return Array.isArray(this.tree.getChildren(this.tree.element({ kind: 'label', label })));
  }

  /** Labels that the tree takes for open. */
  get openLabels(): readonly string[] {
    const open = Reflect.get(this.tree, 'open') as OpenRows;
    const isOpen = (label: string): boolean => open.has(this.tree.element({ kind: 'label', label }));
    return this.world.store.labels.map(({ label }) => label).filter(isOpen);
  }

  /** What stands on the screen is what a tree of the same jobs that is read for the first time has. */
  async check(): Promise<void> {
    const { world } = this;
    // Rows go under "Earlier" when all is laid out, not by time alone: both are of one moment.
    world.now = this.laidAt;
    const clock = new FakeClock();
    const tree = this.made(world.freshGroups(), clock);
    const view = new CodeView(tree, () => undefined, this.view.wishes);
    view.readAll();
    await rest(clock, view);
    assert.deepEqual(this.view.shown(), view.shown());
    assert.deepEqual([this.log.lines, this.view.twice], [[], []]);
    this.count({ 'a label under "Earlier"': world.groups.top().earlier.length > 0 });
    tree.dispose();
  }

  dispose(): void {
    this.tree.dispose();
    assert.equal(this.clock.pending, 0, 'a timer is left');
  }

  private change(
    operation: ShellOperation & { kind: Parameters<typeof batchOf>[0]['kind'] | 'track' | 'message' },
  ): void {
    const { store } = this.world;
    this.count({
      'a change while all was laid out': this.tree.relayout.isBusy,
      'a change while rows were read again': this.view.isReading,
    });
    if (operation.kind === 'track') this.laidAt = this.world.now;
    if (operation.kind === 'track')
      store.track(operation.own, operation.singles, { labels: operation.guests, jobIds: operation.guestSingles });
    else if (operation.kind === 'message') this.tell(operation);
    else store.apply(batchOf(operation, store));
  }

  private tell({ ids: told, text }: ShellOperation & { kind: 'message' }): void {
    const { store } = this.world;
    const failed = told.map((id) => job(id, 'failed', store.job(id)?.labels ?? []));
    this.count({ 'another message of a failed job': failed.some(({ id }) => store.job(id)?.status === 'failed') });
    const extra = text === undefined ? {} : { errorMessage: text };
    store.apply({ jobs: new Map(failed.map((each) => [each.id, jobAnswer(each, extra)])) });
  }

  private lay(operation: ShellOperation & { kind: 'filter' | 'arrange' | 'back' | 'again' }): void {
    const { world, tree } = this;
    this.count({
      'another layout while all was laid out': tree.relayout.isBusy,
      'another layout while rows were read again': this.view.isReading,
    });
    const { filter, arrangement } = world;
    const wanted = operation.kind === 'back' ? this.before : operation;
    if (operation.kind !== 'again') this.before = { filter, arrangement };
    if ('filter' in wanted) world.filter = wanted.filter;
    if ('arrangement' in wanted) world.arrangement = wanted.arrangement;
    this.laidAt = world.now;
    tree.relayout.begin();
  }

  /** Somebody else than the view, the search for a job say. */
  private read(operation: ShellOperation & { kind: 'page' | 'find' | 'sums' }): void {
    const { groups } = this.world;
    if (operation.kind === 'page') groups.view(operation.group).rows.page(operation.index);
    else if (operation.kind === 'find') groups.view(operation.group).rows.pageOf(operation.id);
    else for (const sum of ['top', 'totals', 'found'] as const) groups[sum]();
  }

  private toggle(place: number | undefined): void {
    if (!this.view.toggle(place)) return;
    this.count({
      'a row opened or closed while all was laid out': this.tree.relayout.isBusy,
      'a row opened or closed while the groups were behind': this.world.groups.isBehind,
    });
  }

  private made(groups: JobGroups, clock: FakeClock): JobTree {
    const isOwn = clock === this.clock;
    const deps = {
      ...{ groups, clock, store: this.world.store, t: english, log: this.log },
      profiles: { active: { name: 'Mine' } },
      status: { isEmpty: false, onDidSay: () => ({ dispose: () => undefined }) },
      tracked: { origin: () => 'own', isShared: () => false },
      queue: { failure: () => undefined },
      notices: { isStuck: () => this.isStuck, problems: () => [] },
      view: {
        visible: true,
        selection: [],
        reveal: () => {
          this.toldBeforeReveal = this.tellings;
          return this.revealing;
        },
        onDidChangeVisibility: (tell: () => void) => {
          if (isOwn) this.shows.push(tell);
          return { dispose: () => undefined };
        },
        onDidCollapseElement: (tell: (event: { element: string }) => void) => {
          if (isOwn) this.collapsed.push(tell);
          return { dispose: () => undefined };
        },
        onDidExpandElement: (tell: (event: { element: string }) => void) => {
          if (isOwn) this.expanded.push(tell);
          return { dispose: () => undefined };
        },
      },
    };
    return new JobTree(deps as unknown as JobTreeDeps);
  }

  private count(happened: Partial<Record<keyof ShellWorld['tally'], boolean>>): void {
    for (const [name, isSo] of Object.entries(happened)) if (isSo) this.tally[name as keyof ShellWorld['tally']]++;
  }
}

/** Time goes by, and VS Code reads what it was told to, until nothing is left to do: what waits for a turn shows in the next round. */
async function rest(clock: FakeClock, view: CodeView, isBusy = () => false): Promise<void> {
  let rounds = 0;
  for (let calm = 0; calm < 4; calm = clock.pending > 0 || view.owes || isBusy() ? 0 : calm + 1) {
    assert.ok(rounds++ < 60, 'it does not come to rest');
    await turns(6);
    await clock.advance(2100);
    await turns(6);
    view.flush();
  }
}

/** As Node does between two events. */
async function microtasks(): Promise<void> {
  for (let times = 0; times < 3; times++) await new Promise<void>((resolve) => process.nextTick(resolve));
}

async function turns(number: number): Promise<void> {
  for (let left = number; left > 0; left--) await new Promise((resolve) => setImmediate(resolve));
}
