import { isFinished, type TrackedJob } from './job';
import { addCounts, noCounts, statusGroups, type JobCounts } from './jobCounts';
import type { IdMatches } from './idMatches';
import { singlesLabel } from './groupRef';
import { filterText, isEmptyFilter, labelVerdict, type JobFilter, type Verdict } from './jobFilter';
import type { JobStore } from './jobStore';
import type { LabelState } from './labelState';
import { jobsPerStep } from './scale';
import type { Place } from './sharedParts';

/** Counts over every job that this window tracks, each job once. */
export interface JobTotals {
  /** All of them. */
  readonly all: JobCounts;
  /** Those that the filter's text and labels let through, whatever its statuses. */
  readonly matching: JobCounts;
  /** Those that the whole filter lets through. */
  readonly shown: number;
}

/** What counting looks at. */
type Jobs = Pick<JobStore, 'labels' | 'places' | 'jobsOf' | 'job' | 'singleIds'>;

/** With a filter, looks at each place that jobs stand in, and at each job only for a text that no label has: in small steps. */
export function* countJobs(store: Jobs, filter: JobFilter, matches: IdMatches): Generator<void, JobTotals> {
  const all = { ...store.places.own };
  if (isEmptyFilter(filter)) return { all, matching: all, shown: all.total };
  const verdictOf = placeVerdicts(store, filter);
  const [matching, some] = [noCounts(), [] as Place[]];
  let looked = 0;
  for (const place of store.places.all) {
    if (++looked % jobsPerStep === 0) yield;
    const verdict = verdictOf(place);
    if (place.counts.total === 0) continue;
    if (verdict === 'all') addCounts(matching, place.counts);
    else if (verdict === 'some') some.push(place);
  }
  if (some.length > 0) {
    const countsOf = yield* matches.count(store, filterText(filter), some);
    for (const place of some) addCounts(matching, countsOf(place));
  }
  const groups = filter.groups.length === 0 ? statusGroups : filter.groups;
  return { all, matching, shown: groups.reduce((sum, group) => sum + matching[group], 0) };
}

/** Goes through all the steps at once. */
export function drained<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/**
 * Says whether the text and labels of a filter let through all jobs of a place, those with the text in their ids, or
 * none; undefined for a place of another window only.
 */
function placeVerdicts(store: Jobs, filter: JobFilter): (place: Place) => Verdict | undefined {
  const own = new Map(store.labels.map(({ label }) => [label, labelVerdict(filter, label)]));
  const single = labelVerdict(filter, singlesLabel);
  return ({ under, isSingle }) => {
    let best = isSingle ? single : undefined;
    for (const label of under) best = better(best, own.get(label));
    return best;
  };
}

function better(one: Verdict | undefined, other: Verdict | undefined): Verdict | undefined {
  if (one === 'all' || other === 'all') return 'all';
  return one === 'some' || other === 'some' ? 'some' : (one ?? other);
}

/** Says of a label whether this window tracks it. */
export function ownLabels(store: Pick<JobStore, 'labels'>): (label: string) => boolean {
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
