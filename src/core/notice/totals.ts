import type { JobCounts } from '../jobs/jobCounts';
import { groupText } from '../jobs/jobText';
import { numberText } from '../numberText';
import type { Translate } from '../translate';

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
