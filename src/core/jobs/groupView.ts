import type { Arrangement } from './arrangement';
import { groupName, singlesLabel, type GroupRef } from './groupRef';
import { isFinished, type TrackedJob } from './job';
import {
  countStatus,
  leftToDo,
  noCounts,
  sameCounts,
  statusGroup,
  type JobCounts,
  type StatusGroup,
} from './jobCounts';
import { anywhereMatcher, filterText, isEmptyFilter, jobMatcher, labelVerdict, statusTest } from './jobFilter';
import type { JobFilter } from './jobFilter';
import type { IdMatches } from './idMatches';
import type { JobStore } from './jobStore';
import { drained, ownLabels, trackedHere } from './jobTotals';
import { firstAnswer, labelRate, type LabelRate } from '../notice/rate';
import { compareRows, orderedRow, type OrderedRow } from './rowOrder';
import { RowPages } from './rowPages';
import { jobsPerStep } from './scale';

/** What was counted of the jobs of a group, filtered or not. */
export interface GroupFacts {
  readonly counts: JobCounts;
  /** When a job of it changed last, in whole seconds since 1970; 0 without a job. */
  readonly changedAt: number;
  /** Whether a job of it may have been seen finishing: without one there is no rate to look for. */
  readonly hasPace: boolean;
}

/** What a group shows, computed from the store, the filter and the arrangement. */
export interface GroupView extends GroupFacts {
  /** The jobs that pass the filter, in the order of the rows. */
  readonly rows: RowPages;
}

/** What was computed of a group, as it is kept. */
export interface Computed {
  readonly ref: GroupRef;
  view: GroupView;
  /** Of a label: the list that the view was made of. */
  jobs?: readonly TrackedJob[] | undefined;
}

/** True for what was computed of a label that is shown here still, with the same jobs. */
export function stillHolds(store: JobStore, { ref, jobs }: Computed): boolean {
  return 'label' in ref && store.label(ref.label)?.guest === false && store.jobsOf(ref.label) === jobs;
}

export interface Layout {
  readonly filter: JobFilter;
  readonly arrangement: Arrangement;
}

/** Looks at each job of a group once. */
export function countJobsOf(jobs: readonly TrackedJob[]): GroupFacts {
  const tally = new Tally();
  for (const job of jobs) tally.add(job);
  return tally.result();
}

interface ToView {
  readonly label: string;
  /** Counts its jobs, or did so before; those tracked by their ids are always counted. */
  readonly facts: () => GroupFacts;
  /** What is known of the filter's text. */
  readonly ids: IdMatches;
}

/** What a label shows. */
export function viewGroup(store: JobStore, { label, facts, ids }: ToView, layout: Layout): GroupView {
  if (label === singlesLabel) return viewSingles(store, layout);
  const { filter } = layout;
  const jobs = withText(store.jobsOf(label), { label, ids }, filter);
  const hasStatus = statusTest(filter);
  return { ...facts(), rows: pagesOf(hasStatus ? jobs.filter(hasStatus) : jobs, layout) };
}

/** The same list for the same jobs. */
function withText(jobs: readonly TrackedJob[], { label, ids }: Omit<ToView, 'facts'>, filter: JobFilter): typeof jobs {
  const verdict = labelVerdict(filter, label);
  if (verdict === 'none') return [];
  return verdict === 'all' ? jobs : drained(ids.among(jobs, filterText(filter)));
}

/** A job tracked by its id has a row even while the server has told nothing of it. */
function viewSingles(store: JobStore, { filter, arrangement }: Layout): GroupView {
  const everything = isEmptyFilter(filter);
  const matches = jobMatcher(filter, singlesLabel);
  const tally = new Tally();
  const shown: OrderedRow[] = [];
  for (const id of store.singleIds) {
    const job = store.job(id);
    if (job) tally.add(job);
    if (job ? matches(job) : everything) shown.push(orderedRow(id, job, arrangement));
  }
  return { ...tally.result(), rows: pagesBy(shown, (row) => row, arrangement) };
}

/** All status groups at once: each job stands in one of them, whatever its labels. In small steps. */
export function* viewStatuses(store: JobStore, layout: Layout): Generator<void, ReadonlyMap<string, GroupView>> {
  const isOwn = ownLabels(store);
  const isHere = trackedHere(isOwn);
  const matches = isEmptyFilter(layout.filter) ? () => true : anywhereMatcher(layout.filter, isOwn);
  const found = new Map<StatusGroup, { tally: Tally; shown: TrackedJob[] }>();
  let looked = 0;
  // As they are now: one that goes and comes back meanwhile would be met twice.
  for (const job of [...store.jobs()]) {
    if (++looked % jobsPerStep === 0) yield;
    if (!isHere(job)) continue;
    const status = statusGroup(job.status);
    const group = found.get(status) ?? { tally: new Tally(), shown: [] };
    if (group.shown.length === 0) found.set(status, group);
    group.tally.add(job);
    if (matches(job)) group.shown.push(job);
  }
  const views = [...found].map(([status, { tally, shown }]): [string, GroupView] => [
    groupName({ status }),
    { ...tally.result(), rows: pagesOf(shown, layout) },
  ]);
  return new Map(views);
}

/** True when the group's own row says the same. */
export function sameHead(left: GroupView, right: GroupView): boolean {
  return sameCounts(left.counts, right.counts) && left.rows.length === right.rows.length;
}

/** True when all jobs of the group are finished, and there are some. */
export function isDone({ counts }: GroupView): boolean {
  return counts.total > 0 && leftToDo(counts) === 0;
}

/** How fast a label gets done. @param jobs all of the label's; looked at only where there may be a rate */
export function rateOf({ counts, hasPace }: GroupFacts, jobs: readonly TrackedJob[]): LabelRate {
  return hasPace ? labelRate(jobs) : { done: counts.completed + counts.failed, total: counts.total };
}

/** A group without jobs. */
export function emptyView(layout: Layout): GroupView {
  return { ...new Tally().result(), rows: pagesOf([], layout) };
}

function pagesOf(jobs: readonly TrackedJob[], { arrangement }: Layout): RowPages {
  return pagesBy(jobs, (job) => orderedRow(job.id, job, arrangement), arrangement);
}

function pagesBy<T>(list: readonly T[], rowOf: (entry: T) => OrderedRow, arrangement: Arrangement): RowPages {
  return new RowPages(list, (index) => rowOf(list[index] as T), compareRows(arrangement));
}

class Tally {
  private readonly counts = noCounts();
  private changedAt = 0;
  private firstSeen = Infinity;
  private lastSeen = 0;
  private hasFinished = false;

  add({ status, changedAt, firstSeen, past }: TrackedJob): void {
    countStatus(this.counts, status);
    if (changedAt > this.changedAt) this.changedAt = changedAt;
    if (firstSeen < this.firstSeen) this.firstSeen = firstSeen;
    if (firstSeen > this.lastSeen) this.lastSeen = firstSeen;
    if (past.length > 0 && isFinished(status)) this.hasFinished = true;
  }

  result(): GroupFacts {
    const { counts, changedAt } = this;
    return { counts, changedAt, hasPace: this.hasFinished || this.lastSeen > this.firstSeen + firstAnswer };
  }
}
