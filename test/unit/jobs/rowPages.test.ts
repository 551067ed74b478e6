import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sortKeys, type Arrangement } from '../../../src/core/jobs/arrangement';
import { knownStatuses } from '../../../src/core/jobs/job';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { compareRows, orderedRow, type OrderedRow } from '../../../src/core/jobs/rowOrder';
import { RowPages } from '../../../src/core/jobs/rowPages';
import { pageSize } from '../../../src/core/jobs/scale';
import { selectFirst, selectPage, sortRows } from '../../../src/core/jobs/selectPage';
import { drained } from '../../../src/core/jobs/jobTotals';
import { job, labelAnswer } from '../../fakes/jobs';

const arrangement: fc.Arbitrary<Arrangement> = fc.record({
  groupBy: fc.constant('label' as const),
  sortBy: fc.constantFrom(...sortKeys),
  reversed: fc.boolean(),
});

/** Job number → its id; in no order of its own. */
const idOf = (index: number): string => `job-${(index * 7919) % 10_007}`;

function storeOf(count: number): JobStore {
  let now = 0;
  const store = new JobStore(() => now);
  store.track(['lot'], []);
  const jobs = Array.from({ length: count }, (_, index) => job(idOf(index), knownStatuses[(index * 13) % 4]));
  store.apply({ labels: new Map([['lot', labelAnswer(jobs)]]) });
  now = 90_000;
  store.apply({ seen: jobs.filter((_, index) => index % 5 === 0).map((each) => ({ ...each, status: 'failed' })) });
  return store;
}

it('a whole list is sorted in steps, each of which looks at each row a few times', () => {
  fc.assert(
    fc.property(fc.nat(6000), fc.nat(5000), (count, prime) => {
      const rows = Array.from({ length: count }, (_, index) => (index * prime + (index >> 3)) % 3001);
      const keyed = rows.map((key, index) => key * 10_000 + index);
      let [comparisons, most] = [0, 0];
      const steps = sortRows([...keyed], (a, b) => (comparisons++, a - b));
      for (;;) {
        const { done, value } = steps.next();
        most = Math.max(most, comparisons);
        comparisons = 0;
        if (!done) continue;
        assert.deepEqual(
          value,
          keyed.sort((a, b) => a - b),
        );
        break;
      }
      assert.ok(most <= Math.max(3 * count, 12_000), `${most} comparisons in a step, of ${count} rows`);
    }),
    { numRuns: 50 },
  );
});

describe('a page of a list', () => {
  it('is what sorting the whole list puts there', () => {
    const list = fc.uniqueArray(fc.integer({ min: -50, max: 1000 }), { maxLength: 300 });
    fc.assert(
      fc.property(list, fc.nat(300), fc.nat(300), (numbers, a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const compare = (left: number, right: number): number => left - right;
        assert.deepEqual(
          drained(selectPage([...numbers], { from, to }, compare)),
          [...numbers].sort(compare).slice(from, to),
        );
      }),
    );
  });

  it('that is the first is what sorting puts there, of rows that come one by one, and few of the others are kept', () => {
    const list = fc.uniqueArray(fc.integer({ min: -50, max: 1000 }), { maxLength: 300 });
    const compare = (left: number, right: number): number => left - right;
    fc.assert(
      fc.property(list, fc.integer({ min: 1, max: 80 }), (numbers, count) => {
        assert.deepEqual(drained(selectFirst(numbers, count, compare)), [...numbers].sort(compare).slice(0, count));
      }),
    );
    const many = 100_000;
    for (const at of [(place: number) => (place * 7919) % many, (place: number) => many - place]) {
      let [comparisons, most, before] = [0, 0, 0];
      const rows = Array.from({ length: many }, (_, place) => at(place));
      const steps = selectFirst(rows, 2000, (left, right) => (comparisons++, left - right));
      for (let isDone = false; !isDone; before = comparisons) {
        isDone = steps.next().done ?? false;
        most = Math.max(most, comparisons - before);
      }
      assert.ok(comparisons < 8 * many && most < 30_000, `${comparisons} comparisons, ${most} in a step`);
    }
  });

  it('of a list that is in order already, or in the opposite one, costs few comparisons a row', () => {
    const count = 50_000;
    const inOrder = Array.from({ length: count }, (_, index) => index);
    for (const list of [inOrder, inOrder.toReversed()]) {
      let comparisons = 0;
      drained(selectPage([...list], { from: 20_000, to: 22_000 }, (left, right) => (comparisons++, left - right)));
      assert.ok(comparisons < 8 * count, `${comparisons} comparisons`);
    }
  });
});

