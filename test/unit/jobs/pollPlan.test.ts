import assert from 'node:assert/strict';
import fc from 'fast-check';
import { coverPositions } from '../../../src/core/jobs/pollCover';
import { passEvery, pollPlan, probeEvery, type LabelFacts, type PlanFacts } from '../../../src/core/jobs/pollPlan';

const budget = { credit: 0 };

/** A label of `length` jobs whose ids are `<label>-<index>`, passed and looked at just now. */
function label(name: string, length: number, more: Partial<LabelFacts> = {}): LabelFacts {
  const jobIds = Array.from({ length }, (_, index) => `${name}-${index}`);
  const cost = Math.floor(length / 100) + 1;
  const memory = { passedAt: 0, lookedAt: 0, growsAt: 'tail' as const, due: false, overdue: false, overlaps: true };
  return {
    label: name,
    jobIds,
    unfinished: [],
    length,
    cost,
    ...memory,
    may: { windows: true, singles: true },
    ...more,
  };
}

function facts(labels: readonly LabelFacts[], more: Partial<PlanFacts> = {}): PlanFacts {
  const nobody = new Set<string>();
  return { labels, jobIds: [], ownAnswers: nobody, unaskable: nobody, idle: false, now: 0, budget, ...more };
}

const planOf = (labels: readonly LabelFacts[], more: Partial<PlanFacts> = {}): string[] => {
  const { plan } = pollPlan(facts(labels, more));
  const pages = plan.pages.map((page) => `${page.kind} ${page.label} ${page.start}`);
  return [...plan.passes.map((name) => `pass ${name}`), ...pages, ...plan.jobIds];
};

describe('the plan of a run', () => {
  it('asks for jobs that stand near each other by one page, and for a lonely one by its id', () => {
    assert.deepEqual(planOf([label('a', 1000, { unfinished: [10, 109, 500] })]), ['window a 10', 'a-500']);
    assert.deepEqual(planOf([label('a', 1000, { unfinished: [10, 110] })]), ['a-10', 'a-110']);
  });

  it('passes a label for which anything else costs as much', () => {
    assert.deepEqual(planOf([label('a', 250, { unfinished: [0, 101, 210] })]), ['pass a']);
    assert.deepEqual(planOf([label('a', 250, { unfinished: [0, 150] })]), ['a-0', 'a-150']);
    assert.deepEqual(planOf([label('a', 99, { unfinished: [0] })]), ['pass a']);
  });

  it('asks once for a job under two labels', () => {
    const shared = { jobIds: Array.from({ length: 1000 }, (_, index) => `job-${index}`) };
    const labels = [
      label('a', 1000, { ...shared, unfinished: [5, 6] }),
      label('b', 1000, { ...shared, unfinished: [5, 6] }),
    ];
    assert.deepEqual(planOf(labels), ['window a 5']);
  });

  it('asks a label without places by ids only, and passes it where ids mislead, too', () => {
    const unfinished = [1, 2];
    assert.deepEqual(planOf([label('a', 1000, { unfinished, may: { windows: false, singles: true } })]), [
      'a-1',
      'a-2',
    ]);
    assert.deepEqual(planOf([label('a', 1000, { unfinished, may: { windows: false, singles: false } })]), ['pass a']);
    assert.deepEqual(planOf([label('a', 1000, { unfinished: [7], may: { windows: true, singles: false } })]), [
      'window a 7',
    ]);
  });

  it('asks by page for a job whose own query failed', () => {
    const unaskable = new Set(['a-7']);
    assert.deepEqual(planOf([label('a', 1000, { unfinished: [7, 500] })], { unaskable }), ['window a 7', 'a-500']);
  });

  it('passes what is due, and needs no other request for it', () => {
    assert.deepEqual(planOf([label('a', 1000, { due: true, unfinished: [7] })], { jobIds: ['a-7'] }), ['pass a']);
  });

  it('asks for the own answer of a job that was never asked for, though a page tells of it', () => {
    const labels = [label('a', 1000, { unfinished: [7, 8] })];
    assert.deepEqual(planOf(labels, { jobIds: ['a-8'], ownAnswers: new Set(['a-7']) }), ['window a 7', 'a-7']);
  });

  it('looks for new jobs at the tail of each label while nothing is unfinished, at the head where they came last', () => {
    const labels = [label('a', 1000), label('b', 1000, { growsAt: 'head' }), label('c', 99), label('d', 0)];
    assert.deepEqual(planOf(labels, { idle: true }), ['pass c', 'pass d', 'probe a 901', 'probe b 0']);
  });

  it('looks for new jobs where nobody did for two minutes though something is unfinished, oldest first, a few at once', () => {
    const labels = [
      label('a', 1000, { unfinished: [3] }),
      label('b', 1000, { lookedAt: 5 }),
      label('c', 1000, { lookedAt: 4 }),
    ];
    assert.deepEqual(planOf(labels, { now: probeEvery - 1 }), ['a-3']);
    // The clock was set back.
    assert.deepEqual(planOf(labels, { now: -probeEvery }), ['probe a 901', 'probe c 901', 'probe b 901', 'a-3']);
    assert.deepEqual(planOf(labels, { now: probeEvery + 4 }), ['probe a 901', 'probe c 901', 'a-3']);
    const many = Array.from({ length: 40 }, (_, index) => label(`l${index}`, 1000, { lookedAt: 40 - index }));
    const newest = label('open', 1000, { unfinished: [3], lookedAt: 1000 });
    const plan = planOf([...many, newest], { now: probeEvery + 1000 });
    assert.deepEqual(plan, [...Array.from({ length: 11 }, (_, index) => `probe l${39 - index} 901`), 'open-3']);
  });

  it('passes a label where a look for new jobs beside what is asked by id costs as much, but for own answers', () => {
    const labels = [label('a', 250, { unfinished: [0, 150] })];
    assert.deepEqual(planOf(labels, { now: probeEvery }), ['pass a']);
    assert.deepEqual(planOf(labels, { now: probeEvery, ownAnswers: new Set(['a-0']) }), ['pass a', 'a-0']);
  });

  it('needs no probe where a window reaches beyond the end', () => {
    assert.deepEqual(planOf([label('a', 1000, { unfinished: [950, 960] })], { now: probeEvery }), ['window a 950']);
  });

  it('passes each label once in fifty runs, a share at a time', () => {
    const passed = new Map<string, number>();
    let left = budget;
    const most: number[] = [];
    for (let run = 1; run <= passEvery; run++) {
      const labels = ['a', 'b', 'c', 'd', 'e'].map((name) => label(name, 1000, { passedAt: passed.get(name) ?? 0 }));
      const { plan, budget: next } = pollPlan(facts(labels, { budget: left }));
      for (const name of plan.passes) passed.set(name, run);
      most.push(plan.passes.length);
      left = next;
    }
    assert.deepEqual(
      [...passed],
      [
        ['a', 10],
        ['b', 20],
        ['c', 30],
        ['d', 40],
        ['e', 50],
      ],
    );
    assert.equal(Math.max(...most), 1);
  });
});

