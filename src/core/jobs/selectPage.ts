import { jobsPerStep } from './scale';

/** How two rows stand: below 0 when the first comes first. No two rows may be equal. */
export type Compare<T> = (left: T, right: T) => number;

/**
 * The rows from place `from` to before place `to` of the sorted list, without sorting the rest: of 100,000 rows a page of
 * 2,000 costs about three comparisons a row, where sorting them all costs seventeen.
 * The list is left in another order, in which the page stands at its place. In steps, the longest of which goes once
 * through the list.
 */
export function* selectPage<T>(
  rows: T[],
  { from, to }: { from: number; to: number },
  compare: Compare<T>,
): Generator<void, T[]> {
  const all = { low: 0, high: rows.length - 1 };
  if (from > 0) yield* partition(rows, { ...all, place: from }, compare);
  if (to < rows.length) yield* partition(rows, { ...all, place: to }, compare);
  return rows.slice(from, to).sort(compare);
}

/**
 * The first rows of the sorted list, of rows that come one by one; those that cannot be among them are not kept, for what a
 * hundred thousand rows leave behind is work for others later. In steps, the longest of which goes once through twice as
 * many rows as are asked for.
 */
export function* selectFirst<T>(rows: Iterable<T>, count: number, compare: Compare<T>): Generator<void, T[]> {
  let kept: T[] = [];
  let last: T | undefined;
  let looked = 0;
  for (const row of rows) {
    if (++looked % jobsPerStep === 0) yield;
    if (last !== undefined && compare(row, last) > 0) continue;
    if (kept.push(row) < 2 * count) continue;
    yield* partition(kept, { low: 0, high: kept.length - 1, place: count }, compare);
    kept = kept.slice(0, count);
    last = kept.reduce((one, other) => (compare(one, other) > 0 ? one : other));
  }
  return yield* selectPage(kept, { from: 0, to: Math.min(count, kept.length) }, compare);
}

/** All rows in order, in steps as above: halves of halves, until few are left to be sorted. The list is left in another order. */
export function* sortRows<T>(rows: T[], compare: Compare<T>): Generator<void, T[]> {
  const sorted: T[] = [];
  const todo = [{ low: 0, high: rows.length - 1 }];
  for (let part = todo.pop(); part; part = todo.pop()) {
    const { low, high } = part;
    if (high - low < jobsPerStep) {
      sorted.push(...rows.slice(low, high + 1).sort(compare));
      yield;
      continue;
    }
    const place = (low + high) >> 1;
    yield* partition(rows, { low, high, place }, compare);
    todo.push({ low: place, high }, { low, high: place - 1 });
  }
  return sorted;
}

/** Puts the row that belongs at `place` there, what comes before it before, what comes after it after (Hoare's selection). */
function* partition<T>(
  rows: T[],
  { place, ...ends }: { place: number; low: number; high: number },
  compare: Compare<T>,
): Generator<void, void> {
  let { low, high } = ends;
  while (low < high) {
    yield;
    const [left, right] = split(rows, { low, high }, compare);
    if (place <= right) high = right;
    else if (place >= left) low = left;
    else return;
  }
}

function split<T>(rows: T[], { low, high }: { low: number; high: number }, compare: Compare<T>): [number, number] {
  const pivot = middle(rows, { low, high }, compare);
  let left = low;
  let right = high;
  while (left <= right) {
    while (compare(at(rows, left), pivot) < 0) left++;
    while (compare(at(rows, right), pivot) > 0) right--;
    if (left > right) break;
    const row = at(rows, left);
    rows[left++] = at(rows, right);
    rows[right--] = row;
  }
  return [left, right];
}

/** The middle one of three: an order that is there already, or its opposite, is split evenly. */
function middle<T>(rows: readonly T[], { low, high }: { low: number; high: number }, compare: Compare<T>): T {
  const [a, b, c] = [at(rows, low), at(rows, (low + high) >> 1), at(rows, high)];
  if (compare(a, b) < 0 === compare(b, c) < 0) return b;
  return compare(b, a) < 0 === compare(a, c) < 0 ? a : c;
}

function at<T>(rows: readonly T[], index: number): T {
  return rows[index] as T;
}
