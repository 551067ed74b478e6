import { sameList } from './jobDiff';
import { drained } from './jobTotals';
import type { OrderedRow } from './rowOrder';
import { havePages } from './samePages';
import { jobsPerStep, pageSize } from './scale';
import { selectPage, sortRows, type Compare } from './selectPage';

/** To look at all rows once costs about as much as to read so many pages, which somebody will read in case they are others. */
const fewPages = 2;

/** The rows of a group in their order, of which only those pages are put in order that somebody reads. */
export class RowPages {
  private readonly read = new Map<number, readonly string[]>();
  /** Of jobs that were looked for: their pages. */
  private readonly found = new Map<string, number>();

  /**
   * @param length number of rows
   * @param rows makes a list of its own of all rows, in any order, in small steps
   * @param compare their order
   */
  constructor(
    readonly length: number,
    private readonly rows: () => Generator<void, OrderedRow[]>,
    private readonly compare: Compare<OrderedRow>,
  ) {}

  /** Number of pages; a group without rows has none. */
  get count(): number {
    return Math.ceil(this.length / pageSize);
  }

  /** @param index from 0; a page beyond the last is empty */
  page(index: number): readonly string[] {
    return this.read.get(index) ?? drained(this.prepare(index));
  }

  /** Reads a page in small steps: it is there from then on. */
  *prepare(index: number): Generator<void, readonly string[]> {
    const known = this.read.get(index);
    if (known) return known;
    const from = Math.min(index * pageSize, this.length);
    const to = Math.min(from + pageSize, this.length);
    const rows = yield* selectPage(yield* this.rows(), { from, to }, this.compare);
    const page = rows.map((row) => row.id);
    this.read.set(index, page);
    return page;
  }

  /** All rows, in small steps; they are not kept. */
  *all(): Generator<void, readonly string[]> {
    if (this.count <= 1) return yield* this.prepare(0);
    const rows = yield* sortRows(yield* this.rows(), this.compare);
    return rows.map((row) => row.id);
  }

  /** The page that a job stands on, or undefined: it is not among the rows. */
  pageOf(id: string): number | undefined {
    return drained(this.find(id));
  }

  /** As `pageOf`, in small steps; what was found is known from then on. */
  *find(id: string): Generator<void, number | undefined> {
    const known = this.found.get(id);
    if (known !== undefined) return known;
    for (const [index, page] of this.read) if (page.includes(id)) return index;
    const rows = yield* this.rows();
    const own = rows.find((row) => row.id === id);
    if (!own) return undefined;
    let before = 0;
    for (const [at, row] of rows.entries()) {
      if (this.compare(row, own) < 0) before++;
      if (at % jobsPerStep === 0) yield;
    }
    const index = Math.floor(before / pageSize);
    this.found.set(id, index);
    return index;
  }

  /** Which pages were read. */
  get pagesRead(): Iterable<number> {
    return this.read.keys();
  }

  /** Rows on pages that were read: what may be on the screen. */
  *shown(): IterableIterator<string> {
    for (const page of this.read.values()) yield* page;
  }

  /** True when somebody reading the same pages of `next` would see what was read of this; it knows those pages then. */
  readsSame(next: RowPages): boolean {
    // The number of pages decides whether rows stand under pages or under the group itself.
    if (this.read.size > 0 && (this.count !== next.count || this.length !== next.length)) return false;
    const unread = [...this.read].filter(([index]) => !next.read.has(index));
    if (unread.length > fewPages) return next.has(unread) && this.readsSame(next);
    return [...this.read].every(([index, page]) => sameList(page, next.page(index)));
  }

  /** Whether these are its pages; if so it knows them from then on. */
  private has(pages: readonly (readonly [number, readonly string[]])[]): boolean {
    const inOrder = pages.toSorted(([left], [right]) => left - right);
    const asRead = inOrder.map(([index, ids]) => ({ from: index * pageSize, ids }));
    if (!havePages(drained(this.rows()), asRead, this.compare)) return false;
    for (const [index, page] of pages) this.read.set(index, page);
    return true;
  }
}
