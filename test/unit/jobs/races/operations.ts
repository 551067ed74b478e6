import fc from 'fast-check';
import type { Job } from '../../../../src/core/jobs/job';
import { noFilter, type JobFilter } from '../../../../src/core/jobs/jobFilter';
import { groupings, sortKeys } from '../../../../src/core/jobs/arrangement';
import { singlesLabel, statusRefs } from '../../../../src/core/jobs/groupRef';
import { job } from '../../../fakes/jobs';

/** The labels that are tracked at first. */
export const labels = ['lot-a', 'lot-b', 'sale'];

/** Of all jobs that there may be: twice as many as are many. */
export const ids = Array.from({ length: 24 }, (_, place) => `${place % 3 ? 'j' : 'J'}${place}`);

/** Two of them are of one group: a job may change, and its group counts the same. */
const statuses = ['pending', 'processing', 'completed', 'failed', 'weird', 'odd'];

/** What is told of jobs: all have one status, or each has another than the one before it. */
interface Told {
  readonly ids: readonly string[];
  readonly status: number;
  readonly isMixed: boolean;
  readonly carried: readonly string[];
}

/** The jobs as a server tells them. */
export function jobsOf({ ids: told, status, isMixed, carried }: Told): Job[] {
  const statusOf = (id: string): string | undefined =>
    statuses[(status + (isMixed ? ids.indexOf(id) : 0)) % statuses.length];
  return told.map((id) => job(id, statusOf(id), carried));
}

function toldOf(someIds: fc.Arbitrary<string[]>): fc.Arbitrary<Told> {
  const carried = fc.subarray([...labels, 'found']);
  return fc.record({ ids: someIds, status: fc.nat(5), isMixed: fc.boolean(), carried });
}

const some = fc.subarray(ids);
const most = fc.subarray(ids, { minLength: 14 });
const few = fc.subarray(ids, { maxLength: 3 });
const group = fc.constantFrom(...statusRefs, ...[...labels, singlesLabel].map((label) => ({ label })));

/** A number of steps, or all that there are. */
const steps = fc.oneof({ weight: 2, arbitrary: fc.integer({ min: 1, max: 12 }) }, fc.constant(Infinity));

const answer = fc.record({
  kind: fc.constant('answer' as const),
  label: fc.constantFrom(...labels),
  told: toldOf(fc.oneof({ weight: 1, arbitrary: some }, { weight: 2, arbitrary: most })),
  complete: fc.boolean(),
});
/** Of all labels: so many jobs may leave that few are left. */
const emptied = fc.record({ kind: fc.constant('emptied' as const), told: toldOf(few) });
/** A few jobs leave a label, and nothing else changes. */
const leave = fc.record({ kind: fc.constant('leave' as const), label: fc.constantFrom(...labels), ids: few });
/** Of some jobs. */
export const details = fc.record({ kind: fc.constant('details' as const), told: toldOf(some) });
/** Of jobs that another answer told by the way. */
export const seen = fc.record({ kind: fc.constant('seen' as const), told: toldOf(few) });
/** Two jobs, each of which gets the status of the other: no group counts anything else. */
export const swap = fc.record({
  kind: fc.constant('swap' as const),
  ids: fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids)),
});
const track = fc.record({
  kind: fc.constant('track' as const),
  own: fc.oneof(fc.constant(labels), fc.subarray(labels)),
  guests: fc.subarray(labels),
  singles: some,
  guestSingles: some,
});
/** Most hide most jobs. */
const someFilter: fc.Arbitrary<JobFilter> = fc.record({
  text: fc.constantFrom('', 'j', 'LOT', 'sale', '5', 'nothing'),
  labels: fc.subarray([...labels, singlesLabel]),
  groups: fc.subarray(['failed', 'pending'] as const),
});
const filter = fc.record({ kind: fc.constant('filter' as const), filter: fc.oneof(fc.constant(noFilter), someFilter) });
const arrangement = fc.record({
  groupBy: fc.constantFrom(...groupings, 'status' as const),
  sortBy: fc.constantFrom(...sortKeys),
  reversed: fc.boolean(),
});
const arrange = fc.record({ kind: fc.constant('arrange' as const), arrangement });
const lay = fc.record({ kind: fc.constant('lay' as const), steps });
const catchUp = fc.record({ kind: fc.constant('catchUp' as const), steps });
const paint = fc.record({ kind: fc.constant('paint' as const), steps });
const draw = fc.record({ kind: fc.constant('draw' as const) });
const page = fc.record({ kind: fc.constant('page' as const), group, index: fc.nat(3) });
const find = fc.record({ kind: fc.constant('find' as const), group, id: fc.constantFrom(...ids) });
/** Nothing more comes for a while. */
const settle = fc.record({ kind: fc.constant('settle' as const) });
const sums = fc.record({ kind: fc.constant('sums' as const) });

/** Whatever may happen to the tree: the store changes, the user lays it out anew, a slice of work is done, it is read. */
export const operation = fc.oneof(
  { weight: 3, arbitrary: answer },
  { weight: 1, arbitrary: emptied },
  { weight: 2, arbitrary: leave },
  { weight: 1, arbitrary: details },
  { weight: 3, arbitrary: seen },
  { weight: 4, arbitrary: swap },
  { weight: 1, arbitrary: track },
  { weight: 2, arbitrary: filter },
  { weight: 2, arbitrary: arrange },
  { weight: 5, arbitrary: lay },
  { weight: 5, arbitrary: catchUp },
  { weight: 5, arbitrary: paint },
  { weight: 4, arbitrary: draw },
  { weight: 4, arbitrary: page },
  { weight: 1, arbitrary: find },
  { weight: 1, arbitrary: sums },
  { weight: 1, arbitrary: settle },
);

/** One of them. */
export type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

/** How the tree is at first, and which pages of the rows of each group are open. */
export const start = fc.record({ arrangement, openPages: fc.subarray([0, 1, 2, 3, 4, 5]) });

/** Such a start. */
export type Start = typeof start extends fc.Arbitrary<infer T> ? T : never;
