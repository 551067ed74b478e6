import type { Disposable } from '../core/event';
import type { Clock } from '../core/clock';
import { firstRows, rowsAtOnce } from '../core/jobs/scale';

/**
 * When the rest is got ready, in ms after the first were given. Not at once: that would hold up the answer with the first
 * rows, which VS Code's extension host sends by a timer of its own, and take a processor from the window that draws them.
 */
const restAfter = 250;

/**
 * The same while the rows are still coming, in ms: a label of 20,000 is there by then, and its rows are not read twice.
 */
const restWhileComing = 1000;

/**
 * When a page that opens with the row above it is put in order, in ms: after the answer with the page went out, and before
 * VS Code asks for its rows.
 */
const pageAfter = 4;

/** Longest wait for the rest of the rows, in ms, and how often is looked. */
const longestWait = 2000;
const lookEvery = 50;

interface FirstRowsDeps<T> {
  readonly clock: Clock;
  /** Lets the rows below a row be read again. */
  readonly readAgain: (element: string) => void;
  /** The same for those that are on the screen in part. */
  readonly readAll: (elements: readonly string[]) => void;
  /** True for a row that opens with the row above it: its rows fill the screen. */
  readonly opensItself: (row: T) => boolean;
  /** Does ahead what the rows below such a row will need. */
  readonly prepare: (row: T) => void;
  /** More rows are on their way to those below a row. */
  readonly isComing: (element: string) => boolean;
  /** False for a row that left the tree. */
  readonly stands: (element: string) => boolean;
}

/**
 * Of a row that is opened the first rows are read alone, those up to one that opens by itself where there is one, and all
 * of them right after: VS Code shows none before it has all that it was given, which takes it five times as long for
 * 2,000 rows as for those that somebody sees.
 */
export class FirstRows<T> implements Disposable {
  /** Rows whose rows below were not all read yet. */
  private readonly parts = new Set<string>();
  /** Until the rest of all of them is got ready: a row and one below it are read again as one. */
  private rest: Disposable | undefined;
  private ahead: Disposable | undefined;
  private held = 0;
  /** So many rows VS Code has below each row. */
  private readonly given = new Map<string, number>();
  /** Those below these it reads with all rows, and did not read yet. */
  private withAll = new Set<string>();
  /** So many rows it may be given with all rows. */
  private left = 0;

  constructor(private readonly deps: FirstRowsDeps<T>) {}

  /**
   * VS Code reads all rows now, with those below each row that is open, and writes them in one go. Where there are many, it is
   * given those that it had, and the rest right after: a filter that ends brings back thousands.
   */
  all(): void {
    this.withAll = new Set(this.given.keys());
    this.left = rowsAtOnce;
  }

  /**
   * What is read of the rows below a row.
   * @param isOpened they were not on the screen before
   */
  of(element: string, isOpened: boolean, rows: readonly T[]): readonly T[] {
    this.parts.delete(element);
    const isWithAll = this.withAll.delete(element);
    const given = this.isHeld ? rows : isOpened ? this.some(rows) : isWithAll ? this.asMany(element, rows) : rows;
    this.given.set(element, given.length);
    if (given.length < rows.length) this.readRest(element);
    return given;
  }

  /** True while a row is looked for: rows are given whole, and at once. */
  get isHeld(): boolean {
    return this.held > 0;
  }

  /** The row was closed: nobody waits for the rest, and VS Code is not to take the part for all when it opens again. */
  forget(element: string): void {
    if (this.parts.delete(element)) this.deps.readAgain(element);
  }

  /** A row that is not known any more. */
  delete(element: string): void {
    this.given.delete(element);
    this.forget(element);
  }

  /** Looks for a row, which may be any of them: until that ends they are read whole. Waits for the rest of what is there in part. */
  async whole<R>(look: () => Promise<R>): Promise<R> {
    this.held++;
    if (this.rest) this.readAll();
    // Nobody reads the rest of those that left the tree before they were read whole.
    for (const element of this.parts) if (!this.deps.stands(element)) this.parts.delete(element);
    try {
      for (let waited = 0; this.parts.size > 0 && waited < longestWait; waited += lookEvery)
        await new Promise<void>((resolve) => this.deps.clock.after(lookEvery, resolve));
      // Whoever comes next is not to wait for what nobody reads.
      this.parts.clear();
      return await look();
    } finally {
      this.held--;
    }
  }

  dispose(): void {
    this.ahead?.dispose();
    this.rest?.dispose();
    this.parts.clear();
  }

  private some(rows: readonly T[]): readonly T[] {
    const page = rows.findIndex(this.deps.opensItself);
    this.prepareSoon(rows[page]);
    return rows.slice(0, page < 0 ? firstRows : page + 1);
  }

  private asMany(element: string, rows: readonly T[]): readonly T[] {
    const most = Math.max(this.given.get(element) ?? 0, firstRows, this.left);
    this.left = Math.max(0, this.left - rows.length);
    return rows.length <= most ? rows : rows.slice(0, most);
  }

  private readRest(element: string): void {
    this.parts.add(element);
    this.rest?.dispose();
    const wait = this.deps.isComing(element) ? restWhileComing : restAfter;
    this.rest = this.deps.clock.after(wait, () => this.readAll());
  }

  private prepareSoon(row: T | undefined): void {
    if (row === undefined) return;
    this.ahead?.dispose();
    this.ahead = this.deps.clock.after(pageAfter, () => this.deps.prepare(row));
  }

  private readAll(): void {
    this.rest?.dispose();
    this.rest = undefined;
    if (this.parts.size > 0) this.deps.readAll([...this.parts]);
  }
}
