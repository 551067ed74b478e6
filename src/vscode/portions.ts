import type { Clock } from '../core/clock';
import type { Disposable, Event } from '../core/event';
import { namedAtOnce, pageSize, rowsAtOnce } from '../core/jobs/scale';
import type { OpenRows } from './openRows';
import type { PageRows } from './pageRows';
import { readsWithin, type Rereading } from './rereading';
import type { TreeNode } from './treeNode';

interface PortionsDeps {
  readonly clock: Clock;
  readonly open: Pick<OpenRows, 'has' | 'isKept' | 'below' | 'told'> & { readonly pages: Pick<PageRows, 'all'> };
  readonly rereading: Pick<Rereading, 'tell' | 'settled' | 'gathersOn'>;
  readonly known: { element(node: TreeNode): string; get(element: string): TreeNode | undefined };
  /** While all is laid out, how many rows there are is found out at its end, in slices. */
  readonly relayout: { readonly isBusy: boolean; readonly onDidEnd: Event<unknown> };
  readonly status: { readonly onDidSay: Event<void> };
  /** VS Code is told to read these rows, or all, with those below them that are open. */
  readonly emitter: { fire(elements: string[] | undefined): void };
}

/**
 * What VS Code is told to read. For all that it is told of within 200 ms it asks in one call, and answers that in one go,
 * whatever we do: so many rows at once would hold the extension host up. Where more are open, or named, they are told of in
 * portions.
 */
export class Portions implements Disposable {
  /** Each with how often somebody had begun to wait for all by then. */
  private readonly waiting = new Map<string, number>();
  /** Of jobs there may be thousands. */
  private readonly waitingJobs = new Map<string, number>();
  /** So many rows VS Code was told to read, and may not have read. */
  private underWay = 0;
  /** The most of them below one row. */
  private largest = 0;
  /** So many rows it was told of by name in the same time. */
  private named = 0;
  /** So many portions come as soon as VS Code is not in the middle of reading. */
  private queued = 0;
  private timer: Disposable | undefined;
  private waits = 0;
  private whole: { readonly from: number; readonly resolve: () => void }[] = [];
  private readonly heard: readonly Disposable[];

  constructor(private readonly deps: PortionsDeps) {
    const { relayout, status } = deps;
    this.heard = [relayout.onDidEnd(() => this.next()), status.onDidSay(() => this.gathersOn())];
  }

  /** @param elements undefined: everything, which cannot be told in portions */
  tell(elements: readonly string[] | undefined): void {
    if (!elements) {
      this.waiting.clear();
      this.waitingJobs.clear();
      this.deps.rereading.tell(() => this.fire(undefined));
    }
    for (const element of elements ?? []) {
      const waiting = this.deps.known.get(element)?.kind === 'job' ? this.waitingJobs : this.waiting;
      if (!waiting.has(element)) waiting.set(element, this.waits);
    }
    this.next();
  }

  /** A row that is not known any more. */
  delete(element: string): void {
    this.waiting.delete(element);
    this.waitingJobs.delete(element);
  }

  /**
   * Resolves once VS Code was told of every row that waits now and below which it has rows, whatever else waits by then, and is
   * not in the middle of reading. A row that says something else of itself can be gone to as it is.
   */
  async settled(): Promise<void> {
    if (this.isCrowded) this.turnPages();
    const from = this.waits++;
    await new Promise<void>((resolve) => {
      this.whole.push({ from, resolve });
      this.resolve();
    });
    await this.deps.rereading.settled();
  }

  dispose(): void {
    for (const each of this.heard) each.dispose();
    this.timer?.dispose();
  }

