import * as vscode from 'vscode';
import type { Clock } from '../core/clock';
import type { JobChange } from '../core/jobs/jobDiff';
import { RepaintPacer } from '../core/jobs/repaintPacer';
import { partsOf, partsOfJobs, type Repaint } from '../core/jobs/treeLayout';
import { Relayout } from '../core/jobs/relayout';
import { Slices } from '../core/snapshot/slices';
import { DrawnRows } from './drawnRows';
import { FirstRows } from './firstRows';
import { goToRow } from './goToRow';
import { KnownRows } from './knownRows';
import { LateRows } from './lateRows';
import { OpenRows } from './openRows';
import { paintParts, type Painting } from './paintParts';
import { Portions } from './portions';
import type { Profiles } from './profiles';
import { Rereading } from './rereading';
import { rest } from './rest';
import { RowChildren } from './rowChildren';
import { drawRow, type RowSources } from './rowItems';
import { isPage, type TreeNode } from './treeNode';
import { ShownRows } from './shownRows';
import { StandIns } from './standIns';
import type { ViewStatus } from './viewStatus';

export interface JobTreeDeps extends RowSources {
  readonly clock: Clock;
  /** Shows the rows; made at the start. */
  readonly view: vscode.TreeView<string>;
  readonly profiles: Profiles;
  readonly status: ViewStatus;
  readonly log: vscode.LogOutputChannel;
}

/** Groups → jobs → results. Elements are texts, the same for the same row, so that VS Code keeps what is selected. */
export class JobTree implements vscode.TreeDataProvider<string>, vscode.Disposable {
  private readonly known: KnownRows;
  private readonly open: OpenRows;
  private readonly shown: ShownRows;
  private readonly emitter = new vscode.EventEmitter<string[] | undefined>();
  private readonly pacer: RepaintPacer;
  private readonly first: FirstRows<TreeNode>;
  private readonly drawn: DrawnRows<vscode.TreeItem>;
  private readonly standIns: StandIns<vscode.TreeItem>;
  private readonly late: LateRows;
  private readonly rereading: Rereading;
  private readonly portions: Portions;
  readonly rows: RowChildren;
  private readonly slices = (): Slices => new Slices({ clock: this.deps.clock, rest });
  private readonly toggled: readonly vscode.Disposable[];
  /** For another filter or arrangement. */
  readonly relayout: Relayout;
  /** All is to be read anew, once it is laid out. */
  private owesAll = false;
  readonly onDidChangeTreeData = this.emitter.event;
  readonly onDidShow: vscode.Event<TreeNode>;
  readonly view: vscode.TreeView<string>;

  constructor(private readonly deps: JobTreeDeps) {
    this.rows = new RowChildren(deps);
    this.shown = new ShownRows({ ...deps, slices: this.slices });
    this.onDidShow = this.shown.onDidShow;
    this.known = new KnownRows({ ...deps, forgotten: (element) => this.forget(element) });
    this.pacer = this.madePacer();
    this.relayout = new Relayout({
      ...deps,
      slices: this.slices(),
      pages: () => this.open.shownPages(),
      rows: (repaint) => this.open.draw({ ...repaint, all: repaint.all || this.owesAll }),
      begun: () => this.drawn.clear(),
    });
    this.relayout.onDidEnd((repaint) => this.laidOut(repaint));
    this.standIns = new StandIns({ isCounting: () => this.relayout.isBusy && deps.groups.isWide });
    this.drawn = new DrawnRows(this.known, (node, element) => drawRow(this.shown.drawn(node), element, deps));
    this.open = new OpenRows({ ...deps, tree: this, rows: this.rows, drawn: this.drawn, slices: this.slices });
    const { open, known, drawn, relayout, emitter } = this;
    const rereading = (this.rereading = new Rereading({ ...deps, open, drawn, relayout }));
    this.portions = new Portions({ ...deps, open, known, rereading, relayout, emitter });
    this.first = new FirstRows({
      ...deps,
      readAll: (elements) => this.pacer.now([...elements]),
      readAgain: (element) => this.pacer.repaint([element]),
      opensItself: isPage,
      prepare: (page) => this.open.prepare(page),
      stands: (element) => this.open.stands(element),
      isComing: (element) => this.rows.isComing(this.known.get(element)),
    });
    this.view = deps.view;
    this.late = new LateRows({
      ...{ ...deps, slices: this.slices() },
      settled: () => this.relayout.settled(),
      paint: (repaint) => this.paint(repaint),
    });
    this.toggled = [
      this.view.onDidCollapseElement((e) => this.open.close(e.element).forEach((each) => this.first.forget(each))),
      this.view.onDidExpandElement(({ element }) => this.open.reopen(element)),
    ];
  }

  /** The row behind an element, if it was ever shown or made. */
  node(element: string): TreeNode | undefined {
    return this.known.get(element);
  }

  /** The element of a row; known from then on. */
  element(node: TreeNode): string {
    return this.known.element(node);
  }

  getChildren(element?: string): string[] | Promise<string[]> {
    const { open, first, rereading } = this;
    if (element === undefined) {
      first.all();
      return open.given('', this.deps.status.isEmpty ? [] : this.standIns.topRows(() => this.rows.top()));
    }
    const wasOpen = open.has(element);
    const give = (): string[] => open.given(element, this.below(element, wasOpen));
    const isLong = wasOpen && rereading.isLong(() => open.below(element).length, first.isHeld);
    return isLong ? rereading.read(element, give) : give();
  }

