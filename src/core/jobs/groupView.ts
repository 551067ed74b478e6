import type { Arrangement } from './arrangement';
import { groupName, singlesLabel, type GroupRef } from './groupRef';
import type { TrackedJob } from './job';
import { noCounts, sameCounts, statusGroup, type JobCounts } from './jobCounts';
import { anywhereMatcher, isEmptyFilter, jobMatcher, type JobFilter } from './jobFilter';
import type { JobStore } from './jobStore';
import { RowPages } from './rowPages';

/** What a group shows, computed from the store, the filter and the arrangement. */
export interface GroupView {
  /** Of all its jobs, filtered or not. */
  readonly counts: JobCounts;
  /** When a job of it changed last, in whole seconds since 1970; 0 without a job. */
  readonly changedAt: number;
  /** The jobs that pass the filter, in the order of the rows. */
  readonly rows: RowPages;
}

export interface Layout {
  readonly filter: JobFilter;
  readonly arrangement: Arrangement;
}

/** Looks at each job of a group once. */
export function viewGroup(store: JobStore, ref: GroupRef, layout: Layout): GroupView {
  if ('status' in ref) return viewStatuses(store, layout).get(groupName(ref)) ?? emptyView(store, layout);
  const { filter } = layout;
  const ids = ref.label === singlesLabel ? store.singleIds : (store.label(ref.label)?.jobIds ?? []);
  const everything = isEmptyFilter(filter);
  const matches = jobMatcher(filter, ref.label);
  const tally = new Tally();
  const shown: string[] = [];
  for (const id of ids) {
    const job = store.job(id);
    if (job) tally.add(job);
    if (!everything && job && matches(job)) shown.push(id);
  }
  // Without a filter a job that the server has not told of yet has a row as well, and the list need not be copied.
  return { ...tally.result(), rows: pagesOf(store, everything ? ids : shown, layout) };
}

/** All status groups at once: each job stands in one of them, whatever its labels. */
export function viewStatuses(store: JobStore, layout: Layout): ReadonlyMap<string, GroupView> {
  const own = new Set(store.labels.map((state) => state.label));
  const isOwn = (label: string): boolean => own.has(label);
  const matches = anywhereMatcher(layout.filter, isOwn);
  const found = new Map<string, { tally: Tally; shown: string[] }>();
  for (const job of store.jobs()) {
    if (!job.isSingle && !job.under.some(isOwn)) continue;
    const name = groupName({ status: statusGroup(job.status) });
    const group = found.get(name) ?? { tally: new Tally(), shown: [] };
    found.set(name, group);
    group.tally.add(job);
    if (matches(job)) group.shown.push(job.id);
  }
  const views = [...found].map(([name, { tally, shown }]): [string, GroupView] => [
    name,
    { ...tally.result(), rows: pagesOf(store, shown, layout) },
  ]);
  return new Map(views);
}

/** True when the group's own row says the same. */
export function sameHead(left: GroupView, right: GroupView): boolean {
  return sameCounts(left.counts, right.counts) && left.rows.length === right.rows.length;
}

/** True when all jobs of the group are finished, and there are some. */
export function isDone({ counts }: GroupView): boolean {
  return counts.total > 0 && counts.completed + counts.failed === counts.total;
}

function emptyView(store: JobStore, layout: Layout): GroupView {
  return { ...new Tally().result(), rows: pagesOf(store, [], layout) };
}

function pagesOf(store: JobStore, ids: readonly string[], { arrangement }: Layout): RowPages {
  return new RowPages({ ids, job: (id) => store.job(id), arrangement });
}

class Tally {
  private readonly counts = noCounts();
  private changedAt = 0;

  add({ status, changedAt }: TrackedJob): void {
    this.counts[statusGroup(status)] += 1;
    this.counts.total += 1;
    if (changedAt > this.changedAt) this.changedAt = changedAt;
  }

  result(): Omit<GroupView, 'rows'> {
    return { counts: this.counts, changedAt: this.changedAt };
  }
}
