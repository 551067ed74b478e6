import { noCounts, statusGroup, type JobCounts } from '../jobs/jobCounts';
import { groupText } from '../jobs/jobText';
import type { JobStore } from '../jobs/jobStore';
import { numberText } from '../numberText';
import type { Translate } from '../translate';

/** Counts the known jobs of each list of labels: a job that has any of them counts once. Looks at each job once. */
export function countLists(store: Pick<JobStore, 'jobs'>, lists: readonly (readonly string[])[]): readonly JobCounts[] {
  const listsOf = new Map<string, number[]>();
  for (const [index, labels] of lists.entries())
    for (const label of labels) listsOf.set(label, [...(listsOf.get(label) ?? []), index]);
  const counts = lists.map(noCounts);
  if (listsOf.size === 0) return counts;
  for (const { labels, under, status } of store.jobs()) {
    const own = new Set([...labels, ...under].flatMap((label) => listsOf.get(label) ?? []));
    for (const index of own) {
      const count = counts[index];
      if (!count) continue;
      count[statusGroup(status)] += 1;
      count.total += 1;
    }
  }
  return counts;
}

/** `Track · 12 done, 3 running`, or `Open · …` once all of the labels are tracked. */
export function lensText(t: Translate, isTracked: boolean, counts: JobCounts): string {
  const action = isTracked ? t('Open') : t('Track');
  return counts.total === 0 ? action : `${action} · ${shortCounts(t, counts)}`;
}

function shortCounts(t: Translate, counts: JobCounts): string {
  const groups = (['failed', 'processing', 'pending', 'other'] as const).filter((group) => counts[group] > 0);
  const done = counts.completed > 0 ? [t('{0} done', numberText(t, counts.completed))] : [];
  return [...done, ...groups.map((group) => `${numberText(t, counts[group])} ${groupText(t, group)}`)].join(', ');
}
