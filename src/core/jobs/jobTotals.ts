import { isFinished, type TrackedJob } from './job';
import { countStatus, noCounts, statusGroups, type JobCounts } from './jobCounts';
import { singlesLabel } from './groupRef';
import { filterText, idTest, noFilter, type JobFilter } from './jobFilter';
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

/** How many jobs have the text of a filter in their ids, kept for each place until something changes in it. */
export class IdMatches {
  private known = new WeakMap<Place, { readonly version: number; readonly counts: JobCounts }>();
  private text = '';

  /** Looks through the places of which this is not known yet, in small steps. @param text without case, and not empty */
  *look(store: Jobs, text: string, places: readonly Place[]): Generator<void, void> {
    if (text !== this.text) this.known = new WeakMap();
    this.text = text;
    const unknown = places.filter((place) => this.known.get(place)?.version !== place.version);
    if (unknown.length === 0) return;
    const found = new Map(unknown.map((place) => [place, { version: place.version, counts: noCounts() }]));
    const byList = new Map<readonly string[], Place[]>();
    for (const place of unknown) byList.set(place.under, [...(byList.get(place.under) ?? []), place]);
    const hasText = idTest(text);
    let looked = 0;
    for (const [label, jobs] of listsNear(store, unknown)) {
      // Thousands of jobs in a row are held by the same.
      let last: TrackedJob | undefined;
      let counts: Counts | undefined;
      for (const job of jobs) {
        if (++looked % jobsPerStep === 0) yield;
        if (job.under !== last?.under || job.isSingle !== last.isSingle) {
          const place = byList.get(job.under)?.find(({ isSingle }) => isSingle === job.isSingle);
          counts = place && firstLabel(job) === label ? found.get(place)?.counts : undefined;
          last = job;
        }
        if (counts && hasText(job.id)) countStatus(counts, job.status);
      }
    }
    for (const [place, counted] of found) this.known.set(place, counted);
  }

  of(place: Place): JobCounts {
    return this.known.get(place)?.counts ?? noCounts();
  }
}

type Counts = ReturnType<typeof noCounts>;

/** Lists with the jobs of these places, and others: those of the first labels of the places, and the single ones (undefined). */
function* listsNear(store: Jobs, places: readonly Place[]): Generator<[string | undefined, readonly TrackedJob[]]> {
  for (const label of new Set(places.map(firstLabel))) {
    if (label !== undefined) yield [label, store.jobsOf(label)];
    else yield [label, store.singleIds.flatMap((id) => store.job(id) ?? [])];
  }
}

/** The first label whose list has a job of the place; undefined: it is only a single one, here or in another window. */
function firstLabel({ under }: Pick<Place, 'under'>): string | undefined {
  return under[0] === singlesLabel ? under[1] : under[0];
}

/** Looks at each place that jobs stand in, and at each job only for a text that no label has: in small steps. */
export function* countJobs(store: Jobs, filter: JobFilter, matches: IdMatches): Generator<void, JobTotals> {
  const verdictOf = placeVerdicts(store, filter);
  const [all, matching, some] = [noCounts(), noCounts(), [] as Place[]];
  let looked = 0;
  for (const place of store.places) {
    if (++looked % jobsPerStep === 0) yield;
    const verdict = verdictOf(place);
    if (verdict === undefined || place.counts.total === 0) continue;
    addTo(all, place.counts);
    if (verdict === 'all') addTo(matching, place.counts);
    else if (verdict === 'some') some.push(place);
  }
  yield* matches.look(store, filterText(filter), some);
  for (const place of some) addTo(matching, matches.of(place));
  const groups = filter.groups.length === 0 ? statusGroups : filter.groups;
  return { all, matching, shown: groups.reduce((sum, group) => sum + matching[group], 0) };
}

/** Counts over all jobs of this window, each once. */
export function countOwnJobs(store: Jobs): JobCounts {
  return drained(countJobs(store, noFilter, new IdMatches())).all;
}

/** Goes through all the steps at once. */
export function drained<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

type Verdict = 'all' | 'some' | 'none';

/**
 * Says whether the text and labels of a filter let through all jobs of a place, those with the text in their ids, or
 * none; undefined for a place of another window only.
 */
function placeVerdicts(store: Jobs, filter: JobFilter): (place: Place) => Verdict | undefined {
  const text = filterText(filter);
  const verdictOf = (label: string): Verdict => {
    if (filter.labels?.length && !filter.labels.includes(label)) return 'none';
    return text === '' || label.toLowerCase().includes(text) ? 'all' : 'some';
  };
  const own = new Map(store.labels.map(({ label }) => [label, verdictOf(label)]));
  const single = verdictOf(singlesLabel);
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

function addTo(sum: ReturnType<typeof noCounts>, counts: JobCounts): void {
  for (const group of statusGroups) sum[group] += counts[group];
  sum.total += counts.total;
}