const none: ReadonlySet<string> = new Set();

describe('the pages of a group', () => {
  const count = 2 * pageSize + 345;
  const store = storeOf(count);
  const ids = store.label('lot')?.jobIds ?? [];
  const rowsOf = (list: readonly string[], by: Arrangement): OrderedRow[] =>
    list.map((id) => orderedRow(id, store.job(id), by));
  const pagesOf = (by: Arrangement, list = ids): RowPages =>
    new RowPages(list, (index) => orderedRow(list[index]!, store.job(list[index]!), by), compareRows(by));

  it('are the whole group in its order, cut', () => {
    fc.assert(
      fc.property(arrangement, (by) => {
        const pages = pagesOf(by);
        const rows = rowsOf(ids, by).sort(compareRows(by));
        const read = Array.from({ length: pages.count }, (_, index) => pages.page(index)).flat();
        assert.deepEqual([pages.count, read], [3, rows.map((row) => row.id)]);
      }),
      { numRuns: 12 },
    );
  });

  it('are put in order one by one, and read once: nobody sorts the whole group for one of them', () => {
    const by = { groupBy: 'label', sortBy: 'id', reversed: false } as const;
    let [comparisons, reads] = [0, 0];
    const compare = compareRows(by);
    const counted = (left: OrderedRow, right: OrderedRow): number => (comparisons++, compare(left, right));
    const many = Array.from({ length: 20_000 }, (_, index): OrderedRow => {
      const id = idOf(index * 31);
      return { id: `${id}-${index}`, first: 0, key: id };
    });
    const all = many.length * Math.log2(many.length);
    for (const page of [0, 3]) {
      [comparisons, reads] = [0, 0];
      const pages = new RowPages(many, (index) => (reads++, many[index]!), counted);
      pages.page(page);
      const once = comparisons;
      assert.ok(once < all / 2, `${once} comparisons, where sorting takes ${Math.round(all)}`);
      pages.page(page);
      assert.deepEqual([comparisons, reads], [once, many.length]);
    }
  });

  it('tell on which of them a job stands', () => {
    fc.assert(
      fc.property(arrangement, fc.nat(count - 1), (by, index) => {
        const pages = pagesOf(by);
        const id = ids[index] ?? '';
        assert.ok(pages.page(pages.pageOf(id) ?? -1).includes(id));
      }),
      { numRuns: 12 },
    );
    assert.equal(pagesOf({ groupBy: 'label', sortBy: 'id', reversed: false }).pageOf('nobody'), undefined);
  });

  it('are a step each, however few rows they have: 200 labels that are open are not put in order in one go', () => {
    const by = { groupBy: 'label', sortBy: 'id', reversed: false } as const;
    const few = ids.slice(0, 5);
    const steps = pagesOf(by, few).prepare(0);
    const isOver = Array.from({ length: 2 }, () => steps.next().done);
    assert.deepEqual(isOver, [false, true]);
  });

  it('look for a job in small steps, and once', () => {
    const by = { groupBy: 'label', sortBy: 'id', reversed: true } as const;
    const order = compareRows(by);
    let [comparisons, reads, most] = [0, 0, 0];
    const counted = (left: OrderedRow, right: OrderedRow): number => (comparisons++, order(left, right));
    const rows = rowsOf(ids, by);
    const pages = new RowPages(ids, (index) => (reads++, rows[index]!), counted);
    const steps = pages.find(ids[7] ?? '');
    for (let isDone = false; !isDone; comparisons = 0) {
      isDone = steps.next().done ?? false;
      most = Math.max(most, comparisons);
    }
    assert.ok(most <= 1000, `${most} comparisons in a step`);
    assert.equal(pages.pageOf(ids[7] ?? ''), pagesOf(by).pageOf(ids[7] ?? ''));
    assert.equal(reads, ids.length);
  });

  it('read the same where only a page changed that nobody has read', () => {
    const by = { groupBy: 'label', sortBy: 'id', reversed: false } as const;
    const before = pagesOf(by);
    const last = before.page(2).at(-1) ?? '';
    const other = (id: string): RowPages =>
      pagesOf(
        by,
        ids.map((each) => (each === id ? 'job-0' : each)),
      );
    const fresh = pagesOf(by);
    fresh.page(0);
    assert.equal(fresh.readsSame(pagesOf(by), none), true);
    assert.equal(before.readsSame(other(last), none), false);
  });

  it('are looked at together where many were read: none of them is put in order again', () => {
    const by = { groupBy: 'label', sortBy: 'id', reversed: false } as const;
    const many = Array.from({ length: 20_000 }, (_, index): OrderedRow => {
      const id = idOf(index * 31);
      return { id: `${id}-${index}`, first: 0, key: `${id}-${index}` };
    });
    const order = compareRows(by);
    let [comparisons, reads] = [0, 0];
    const counted = (left: OrderedRow, right: OrderedRow): number => (comparisons++, order(left, right));
    const of = (rows: readonly OrderedRow[]): RowPages =>
      new RowPages(rows, (index) => (reads++, rows[index]!), counted);
    const before = of(many);
    for (let page = 0; page < 10; page++) before.page(page);
    [comparisons, reads] = [0, 0];
    const next = of([...many]);
    assert.equal(before.readsSame(next, none), true);
    assert.ok(comparisons <= many.length, `${comparisons} comparisons`);
    assert.deepEqual([[...next.pagesRead], next.page(9)], [[...before.pagesRead], before.page(9)]);
    assert.equal(reads, many.length);
    assert.equal(before.readsSame(of(many.with(17, { id: 'other', first: 1, key: 'other' })), none), false);
  });
});