describe('any plan', () => {
  const positions = (length: number): fc.Arbitrary<number[]> =>
    fc
      .uniqueArray(fc.nat(Math.max(0, length - 1)), { maxLength: Math.min(length, 60) })
      .map((all) => all.sort((a, b) => a - b));
  const anyLabel = fc.constantFrom(0, 1, 99, 100, 101, 450, 1000, 2500).chain((length) =>
    fc.record({
      length: fc.constant(length),
      unfinished: positions(length),
      due: fc.boolean(),
      shares: fc.boolean(),
      extraCost: fc.nat(2),
      passedAt: fc.nat(20),
      growsAt: fc.constantFrom('head' as const, 'tail' as const),
      may: fc.record({ windows: fc.boolean(), singles: fc.boolean() }),
    }),
  );
  const anyFacts = fc.record({
    labels: fc.array(anyLabel, { maxLength: 5 }),
    credit: fc.nat(3000),
    now: fc.nat(2 * probeEvery),
    idle: fc.boolean(),
    singles: fc.uniqueArray(fc.integer({ min: -3, max: 20 }), { maxLength: 5 }),
    unaskable: fc.uniqueArray(fc.nat(200), { maxLength: 10 }),
  });

  it('tells of every unfinished job that is asked for by nobody else, and costs at most what everything costs', () => {
    fc.assert(
      fc.property(anyFacts, ({ labels, credit, now, idle, singles, unaskable }) => {
        const known = labels.map(({ shares, extraCost, unfinished, length, ...more }, index) => {
          const made = label(`l${index}`, length, { ...more, unfinished });
          const jobIds = shares ? made.jobIds.map((_, place) => `shared-${place}`) : made.jobIds;
          return { ...made, jobIds, overdue: made.passedAt === 0, cost: made.cost + extraCost };
        });
        const jobIds = singles.map((number) => `shared-${number}`);
        const avoided = new Set(unaskable.map((place) => `shared-${place}`));
        const input = facts(known, { jobIds, idle, unaskable: avoided, now, budget: { credit } });
        const { plan, budget: left } = pollPlan(input);
        const told = new Set(plan.jobIds);
        for (const { label: name, jobIds: ids } of known) {
          if (plan.passes.includes(name)) for (const id of ids) told.add(id);
          for (const page of plan.pages)
            if (page.label === name) for (const id of ids.slice(page.start, page.start + 100)) told.add(id);
        }
        for (const { unfinished, jobIds: ids } of known)
          for (const place of unfinished) assert.ok(told.has(ids[place]!));
        for (const id of jobIds) assert.ok(told.has(id));
        const cost = (name: string): number => known.find((each) => each.label === name)?.cost ?? 0;
        const asked = plan.passes.reduce((sum, name) => sum + cost(name), plan.pages.length + plan.jobIds.length);
        const naive = known.reduce((sum, each) => sum + each.cost, jobIds.length);
        assert.ok(asked <= naive, `${asked} of ${naive}`);
        assert.equal(new Set(plan.jobIds).size, plan.jobIds.length);
        assert.ok(plan.pages.every((page) => page.start >= 0 && !plan.passes.includes(page.label)));
        for (const page of plan.pages)
          if (page.kind === 'window') assert.ok(known.find((each) => each.label === page.label)?.may.windows);
        for (const each of known) if (each.due || each.overdue) assert.ok(plan.passes.includes(each.label));
        assert.ok(left.credit >= 0);
      }),
      { numRuns: 500 },
    );
  });

  it('covers positions by as few requests as any choice of pages and ids does', () => {
    const few = fc.uniqueArray(fc.nat(400), { minLength: 1, maxLength: 12 }).map((all) => all.sort((a, b) => a - b));
    fc.assert(
      fc.property(few, (wanted) => {
        const cover = coverPositions(wanted, { windows: true, single: () => true })!;
        // The fewest for the first n positions: the last of them alone, or by a page that covers as many as it can.
        const fewest = [0];
        for (const [index, last] of wanted.entries()) {
          const choices = wanted
            .slice(0, index + 1)
            .flatMap((first, from) => (last - first < 100 ? [fewest[from]! + 1] : []));
          fewest.push(Math.min(...choices));
        }
        assert.equal(cover.windows.length + cover.singles.length, fewest.at(-1));
      }),
    );
  });
});
