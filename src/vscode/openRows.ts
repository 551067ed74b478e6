import type { Log } from '../core/log';
import type { JobChange } from '../core/jobs/jobDiff';
import type { JobGroups } from '../core/jobs/jobGroups';
import { firstRows } from '../core/jobs/scale';
import type { JobStore } from '../core/jobs/jobStore';
import { drained } from '../core/jobs/jobTotals';
import type { PageRef, Repaint } from '../core/jobs/treeLayout';
import type { Slices } from '../core/snapshot/slices';
import type { RowChildren } from './rowChildren';
import type { DrawnRows } from './drawnRows';
import { pagesBelow } from './pageNodes';
import { PageRows } from './pageRows';
import type { Profiles } from './profiles';
import { ReadRows } from './readRows';
import { elementOf, groupNode, groupOf, isPage, type TreeNode } from './treeNode';

interface OpenRowsDeps {
  readonly store: Pick<JobStore, 'job'>;
  readonly groups: Pick<JobGroups, 'stands'>;
  readonly profiles: Profiles;
  readonly tree: {
    node(element: string): TreeNode | undefined;
    element(node: TreeNode): string;
  };
  readonly rows: RowChildren;
  readonly drawn: DrawnRows<unknown>;
  readonly slices: () => Slices;
  readonly log: Pick<Log, 'error'>;
}

/** Rows whose rows below are on the screen, or are kept by VS Code below a row that was closed. */
export class OpenRows {
  private readonly open = new Set<string>();
  /**
   * They were closed, and as long as VS Code keeps what it read below them it asks no more when they open again. Each with
   * the row that somebody closed: itself, or the one above.
   */
  private readonly closed = new Map<string, string>();
  private readonly reads: ReadRows;
  readonly pages = new PageRows();

  constructor(private readonly deps: OpenRowsDeps) {
    const { tree, rows } = deps;
    this.reads = new ReadRows({
      rows,
      tree: { node: (each) => tree.node(each), element: (node) => this.elementOf(node) },
    });
  }

  has(element: string): boolean {
    return this.open.has(element);
  }

  get hasAny(): boolean {
    return this.open.size > 0;
  }

  /** The rows below it are read. @returns true when none of them was on the screen */
  add(element: string): boolean {
    const { size } = this.open;
    this.reads.read(element);
    return this.open.add(element).size > size;
  }

  delete(element: string): void {
    for (const rows of [this.open, this.closed, this.reads]) rows.delete(element);
  }

  /** Somebody closed a row: the pages of its rows are closed with it, and open with it. @returns all of them */
  close(element: string): readonly string[] {
    const pages = pagesBelow((page) => this.deps.rows.below(page), this.below(element));
    const all = [...Array.from(pages, (page) => this.elementOf(page)), element];
    for (const each of all) if (this.open.delete(each)) this.closed.set(each, element);
    return all;
  }

  /** Somebody opened a row: where VS Code kept what stands below, that is on the screen again, and is not read. */
  reopen(element: string): void {
    for (const [each, by] of this.closed) if (by === element && this.reads.isKept(each)) this.add(each);
  }

  /** VS Code is told to read these anew, which it does a moment later. */
  told(elements: readonly string[]): void {
    this.reads.told(elements);
  }

  /** VS Code takes a row: it keeps nothing below it of what is closed then, where it was told of it. */
  taken(element: string): void {
    this.pages.taken(element);
    this.reads.taken(element);
  }

  /** VS Code reads all rows: it keeps nothing. */
  allTaken(): void {
    this.closed.clear();
    this.pages.clear();
    this.reads.allTaken();
  }

  /**
   * The elements of rows that VS Code reads: of a page, those that it has on no other one; of labels under "Earlier",
   * those that it has not at the top. @param element empty: the top, with which it reads all
   */
  given(element: string, below: readonly TreeNode[]): string[] {
    if (element === '') this.allTaken();
    const { tree, rows } = this.deps;
    const elements = below.map((row) => tree.element(row));
    const node = tree.node(element);
    if (element !== '' && node?.kind !== 'earlier' && !(node && isPage(node))) return elements;
    const above: string[] = [];
    for (let row = node && rows.above(node); row; row = rows.above(row)) above.push(tree.element(row));
    return this.pages.give(element, above, elements);
  }

  /** The pages on the screen. */
  *shownPages(): Generator<PageRef> {
    for (const element of this.open) {
      const node = this.deps.tree.node(element);
      if (node?.kind === 'page' && !node.andMore) yield { group: groupOf(node), index: node.index };
      else if (node?.kind === 'label') yield { group: { label: node.label }, index: 0 };
      else if (node?.kind === 'status') yield { group: { status: node.status }, index: 0 };
    }
  }

