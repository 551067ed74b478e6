import { knownStatus } from './job';

/** The groups that rows are counted, coloured and ordered by; `other` is a status the API does not document (rule 7). */
export const statusGroups = ['failed', 'processing', 'pending', 'completed', 'other'] as const;
export type StatusGroup = (typeof statusGroups)[number];

/** How many jobs of each group. */
export type JobCounts = Readonly<Record<StatusGroup, number>> & { readonly total: number };

/** The group a status belongs to. */
export function statusGroup(status: string): StatusGroup {
  return knownStatus(status) ?? 'other';
}

/** Where a status stands in the default order: failed, running, pending, completed, unknown. */
export function statusRank(status: string): number {
  return statusGroups.indexOf(statusGroup(status));
}

/** Counts statuses by group. */
export function countStatuses(statuses: Iterable<string>): JobCounts {
  const counts = { failed: 0, processing: 0, pending: 0, completed: 0, other: 0, total: 0 };
  for (const status of statuses) {
    counts[statusGroup(status)] += 1;
    counts.total += 1;
  }
  return counts;
}

/** True when the two say the same. */
export function sameCounts(left: JobCounts, right: JobCounts): boolean {
  return statusGroups.every((group) => left[group] === right[group]);
}
