import assert from 'node:assert/strict';
import fc from 'fast-check';
import { groupings } from '../../../src/core/jobs/arrangement';
import { countStatuses, type JobCounts } from '../../../src/core/jobs/jobCounts';
import { anywhereMatcher, noFilter, type JobFilter } from '../../../src/core/jobs/jobFilter';
import { JobGroups } from '../../../src/core/jobs/jobGroups';
import type { Job } from '../../../src/core/jobs/job';
import type { JobStore } from '../../../src/core/jobs/jobStore';
import { singlesLabel } from '../../../src/core/jobs/groupRef';
import { IdMatches } from '../../../src/core/jobs/idMatches';
import { countJobs, drained } from '../../../src/core/jobs/jobTotals';
import { labelRate } from '../../../src/core/notice/rate';
import { job, jobAnswer, labelAnswer } from '../../fakes/jobs';
import { TreeWorld } from '../../fakes/treeWorld';

const labels = ['lot-a', 'lot-b', 'sale'];
const ids = ['A1', 'a2', 'b3', 'sale4', 'c5', 'c6'];
const statuses = ['pending', 'processing', 'completed', 'failed', 'weird'];

const some = fc.subarray(ids);
const statusOf = fc.array(fc.constantFrom(...statuses), { minLength: ids.length, maxLength: ids.length });
const label = fc.constantFrom(...labels);
const answered = fc.record({
  kind: fc.constant('label' as const),
  label,
  list: some,
  statusOf,
  complete: fc.boolean(),
});
const tracked = fc.record({
  kind: fc.constant('track' as const),
  own: fc.subarray(labels),
  guests: fc.subarray(labels),
  singles: some,
  guestSingles: some,
});
const step = fc.oneof(
  answered,
  fc.record({ kind: fc.constant('job' as const), list: some, statusOf }),
  fc.record({ kind: fc.constant('seen' as const), list: some, statusOf }),
  fc.record({
    kind: fc.constant('saved' as const),
    label,
    list: some,
    statusOf,
    complete: fc.boolean(),
    /** Of before the last answer, or after it. */
    isOld: fc.boolean(),
    /** What happens between its jobs and its list. */
    between: fc.option(fc.oneof(answered, tracked), { nil: undefined }),
  }),
  tracked,
  fc.record({
    kind: fc.constant('filter' as const),
    text: fc.constantFrom('', 'a', 'LOT', 'al', 'ale', 'sale', '5', 'nothing'),
    labels: fc.subarray([...labels, '']),
    groups: fc.subarray(['failed', 'pending'] as const),
  }),
  fc.record({ kind: fc.constant('group' as const), groupBy: fc.constantFrom(...groupings) }),
  fc.constant({ kind: 'reset' as const }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function take(tree: TreeWorld, given: Step): void {
  const { store } = tree;
  tree.now += 61_000;
  if (given.kind === 'reset') {
    store.reset();
    return;
  }
  if (given.kind === 'filter') {
    tree.lay({ filter: given });
    return;
  }
  if (given.kind === 'group') {
    tree.lay({ arrangement: { ...tree.arrangement, groupBy: given.groupBy } });
    return;
  }
  if (given.kind === 'track') {
    store.track(given.own, given.singles, { labels: given.guests, jobIds: given.guestSingles });
    return;
  }
  // Of a job without labels nothing else tells that it is gone.
  const jobs = given.list.map((id) => job(id, given.statusOf[ids.indexOf(id)], id === 'c6' ? [] : ['lot']));
  if (given.kind === 'saved') restore(tree, given, jobs);
  else if (given.kind === 'label')
    store.apply({ labels: new Map([[given.label, labelAnswer(jobs, { complete: given.complete })]]) });
  else if (given.kind === 'seen') store.apply({ seen: jobs });
  else store.apply({ jobs: new Map(jobs.map((each) => [each.id, jobAnswer(each)])) });
}

/** Reads a label from the disk: its jobs come first, then its list. */
function restore(tree: TreeWorld, given: Step & { readonly kind: 'saved' }, jobs: readonly Job[]): void {
  const { store, groups, now } = tree;
  if (!store.label(given.label)) return;
  const flags = { complete: given.complete, capped: false, aligned: given.complete, unreadable: 0 };
  const head = { label: given.label, since: 0, asOf: given.isOld ? now - 90_000 : now + 30_000, ...flags };
  const piece = { head, writtenAt: now, stale: true };
  const at = Math.floor(now / 1000);
  const saved = jobs.map((each) => ({ ...each, firstSeen: at, changedAt: at, past: [] }));
  store.restore({ ...piece, jobs: saved });
  groups.totals();
  if (given.between) take(tree, given.between);
  store.restore({ ...piece, jobs: [], ids: jobs.map(({ id }) => id) });
}

/** Which jobs stand under which labels: told by the jobs, and told by the labels' lists. */
function standing(store: JobStore): readonly (readonly string[])[] {
  const byJobs = [...store.jobs()].flatMap(({ id, under }) =>
    under.flatMap((place) => (place === singlesLabel ? [] : [`${place}: ${id}`])),
  );
  const byLists = store.allLabels.flatMap((state) => state.jobIds.map((id) => `${state.label}: ${id}`));
  return [byJobs.sort(), byLists.sort()];
}

/** Looks at each job. */
function countedOneByOne(store: JobStore, filter: JobFilter): { all: JobCounts; matching: JobCounts; shown: number } {
  const own = new Set(store.labels.map(({ label }) => label));
  const here = [...store.jobs()].filter(({ under, isSingle }) => isSingle || under.some((label) => own.has(label)));
  const passes = (tried: JobFilter) => here.filter(anywhereMatcher(tried, (label) => own.has(label)));
  const countOf = (jobs: typeof here): JobCounts => countStatuses(jobs.map(({ status }) => status));
  const matching = passes({ ...filter, groups: [] });
  return { all: countOf(here), matching: countOf(matching), shown: passes(filter).length };
}

function laidOutAnew(tree: TreeWorld): JobGroups {
  const { store } = tree;
  const [filter, arrangement] = [() => tree.filter, () => tree.arrangement];
  return new JobGroups({ store, filter, arrangement, earlierAfterMs: () => 0, now: () => tree.now });
}

function rowsOf(groups: JobGroups): unknown {
  return groups.top().groups.map((ref) => [ref, groups.view(ref).counts, [...groups.view(ref).rows.page(0)]]);
}

describe('what is kept of the jobs', () => {
  it('is what counting them one by one gives, after whatever happened', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const tree = new TreeWorld();
        tree.store.track(labels, []);
        for (const each of steps) {
          take(tree, each);
          const { store, groups } = tree;
          const [byJobs, byLists] = standing(store);
          assert.deepEqual(byJobs, byLists);
          assert.deepEqual(groups.totals(), countedOneByOne(store, tree.filter));
          assert.deepEqual(store.places.own, countedOneByOne(store, noFilter).all);
          for (const { label } of store.labels) {
            assert.deepEqual(groups.rate(label), labelRate(store.jobsOf(label)));
            const jobs = store.jobsOf(label);
            assert.deepEqual(groups.view({ label }).counts, countStatuses(jobs.map(({ status }) => status)));
          }
          assert.deepEqual(rowsOf(groups), rowsOf(laidOutAnew(tree)));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('counts a job that is tracked by its id among the single jobs as soon as a label tells of it', () => {
    const tree = new TreeWorld();
    tree.store.track(['lot'], ['one']);
    tree.lay({ filter: { groups: [], text: '', labels: [''] } });
    assert.equal(tree.groups.totals().shown, 0);
    tree.store.apply({ labels: new Map([['lot', labelAnswer([job('one')])]]) });
    assert.equal(tree.groups.totals().shown, 1);
    tree.store.apply({ jobs: new Map([['one', { job: job('one'), results: [] }]]) });
    assert.equal(tree.groups.totals().shown, 1);
  });

  it('is read anew of nothing but what changed', () => {
    const tree = new TreeWorld();
    tree.store.track(['lot', 'sale'], []);
    const ofLot = Array.from({ length: 30 }, (_, index) => job(`x${index}`));
    tree.store.apply({
      labels: new Map([
        ['lot', labelAnswer(ofLot)],
        ['sale', labelAnswer([job('x-sale')])],
      ]),
    });
    tree.lay({ filter: { groups: [], text: 'x1' } });
    assert.equal(tree.groups.totals().shown, 11);
    const before = tree.groups.view({ label: 'lot' });
    tree.store.track(['lot', 'sale', 'new'], []);
    assert.equal(tree.groups.view({ label: 'lot' }), before, 'another label changes nothing of this one');
    tree.store.jobs = () => assert.fail('All jobs were looked at.');
    assert.equal(tree.groups.totals().shown, 11);
  });
});

it('a text looks again only through the labels in which something changed', () => {
  const { store } = new TreeWorld();
  store.track(['lot-a', 'lot-b'], ['c5']);
  const two = [job('a2', 'pending'), job('b2', 'failed')];
  store.apply({ labels: new Map(['lot-a', 'lot-b'].map((label, at) => [label, labelAnswer([two[at] ?? job('x')])])) });
  const looked: string[] = [];
  const watched = {
    labels: store.labels,
    get places() {
      return store.places;
    },
    singleIds: [],
    job: () => undefined,
    jobsOf: (label: string) => (looked.push(label), store.jobsOf(label)),
  };
  const [matches, filter] = [new IdMatches(), { groups: [], text: '2' }];
  assert.equal(drained(countJobs(watched, filter, matches)).shown, 2);
  // Whether a list is the one that was looked through is asked of each, once.
  const [asked, through] = [['lot-a', 'lot-b'], looked.splice(2)];
  assert.deepEqual([looked.splice(0), through], [asked, ['lot-a', 'lot-b']]);
  store.apply({ seen: [job('b2', 'completed')] });
  const { matching } = drained(countJobs(watched, filter, matches));
  assert.deepEqual([looked, matching.completed, matching.total], [[...asked, 'lot-b'], 1, 2]);
});

it('a text counts a job of two labels once, though another job of the second one changed', () => {
  const tree = new TreeWorld();
  tree.store.track(['lot', 'sale'], []);
  const [both, own] = [job('b1'), job('b2')];
  tree.store.apply({ labels: new Map([['lot', labelAnswer([both])]]) });
  tree.store.apply({ labels: new Map([['sale', labelAnswer([both, own])]]) });
  tree.lay({ filter: { groups: [], text: 'b' } });
  assert.equal(tree.groups.totals().shown, 2);
  tree.store.apply({ seen: [both, own].map((each) => ({ ...each, status: 'failed' })) });
  assert.equal(tree.groups.totals().matching.failed, 2);
});
it('a text counts a job of a label that another window tracks by its id', () => {
  const tree = new TreeWorld();
  tree.store.track(['lot'], [], { labels: [], jobIds: ['b1'] });
  tree.store.apply({ jobs: new Map([['b1', jobAnswer(job('b1'))]]) });
  tree.store.apply({ labels: new Map([['lot', labelAnswer([job('b1')])]]) });
  tree.lay({ filter: { groups: [], text: 'b' } });
  assert.equal(tree.groups.totals().shown, 1);
});

it('another text counts anew, and a job tracked by its id beside one of the same label apart', () => {
  const tree = new TreeWorld();
  tree.store.track(['lot'], ['b2']);
  tree.store.apply({ labels: new Map([['lot', labelAnswer([job('a1'), job('b2'), job('a3')])]]) });
  tree.store.apply({ jobs: new Map([['b2', jobAnswer(job('b2'))]]) });
  const shown = (text: string, own?: readonly string[]): number => {
    tree.lay({ filter: { groups: [], text, ...(own ? { labels: own } : {}) } });
    return tree.groups.totals().shown;
  };
  assert.deepEqual([shown('a'), shown('b'), shown('3'), shown('x')], [2, 1, 1, 0]);
  assert.deepEqual([shown('b', ['']), shown('a', [''])], [1, 0]);
});

it('a text counts jobs that came before their list once the list is there, though they were counted between', () => {
  const tree = new TreeWorld();
  tree.store.track(['lot'], []);
  tree.lay({ filter: { groups: [], text: 'a1' } });
  const flags = { complete: true, capped: false, aligned: true, unreadable: 0 };
  const piece = { head: { label: 'lot', since: 0, asOf: 5, ...flags }, writtenAt: 5, stale: true };
  tree.store.restore({ ...piece, jobs: [{ ...job('a1'), firstSeen: 0, changedAt: 0, past: [] }] });
  assert.equal(tree.groups.totals().shown, 0);
  tree.store.restore({ ...piece, jobs: [], ids: ['a1'] });
  assert.deepEqual([tree.groups.totals().shown, tree.rows({ label: 'lot' })], [1, ['a1']]);
});