  /** Tells as many as there is room for: one that has too many rows goes alone, and one that has none waits for none that has. */
  private next(): void {
    if (this.deps.relayout.isBusy) return;
    // More may come as long as VS Code gathers: thousands are found in parts.
    if (this.isCrowded && !this.timer) this.turnPages();
    const portion: string[] = [];
    for (const element of this.named < namedAtOnce ? this.inTurn() : []) {
      if (this.named >= namedAtOnce) break;
      // It is read with a row above it.
      if (!this.waiting.has(element) && !this.waitingJobs.has(element)) continue;
      const rows = this.rows(element, element);
      const largest = Math.max(this.largest, Math.min(rows, pageSize));
      if (rows > 0 && this.underWay > 0 && this.underWay + rows + largest > rowsAtOnce) continue;
      this.underWay += rows;
      this.largest = largest;
      this.named++;
      this.delete(element);
      portion.push(element);
    }
    if (portion.length > 0) this.queue(portion);
    this.resolve();
  }

  /** Jobs of a page that are too many to be named together are read with it. */
  private turnPages(): void {
    for (const [page, rows] of this.deps.open.pages.all()) {
      const jobs = [...rows].filter((row) => this.waitingJobs.has(row));
      if (jobs.length < namedAtOnce) continue;
      const from = Math.min(...jobs.map((job) => this.waitingJobs.get(job) ?? Infinity));
      for (const job of jobs) this.waitingJobs.delete(job);
      this.waiting.set(page, Math.min(from, this.waiting.get(page) ?? Infinity));
    }
  }

  /** Those below which VS Code has rows come first, and jobs last; those with rows before the others where somebody waits. */
  private *inTurn(): Generator<string, void> {
    const isKept = (element: string): boolean => this.deps.open.isKept(element);
    const [kept, others]: [string[], string[]] = [[], []];
    for (const element of this.waiting.keys()) (isKept(element) ? kept : others).push(element);
    yield* kept;
    if (this.whole.length > 0) yield* [...this.waitingJobs.keys()].filter(isKept);
    yield* others;
    if (!this.isCrowded || !this.timer) yield* this.waitingJobs.keys();
  }

  /** So many jobs cannot be named together. */
  private get isCrowded(): boolean {
    return this.waitingJobs.size > namedAtOnce;
  }

  private resolve(): void {
    if (this.whole.length === 0) return;
    let oldest = Infinity;
    for (const [element, from] of [...this.waiting, ...this.waitingJobs])
      if (this.deps.open.isKept(element)) oldest = Math.min(oldest, from);
    const isOver = ({ from }: { readonly from: number }): boolean => from < oldest;
    for (const { resolve } of this.whole.filter(isOver)) resolve();
    this.whole = this.whole.filter((each) => !isOver(each));
  }

  private queue(portion: string[]): void {
    this.queued++;
    this.deps.rereading.tell(() => {
      this.queued--;
      this.fire(portion);
      this.wait();
    });
  }

  /** Until VS Code has read, or is in the middle of it: then what is told waits for its end. */
  private wait(): void {
    this.timer?.dispose();
    this.timer = this.deps.clock.after(readsWithin, () => {
      this.timer = undefined;
      if (this.queued === 0) this.goOn();
    });
  }

  /** The view said something else: VS Code gathers what it is told together with that, and for 200 ms anew. */
  private gathersOn(): void {
    this.deps.rereading.gathersOn();
    if (this.timer) this.wait();
  }

  private fire(elements: string[] | undefined): void {
    this.deps.open.told(elements ?? []);
    this.deps.emitter.fire(elements);
  }

  private goOn(): void {
    this.underWay = 0;
    this.largest = 0;
    this.named = 0;
    this.next();
  }

  /** How many rows VS Code reads with this one. What waits below it is read with it, too. */
  private rows(element: string, root: string): number {
    const { open } = this.deps;
    if (!open.has(element)) return 0;
    const below = open.below(element);
    let count = below.length;
    // A job has few rows.
    for (const node of below) if (node.kind !== 'job') count += this.rowsBelow(this.deps.known.element(node), root);
    return count;
  }

  private rowsBelow(element: string, root: string): number {
    const count = this.rows(element, root);
    const from = this.waiting.get(element);
    // VS Code leaves out what it reads with a row above it: whoever waits for that waits for this one.
    if (count > 0 && from !== undefined) {
      this.waiting.delete(element);
      this.waiting.set(root, Math.min(from, this.waiting.get(root) ?? from));
    }
    return count;
  }
}