  getTreeItem(element: string): vscode.TreeItem {
    this.open.taken(element);
    return this.standIns.row(element, this.known.get(element), () => this.drawn.take(element));
  }

  getParent(element: string): string | undefined {
    const node = this.known.get(element);
    const parent = node && this.rows.above(node);
    return parent && this.element(parent);
  }

  /** The mouse rests on a row: what it says then is loaded with the first. */
  async resolveTreeItem(item: vscode.TreeItem, element: string): Promise<vscode.TreeItem> {
    const { rowTooltip } = await import('./lazy/commandTable');
    const node = this.known.get(element);
    const tooltip = node && rowTooltip(node, this.deps);
    if (tooltip) item.tooltip = tooltip;
    return item;
  }

  /** Repaints what a change of the store touched, and nothing else. */
  show(change: JobChange): void {
    if (change.tracked) {
      if (this.known.prune()) for (const rows of [this.shown, this.standIns]) rows.clear();
      this.deps.groups.retrack();
      if (this.deps.groups.isWide) this.relayout.begin();
      else this.showAll();
      return;
    }
    this.drawn.forget(change.jobs);
    this.deps.groups.changed(change);
    this.repaint(this.open.failures(change));
    this.pacer.ask();
    if (this.known.isSweepDue) void this.slices().through(this.known.sweep());
  }

  /**
   * The request for a job's results began or ended: an opened row says so.
   * @param jobId undefined: that may be so of all jobs
   */
  showDetails(jobId: string | undefined): void {
    this.drawn.forget([]);
    this.pacer.repaint(this.shown.loadingOf(jobId));
  }

  /** Repaints the rows of these jobs: they say something else, of themselves. */
  repaintJobs(jobIds: Iterable<string>): void {
    const parts = partsOfJobs([...jobIds], (id) => this.deps.groups.groupsOf(id));
    void this.slices().through(paintParts(parts, this.painting(this.rows)));
  }

  /** Repaints these rows, as far as they were ever shown. */
  repaint(nodes: readonly TreeNode[]): void {
    this.drawn.forget(nodes.map((node) => ('jobId' in node && node.jobId) || ''));
    this.pacer.repaint(this.known.known(nodes));
  }

  /** Repaints everything as it is laid out; where that goes on, at its end. */
  showAll(): void {
    this.drawn.clear();
    this.owesAll = true;
    if (!this.relayout.isBusy) this.fireAll();
  }

  /** Resolves once all is laid out and VS Code is told of it. */
  settled(): Promise<void> {
    return this.relayout.settled().then(() => this.portions.settled());
  }

  /** Scrolls to a row and selects it; a row that is not there any more is left alone. */
  async reveal(node: TreeNode, options: { focus?: boolean; expand?: boolean } = {}): Promise<void> {
    await this.settled();
    await this.slices().through(this.open.reach(node));
    const row = { element: this.element(node), isOnPage: this.rows.isOnPage(node) };
    await this.first.whole(() => goToRow({ ...this.deps, pacer: this.pacer, portions: this.portions }, row, options));
  }

  dispose(): void {
    const { toggled, relayout, late, rereading, portions, first, pacer, emitter, shown } = this;
    for (const each of [...toggled, relayout, late, rereading, portions, first, pacer, emitter, shown]) each.dispose();
  }

  private madePacer(): RepaintPacer {
    return new RepaintPacer({
      clock: this.deps.clock,
      isOpen: (element) => this.open.has(element),
      hasOpen: () => this.open.hasAny,
      fireAll: () => this.showAll(),
      gather: (atOnce) => this.late.gather(atOnce),
      fire: (elements, atOnce) =>
        this.open.ahead(atOnce || this.relayout.isBusy ? [] : elements, () => this.portions.tell(elements)),
    });
  }

  /** Closed since it was asked for, it is not on the screen: VS Code keeps what it gets for when it opens. */
  private below(element: string, wasOpen: boolean): readonly TreeNode[] {
    const node = this.known.get(element);
    if (!node) return [];
    const rows = this.rows.below(node);
    if (wasOpen && !this.open.has(element)) return rows;
    this.shown.note(node, element);
    return this.first.of(element, this.open.add(element), rows);
  }

  private laidOut(repaint: Repaint): void {
    this.shown.laidOut();
    const owed = this.standIns.take();
    if (repaint.all || this.owesAll || !owed) this.fireAll();
    else this.pacer.now([...new Set([...this.known.known(this.open.repainted(repaint)), ...owed])]);
  }

  private fireAll(): void {
    this.owesAll = false;
    this.pacer.clear();
    this.portions.tell(undefined);
  }

  private *paint(repaint: Repaint): Generator<void, void> {
    if (!repaint.all || !this.pacer.repaintAll()) yield* paintParts(partsOf(repaint), this.painting(this.open));
  }

  private painting(rows: Painting['rows']): Painting {
    return { rows, isOver: () => this.pacer.isOver, repaint: (nodes) => this.repaint(nodes) };
  }

  private forget(element: string): void {
    for (const rows of [this.open, this.portions, this.first, this.standIns]) rows.delete(element);
  }
}
