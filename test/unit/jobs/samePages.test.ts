import assert from 'node:assert/strict';
import fc from 'fast-check';
import { havePages, stillHavePages, type ReadPage } from '../../../src/core/jobs/samePages';

interface Row {
  readonly id: string;
  readonly key: number;
}

const compare = (left: Row, right: Row): number => left.key - right.key;
const rowsOf = (keys: readonly number[]): Row[] => keys.map((key, index) => ({ id: `row-${index}`, key }));
const key = fc.integer({ min: 0, max: 60 });

/** Rows of which a few get another place, or none does. */
const worlds = fc.record({
  before: fc.uniqueArray(key, { minLength: 1, maxLength: 20 }),
  /** Index of a row, and the key that it gets. */
  moves: fc.array(fc.tuple(fc.nat(19), key), { maxLength: 3 }),
  /** Rows on a page. */
  size: fc.integer({ min: 1, max: 6 }),
  /** A bit for each page that was read: often the first ones. */
  read: fc.oneof(fc.constantFrom(1, 3, 7, 63), fc.nat(63)),
});

function moved(before: readonly number[], moves: readonly (readonly [number, number])[]): number[] {
  const after = [...before];
  for (const [at, to] of moves) if (at < after.length && !after.includes(to)) after[at] = to;
  return after;
}

/** The pages that were read, found by putting all rows in order. */
function sortedPages(rows: readonly Row[], { size, read }: { size: number; read: number }): ReadPage[] {
  const inOrder = rows.toSorted(compare).map(({ id }) => id);
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, page) => page)
    .filter((page) => (read >> (page % 6)) & 1)
    .map((page) => ({ from: page * size, ids: inOrder.slice(page * size, (page + 1) * size) }));
}

const isSame = (left: readonly ReadPage[], right: readonly ReadPage[]): boolean =>
  JSON.stringify(left) === JSON.stringify(right);

it('rows have the pages that they are said to have if putting them in order says so', () => {
  const seen = { same: 0, other: 0 };
  fc.assert(
    fc.property(worlds, fc.boolean(), ({ before, moves, ...cut }, isOther) => {
      const pages = sortedPages(rowsOf(before), cut);
      const now = rowsOf(moved(before, moves)).map((row, index) =>
        isOther && index === 0 ? { ...row, id: 'another' } : row,
      );
      const expected = isSame(pages, sortedPages(now, cut));
      seen[expected ? 'same' : 'other']++;
      assert.equal(havePages(now, pages, compare), expected);
    }),
    { numRuns: 2000 },
  );
  assert.ok(seen.same > 300 && seen.other > 300, JSON.stringify(seen));
});

it('rows of which some changed have the pages that they had if putting them in order says so', () => {
  const seen = { same: 0, other: 0, unknown: 0 };
  fc.assert(
    fc.property(worlds, ({ before, moves, ...cut }) => {
      const pages = sortedPages(rowsOf(before), cut);
      fc.pre(pages.length > 0);
      const now = rowsOf(moved(before, moves));
      const changed = new Set(moves.map(([at]) => `row-${at}`));
      const told = stillHavePages(now, { pages, changed, count: now.length }, compare);
      seen[told === undefined ? 'unknown' : told ? 'same' : 'other']++;
      if (told !== undefined) assert.equal(told, isSame(pages, sortedPages(now, cut)));
    }),
    { numRuns: 3000 },
  );
  assert.ok(seen.same > 300 && seen.other > 300 && seen.unknown < 2400, JSON.stringify(seen));
});