  /** The rows that a repaint is about. VS Code may have that of a job that was gone for a moment, and was forgotten then. */
  repainted(repaint: Repaint): readonly TreeNode[] {
    const { tree, rows } = this.deps;
    const nodes = rows.repainted(repaint);
    for (const node of nodes) if (!tree.node(this.elementOf(node)) && this.isBelowKept(node)) tree.element(node);
    return nodes;
  }

  /** Draws what VS Code will read when this is repainted, in small steps. */
  *draw(repaint: Repaint): Generator<void, void> {
    const { tree, groups } = this.deps;
    if (!repaint.all) return yield* this.drawOpen(repaint.groups.map((group) => tree.element(groupNode(group))));
    for (const element of this.open) {
      const node = tree.node(element);
      // Rows of the other grouping are as they were when they were left.
      const status = node && 'status' in node ? node.status : undefined;
      if (groups.stands(status === undefined ? { label: '' } : { status })) yield* this.drawBelow(element);
    }
  }

  /** The rows that stand below a row, if it was ever shown or made. */
  below(element: string): readonly TreeNode[] {
    const node = this.deps.tree.node(element);
    return node ? this.deps.rows.below(node) : [];
  }

  /** Draws the rows below a row, in small steps. @returns their elements */
  *drawBelow(element: string): Generator<void, readonly string[]> {
    const { tree, drawn } = this.deps;
    const below = this.below(element).map((row) => tree.element(row));
    yield* drawn.drawAhead(below);
    return below;
  }

  /**
   * Before these are repainted: VS Code reads all rows below those that are open in one turn. Many are drawn first.
   * @param next called at once where there are few
   */
  ahead(elements: readonly string[], next: () => void): void {
    if (this.countOpen(elements, 0) <= firstRows) next();
    else void this.tried(this.drawOpen(elements)).then(next);
  }

  /** Draws the rows below a row ahead. @returns their elements, as far as that can be done */
  async drawnBelow(element: string): Promise<readonly string[]> {
    return (await this.tried(this.drawBelow(element))) ?? [];
  }

  /** What cannot be drawn ahead is drawn, or fails, when it is read. */
  private async tried<T>(steps: Generator<void, T>): Promise<T | undefined> {
    try {
      return await this.deps.slices().through(steps);
    } catch (error) {
      this.deps.log.error(`Rows could not be drawn ahead: ${String(error)}`);
      return undefined;
    }
  }

  /** At whatever depth. */
  private *drawOpen(elements: readonly string[]): Generator<void, void> {
    for (const element of elements) if (this.has(element)) yield* this.drawOpen(yield* this.drawBelow(element));
  }

  /** Adds the rows that stand below those that are open, until there are many. */
  private countOpen(elements: readonly string[], before: number): number {
    const { tree } = this.deps;
    let count = before;
    for (const element of elements) {
      const below = this.has(element) ? this.below(element) : [];
      count += below.length;
      if (count > firstRows) return count;
      const open = below.map((row) => tree.element(row));
      count = this.countOpen(open, count);
    }
    return count;
  }

  /** Gets ready what VS Code will ask for on its way to a row: the page that it stands on, with its rows. */
  *reach(node: TreeNode): Generator<void, void> {
    const { tree, rows } = this.deps;
    yield* rows.reach(node);
    const page = rows.above(node);
    if (page?.kind === 'page' && !this.has(tree.element(page))) yield* this.drawBelow(tree.element(page));
  }

  /** Draws the first rows below a page that opens with the row above it: they are asked for next. */
  prepare(page: TreeNode): void {
    const { tree, rows, drawn } = this.deps;
    const below = rows.below(page).slice(0, firstRows);
    drained(drawn.drawAhead(below.map((row) => tree.element(row))));
  }

  /** False for a row that left the tree. */
  stands(element: string): boolean {
    const { tree, rows } = this.deps;
    const node = tree.node(element);
    if (!node) return false;
    const above = rows.above(node);
    const beside = above ? rows.below(above) : rows.top();
    return beside.some((row) => this.elementOf(row) === element) && (!above || this.stands(this.elementOf(above)));
  }

  private elementOf(node: TreeNode): string {
    return elementOf(this.deps.profiles.active.name, node);
  }

  private isBelowKept(node: TreeNode): boolean {
    const above = this.deps.rows.above(node);
    return above !== undefined && this.isKept(this.elementOf(above));
  }

  /** True for a row below which VS Code has what it read: it is open, or was closed since. */
  isKept(element: string): boolean {
    return this.open.has(element) || (this.closed.has(element) && this.reads.isKept(element));
  }

  /** A message that came, or a job that failed, is read where failures stand by their messages. */
  failures({ jobs }: JobChange): readonly TreeNode[] {
    const { store } = this.deps;
    const labels = new Set<string>();
    for (const id of jobs) for (const label of store.job(id)?.under ?? []) labels.add(label);
    return [...labels]
      .map((label): TreeNode => ({ kind: 'failures', label }))
      .filter((node) => this.isKept(this.elementOf(node)));
  }
}