describe('the first page, put in order before somebody reads it', () => {
  const pagesOf = (count: number, looks: () => void): RowPages => {
    const list = Array.from({ length: count }, (_, index) => count - index);
    const rowAt = (index: number): OrderedRow => {
      looks();
      const id = String(list[index]).padStart(6, '0');
      return orderedRow(id, { ...job(id), under: ['lot'] } as never, {
        groupBy: 'label',
        sortBy: 'id',
        reversed: false,
      });
    };
    return new RowPages(list, rowAt, (a, b) => (a.id < b.id ? -1 : 1));
  };

  it('is there without a look at the rows, and is none that was read until then', () => {
    let looks = 0;
    const pages = pagesOf(2 * pageSize, () => looks++);
    drained(pages.order());
    assert.deepEqual(
      [looks >= 2 * pageSize, pages.isUnread, [...pages.pagesRead], [...pages.shown()]],
      [true, true, [], []],
    );
    looks = 0;
    drained(pages.order());
    const page = pages.page(0);
    assert.deepEqual([looks, page.length, page[0], page.at(-1)], [0, pageSize, '000001', '002000']);
    assert.deepEqual([...pages.pagesRead], [0]);
    assert.equal(pages.page(1)[0], '002001');
  });

  it('is left alone where it is the only one, or was read', () => {
    let looks = 0;
    drained(pagesOf(pageSize, () => looks++).order());
    assert.equal(looks, 0);
    const pages = pagesOf(2 * pageSize, () => looks++);
    pages.page(0);
    looks = 0;
    drained(pages.order());
    assert.equal(looks, 0);
  });
});
