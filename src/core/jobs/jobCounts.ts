import { knownStatuses } from './job';

/** The groups that rows are counted, coloured and ordered by; `other` is a status the API does not document (rule 7). */
export const statusGroups = ['failed', 'processing', 'pending', 'completed', 'other'] as const;
export type StatusGroup = (typeof statusGroups)[number];

/** How many jobs of each group. */
export type JobCounts = Readonly<Record<StatusGroup, number>> & { readonly total: number };

const known: ReadonlyMap<string, StatusGroup> = new Map(knownStatuses.map((status) => [status, status]));
const ranks: ReadonlyMap<StatusGroup, number> = new Map(statusGroups.map((group, rank) => [group, rank]));

/** The group a status belongs to. */
export function statusGroup(status: string): StatusGroup {
  return known.get(status) ?? 'other';
}

/** Where a status stands in the default order: failed, running, pending, completed, unknown. */
export function statusRank(status: string): number {
  return ranks.get(statusGroup(status)) ?? statusGroups.length;
}

/** No job of any group. */
export function noCounts(): Record<StatusGroup, number> & { total: number } {
  return { failed: 0, processing: 0, pending: 0, completed: 0, other: 0, total: 0 };
}

/** How many jobs are not finished. */
export function leftToDo({ completed, failed, total }: JobCounts): number {
  return total - completed - failed;
}

/** One job more of this status, or one less. */
export function countStatus(counts: ReturnType<typeof noCounts>, status: string, by: 1 | -1 = 1): void {
  counts[statusGroup(status)] += by;
  counts.total += by;
}

/** As many more of each group. */
export function addCounts(sum: ReturnType<typeof noCounts>, counts: JobCounts): void {
  for (const group of statusGroups) sum[group] += counts[group];
  sum.total += counts.total;
}

/** Counts statuses by group. */
export function countStatuses(statuses: Iterable<string>): JobCounts {
  const counts = noCounts();
  for (const status of statuses) {
    countStatus(counts, status);
  }
  return counts;
}

/** True when the two say the same. */
export function sameCounts(left: JobCounts, right: JobCounts): boolean {
  return statusGroups.every((group) => left[group] === right[group]);
}
