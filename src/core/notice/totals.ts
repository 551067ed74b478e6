import { countStatuses, type JobCounts } from '../jobs/jobCounts';
import { groupText } from '../jobs/jobText';
import type { JobStore } from '../jobs/jobStore';
import { numberText } from '../numberText';
import type { Translate } from '../translate';

type Jobs = Pick<JobStore, 'labels' | 'singleIds' | 'jobs'>;

/** Counts of the different jobs that this window tracks, without those that only other windows do. One pass. */
export function countOwnJobs(store: Jobs): JobCounts {
  return countStatuses(ownStatuses(store));
}

function* ownStatuses(store: Jobs): Iterable<string> {
  const labels = new Set(store.labels.map(({ label }) => label));
  const singles = new Set(store.singleIds);
  // Most jobs of a label share one list of labels: it is looked at once.
  let last: readonly string[] | undefined;
  let isOwn = false;
  for (const { id, status, under } of store.jobs()) {
    if (under !== last) isOwn = under.some((label) => labels.has(label));
    last = under;
    if (isOwn || singles.has(id)) yield status;
  }
}

/** Jobs that are not finished, those of a status that is not documented too (rule 7). */
export function unfinished({ processing, pending, other }: JobCounts): number {
  return processing + pending + other;
}

/** What a view's badge shows. */
export interface Badge {
  readonly value: number;
  readonly tooltip: string;
}

/** The number of running jobs, and `3 running, 18 pending`; undefined while none is running. */
export function badgeOf(t: Translate, counts: JobCounts): Badge | undefined {
  const value = counts.processing;
  if (value === 0) return undefined;
  const groups = (['processing', 'pending', 'other'] as const).filter((group) => counts[group] > 0);
  const parts = groups.map((group) => `${numberText(t, counts[group])} ${groupText(t, group)}`);
  return { value, tooltip: parts.join(', ') };
}
