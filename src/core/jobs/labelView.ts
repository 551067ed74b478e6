import { countStatuses, sameCounts, statusGroups, statusRank, type JobCounts, type StatusGroup } from './jobCounts';
import { sameList } from './jobDiff';
import { isEmptyFilter, jobMatcher, type JobFilter } from './jobFilter';
import type { JobStore } from './jobStore';

/** What the rows of one label show: computed from the store and the filter, compared to tell what to repaint. */
export interface LabelView {
  readonly label: string;
  /** The jobs that pass the filter, in the order of the rows. */
  readonly shownIds: readonly string[];
  /** Counts of all jobs of the label, filtered or not. */
  readonly counts: JobCounts;
}

/** The rows under a label, or under the jobs tracked one by one (`jobIds`). */
export function viewLabel(
  store: JobStore,
  filter: JobFilter,
  group: { label: string; jobIds: readonly string[] },
): LabelView {
  const matches = jobMatcher(filter, group.label);
  const everything = isEmptyFilter(filter);
  const statuses: string[] = [];
  const shown: string[] = [];
  for (const id of group.jobIds) {
    const job = store.job(id);
    if (job) statuses.push(job.status);
    if (job ? matches(job) : everything) shown.push(id);
  }
  return { label: group.label, shownIds: sortIds(store, shown), counts: countStatuses(statuses) };
}

/** Failed, running, pending, completed, unknown; within each by natural order of ids. */
export function sortIds(store: JobStore, ids: readonly string[]): readonly string[] {
  const rows = ids.map((id) => ({
    id,
    rank: statusRank(store.job(id)?.status ?? ''),
    key: store.job(id)?.sortKey ?? '',
  }));
  rows.sort((a, b) => a.rank - b.rank || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return rows.map((row) => row.id);
}

/** True when no row under the label moved, came or went. */
export function sameRows(left: LabelView | undefined, right: LabelView): boolean {
  return left !== undefined && sameList(left.shownIds, right.shownIds);
}

/** True when the label's own row says the same. */
export function sameHead(left: LabelView | undefined, right: LabelView): boolean {
  return left !== undefined && sameCounts(left.counts, right.counts) && left.shownIds.length === right.shownIds.length;
}

/** Counts by group over every tracked job, each job once, as the filter's text alone lets through. */
export function countMatches(store: JobStore, text: string): Readonly<Record<StatusGroup, number>> & { total: number } {
  const shown = new Set<string>();
  for (const group of everyGroup(store)) {
    const matches = jobMatcher({ groups: [], text }, group.label);
    for (const id of group.jobIds) {
      const job = store.job(id);
      if (job && matches(job)) shown.add(id);
    }
  }
  return countStatuses([...shown].map((id) => store.job(id)?.status ?? ''));
}

/** How many different jobs the filter shows. */
export function countShown(store: JobStore, filter: JobFilter): number {
  const counts = countMatches(store, filter.text);
  const groups = filter.groups.length === 0 ? statusGroups : filter.groups;
  return groups.reduce((sum, group) => sum + counts[group], 0);
}

/** Tracked labels, then the jobs tracked one by one as a group whose label is empty. */
function everyGroup(store: JobStore): { label: string; jobIds: readonly string[] }[] {
  return [...store.labels, { label: '', jobIds: store.singleIds }];
}
