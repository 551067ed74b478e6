import { isFinished, type TrackedJob } from './job';
import { noCounts, statusGroup, statusGroups, type JobCounts } from './jobCounts';
import { anywhereMatcher, isEmptyFilter, type JobFilter } from './jobFilter';
import type { JobStore } from './jobStore';
import type { LabelState } from './labelState';

/** Counts over every job that this window tracks, each job once. */
export interface JobTotals {
  /** All of them. */
  readonly all: JobCounts;
  /** Those that the filter's text and labels let through, whatever its statuses. */
  readonly matching: JobCounts;
  /** Those that the whole filter lets through. */
  readonly shown: number;
}

/** Looks at each job once. */
export function countJobs(store: JobStore, filter: JobFilter): JobTotals {
  const isOwn = ownLabels(store);
  const text = { ...filter, groups: [] };
  const matches = isEmptyFilter(text) ? () => true : anywhereMatcher(text, isOwn);
  const isHere = trackedHere(isOwn);
  const all = noCounts();
  const matching = noCounts();
  for (const job of store.jobs()) {
    if (!isHere(job)) continue;
    count(all, job);
    if (matches(job)) count(matching, job);
  }
  const groups = filter.groups.length === 0 ? statusGroups : filter.groups;
  return { all, matching, shown: groups.reduce((sum, group) => sum + matching[group], 0) };
}

/** Says of a label whether this window tracks it. */
export function ownLabels(store: JobStore): (label: string) => boolean {
  const own = new Set(store.labels.map((state) => state.label));
  return (label) => own.has(label);
}

/** Says of a job whether it is not only another window's. Jobs of one label share one list: it is looked at once. */
export function trackedHere(isOwn: (label: string) => boolean): (job: TrackedJob) => boolean {
  const known = new Map<readonly string[], boolean>();
  return ({ isSingle, under }) => {
    if (isSingle) return true;
    const before = known.get(under);
    if (before !== undefined) return before;
    const isHere = under.some(isOwn);
    known.set(under, isHere);
    return isHere;
  };
}

/** The failed jobs of a label by what the server said of them, most first; undefined: not told yet. */
export function failuresByMessage(store: JobStore, label: string): ReadonlyMap<string | undefined, readonly string[]> {
  const groups = new Map<string | undefined, string[]>();
  for (const { id, status, details } of store.jobsOf(label)) {
    if (status !== 'failed') continue;
    const message = details && (details.errorMessage ?? '');
    const ids = groups.get(message);
    if (ids) ids.push(id);
    else groups.set(message, [id]);
  }
  return new Map([...groups].sort(([, a], [, b]) => b.length - a.length));
}

/** The same as rows: an empty message stands for all of which nothing is known. */
export function failureRows(store: JobStore, label: string): ReadonlyMap<string, readonly string[]> {
  const groups = failuresByMessage(store, label);
  const nothing = [...(groups.get('') ?? []), ...(groups.get(undefined) ?? [])];
  return new Map([...groups].map(([message, ids]) => (message ? [message, ids] : ['', nothing])));
}

/** The jobs of a label with this status, in the server's order. */
export function idsWithStatus(store: JobStore, label: string, status: string): readonly string[] {
  return store.jobsOf(label).flatMap((job) => (job.status === status ? [job.id] : []));
}

/** Labels of this window all of whose jobs are finished. */
export function finishedLabels(store: JobStore): readonly string[] {
  const isDone = ({ label, jobIds, complete, failure }: LabelState): boolean =>
    jobIds.length > 0 && complete && !failure && store.jobsOf(label).every((job) => isFinished(job.status));
  return store.labels.filter(isDone).map((state) => state.label);
}

function count(counts: ReturnType<typeof noCounts>, { status }: TrackedJob): void {
  counts[statusGroup(status)] += 1;
  counts.total += 1;
}
