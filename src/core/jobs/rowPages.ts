import { sameList } from './jobDiff';
import { drained } from './jobTotals';
import type { OrderedRow } from './rowOrder';
import { havePages, stillHavePages, type ReadPage } from './samePages';
import { jobsPerStep, pageSize } from './scale';
import { selectFirst, selectPage, sortRows, type Compare } from './selectPage';

/** To look at all rows once costs about as much as to read so many pages, which somebody will read in case they are others. */
const fewPages = 2;

/** The rows of a group in their order, of which only those pages are put in order that somebody reads. */
export class RowPages {
  private readonly read = new Map<number, readonly string[]>();
  /** The first page, before somebody reads it. */
  private first: readonly string[] | undefined;
  /** Of jobs that were looked for: their pages. */
  private readonly found = new Map<string, number>();

  /**
   * @param list what the rows are made of: the same list has the same rows, in whatever order
   * @param rowAt a row as it is now: what it is made of may change while rows are put in order
   * @param compare their order
   */
  constructor(
    private readonly list: readonly unknown[],
    private readonly rowAt: (index: number) => OrderedRow,
    private readonly compare: Compare<OrderedRow>,
  ) {}

  /** Number of rows. */
  get length(): number {
    return this.list.length;
  }

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
    const ahead = index === 0 ? this.first : undefined;
    const page = ahead ?? (yield* this.rowsOn(index)).map((row) => row.id);
    this.read.set(index, page);
    // Small ones, too, are read one by one: 200 labels may be open.
    yield;
    return page;
  }

  /** Puts the first of several pages in order, in small steps: it counts as read no sooner than somebody reads it. */
  *order(): Generator<void, void> {
    if (this.count > 1 && !this.read.has(0)) this.first ??= (yield* this.rowsOn(0)).map((row) => row.id);
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

  /** True when nobody has read a page. */
  get isUnread(): boolean {
    return this.read.size === 0;
  }

  /** True when the pages that were read of this are the same in `next`, which may have them in any other order. */
  hasSamePages(next: RowPages): boolean {
    return this.isAsLong(next) && [...this.read].every(([index, page]) => sameList(page, next.page(index)));
  }

  /**
   * True when somebody reading the same pages of `next` would see what was read of this; it knows those pages then.
   * @param changed rows that may have got another place since, or what they say may be other
   */
  readsSame(next: RowPages, changed: ReadonlySet<string>): boolean {
    if (!this.isAsLong(next)) return false;
    const isSame = this.isSameIn(next, changed);
    if (isSame) for (const [index, page] of this.read) next.read.set(index, page);
    return isSame ?? this.hasSamePages(next);
  }

  /** The number of pages decides whether rows stand under pages or under the group itself. */
  private isAsLong(next: RowPages): boolean {
    return this.read.size === 0 || (this.count === next.count && this.length === next.length);
  }

  /** undefined: to be found out by reading, which costs no more. */
  private isSameIn(next: RowPages, changed: ReadonlySet<string>): boolean | undefined {
    const pages = [...this.read].map(([index, ids]) => ({ index, from: index * pageSize, ids }));
    const unread = pages.filter(({ index, ids }) => ids.length > 0 && !next.read.has(index));
    if (unread.length === 0) return undefined;
    const inOrder = pages.filter(({ ids }) => ids.length > 0).toSorted((left, right) => left.from - right.from);
    const known = this.list === next.list ? next.still(inOrder, changed) : undefined;
    return known ?? (unread.length > fewPages ? havePages(next.each(), inOrder, next.compare) : undefined);
  }

  private still(pages: readonly ReadPage[], changed: ReadonlySet<string>): boolean | undefined {
    return stillHavePages(this.each(), { pages, changed, count: this.length }, this.compare);
  }

  private *rowsOn(index: number): Generator<void, OrderedRow[]> {
    if (index === 0) return yield* selectFirst(this.each(), pageSize, this.compare);
    const from = Math.min(index * pageSize, this.length);
    const to = Math.min(from + pageSize, this.length);
    return yield* selectPage(yield* this.rows(), { from, to }, this.compare);
  }

  /** All of them, in any order. */
  private *rows(): Generator<void, OrderedRow[]> {
    const rows: OrderedRow[] = [];
    for (const row of this.each()) if (rows.push(row) % jobsPerStep === 0) yield;
    return rows;
  }

  private *each(): Generator<OrderedRow, void> {
    for (let index = 0; index < this.length; index++) yield this.rowAt(index);
  }
}
