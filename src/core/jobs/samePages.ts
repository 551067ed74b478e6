import type { Compare } from './selectPage';

/** A page of rows as it was read. */
export interface ReadPage {
  /** Number of rows before its first, on all pages. */
  readonly from: number;
  /** At least one. */
  readonly ids: readonly string[];
}

/**
 * Says whether these rows, put in order, have these pages, without putting them in order: each row is looked at once,
 * however many pages there are.
 * @param rows in any order
 * @param pages in their order
 */
export function havePages<T extends { readonly id: string }>(
  rows: Iterable<T>,
  pages: readonly ReadPage[],
  compare: Compare<T>,
): boolean {
  const { kept, others } = parted(rows, new Set(pages.flatMap(({ ids }) => ids)));
  const ends: { first: T; last: T }[] = [];
  let before: T | undefined;
  for (const { ids } of pages) {
    let first: T | undefined;
    for (const id of ids) {
      const row = kept.get(id);
      if (!row || (before && compare(before, row) > 0)) return false;
      first ??= row;
      before = row;
    }
    if (first && before) ends.push({ first, last: before });
  }
  return sameList(gaps(pages), countBetween(others, ends, compare));
}

/**
 * As `havePages`, for rows that were the same before, of which only some may have got another place: those are looked at,
 * beside their neighbours.
 * @param changed ids of these; they may be on none of the pages
 * @param count of all rows
 * @returns undefined: that cannot be told without looking at all rows
 */
export function stillHavePages<T extends { readonly id: string }>(
  rows: Iterable<T>,
  {
    pages,
    changed,
    count,
  }: { readonly pages: readonly ReadPage[]; readonly changed: ReadonlySet<string>; readonly count: number },
  compare: Compare<T>,
): boolean | undefined {
  const ids = pages.flatMap((page) => page.ids);
  const last = ids.at(-1) ?? '';
  const isWhole = ids.length === count;
  // Where a page between was not read, or the last row changed beside rows not read, places are to be counted.
  if (gaps(pages).some((gap) => gap > 0) || (!isWhole && changed.has(last))) return undefined;
  const places = ids.flatMap((id, at) => (changed.has(id) ? [at] : []));
  const wanted = new Set([last, ...places.flatMap((at) => ids.slice(Math.max(at - 1, 0), at + 2))]);
  const found = new Map<string, T>();
  const others: T[] = [];
  for (const row of rows)
    if (wanted.has(row.id)) found.set(row.id, row);
    else if (changed.has(row.id)) others.push(row);
  const isBefore = (left: T | undefined, right: T | undefined): boolean => !left || !right || compare(left, right) < 0;
  const rowAt = (at: number): T | undefined => found.get(ids[at] ?? '');
  const keepsPlace = (at: number): boolean => isBefore(rowAt(at - 1), rowAt(at)) && isBefore(rowAt(at), rowAt(at + 1));
  return places.every(keepsPlace) && others.every((row) => isBefore(found.get(last), row));
}

/** How many rows stood before each page, after the page before it. */
function gaps(pages: readonly ReadPage[]): readonly number[] {
  let end = 0;
  return pages.map(({ from, ids }) => {
    const gap = from - end;
    end = from + ids.length;
    return gap;
  });
}

/** How many of these rows stand before each page now; undefined: one stands on a page. */
function countBetween<T>(
  rows: readonly T[],
  pages: readonly { readonly first: T; readonly last: T }[],
  compare: Compare<T>,
): readonly number[] | undefined {
  const counts = pages.map(() => 0);
  for (const row of rows) {
    const next = pages.findIndex(({ last }) => compare(row, last) < 0);
    const page = pages[next];
    if (!page) continue;
    if (compare(row, page.first) > 0) return undefined;
    counts[next] = (counts[next] ?? 0) + 1;
  }
  return counts;
}

function parted<T extends { readonly id: string }>(rows: Iterable<T>, ids: ReadonlySet<string>) {
  const kept = new Map<string, T>();
  const others: T[] = [];
  for (const row of rows)
    if (ids.has(row.id)) kept.set(row.id, row);
    else others.push(row);
  return { kept, others };
}

const sameList = (left: readonly number[], right: readonly number[] | undefined): boolean =>
  left.every((count, index) => count === right?.[index]);
