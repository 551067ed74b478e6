import type { Arrangement } from './arrangement';
import { hasFoundLabels, type FoundChange } from './foundLabels';
import { groupName, singlesLabel, statusRefs, type GroupRef } from './groupRef';
import { isDone, sameHead, type GroupView } from './groupView';
import { statusGroup } from './jobCounts';
import { sameList, type JobChange } from './jobDiff';
import { isEmptyFilter, type JobFilter } from './jobFilter';
import type { JobStore } from './jobStore';
import { jobsPerStep } from './scale';

/** What must be repainted after a change. */
export interface Repaint {
  /** Rows came or went at the top: everything. */
  readonly all: boolean;
  /** Groups whose own row, or whose list of rows, changed. */
  readonly groups: readonly GroupRef[];
  /** Jobs whose row changed and stayed in its place, with the group they stand in. */
  readonly jobs: readonly { readonly group: GroupRef; readonly jobId: string }[];
  /** What became of the labels seen on tracked jobs. */
  readonly found: FoundChange;
}

/** What must be repainted, as it is gathered. */
export interface Repainting {
  all: boolean;
  readonly groups: GroupRef[];
  readonly jobs: { group: GroupRef; jobId: string }[];
  readonly found: { list: boolean; readonly labels: string[] };
}

/** Nothing must be repainted yet. */
export function newRepaint(): Repainting {
  return { all: false, groups: [], jobs: [], found: { list: false, labels: [] } };
}

/** The same in parts, each of which is shown in a short time: the groups come with the first. */
export function* partsOf(repaint: Repaint): Generator<Repaint, void> {
  const { jobs } = repaint;
  yield { ...repaint, jobs: jobs.slice(0, jobsPerStep) };
  for (let from = jobsPerStep; from < jobs.length; from += jobsPerStep)
    yield { ...newRepaint(), jobs: jobs.slice(from, from + jobsPerStep) };
}

/** The rows of these jobs say something else, of themselves: in parts of as many jobs, in all the groups of each. */
export function* partsOfJobs(
  jobIds: readonly string[],
  groupsOf: (jobId: string) => readonly GroupRef[],
): Generator<Repaint, void> {
  for (let from = 0; from < jobIds.length; from += jobsPerStep) {
    const some = jobIds.slice(from, from + jobsPerStep);
    yield { ...newRepaint(), jobs: some.flatMap((jobId) => groupsOf(jobId).map((group) => ({ group, jobId }))) };
  }
}

/** A page of the rows of a group, from 0. */
export interface PageRef {
  readonly group: GroupRef;
  readonly index: number;
}

/** The rows at the top. */
export interface TopRows {
  readonly groups: readonly GroupRef[];
  /** The labels among the groups. */
  readonly labels: readonly string[];
  /** Labels that have been finished for long, under a row of their own. */
  readonly earlier: readonly string[];
  /** True when tracked jobs carry labels that are not tracked. */
  readonly hasFound: boolean;
}

/** What a change is about. */
export interface Touched {
  readonly labels: Pick<ReadonlySet<string>, 'has'>;
  readonly jobs: Pick<ReadonlySet<string>, 'has'>;
}

interface Renewed {
  readonly ref: GroupRef;
  readonly before: GroupView;
  readonly view: GroupView;
  readonly change: Touched;
  /** Whether what was read of its rows reads the same. Asked of groups whose own row says the same. */
  readonly readsSame: () => boolean;
}

/** Notes what a group that was computed anew has other on the screen: its own row, its list of rows, or single rows. */
export function noteRepaint({ ref, before, view, change, readsSame }: Renewed, into: Repainting): void {
  const isNewHead = 'label' in ref && change.labels.has(ref.label);
  if (isNewHead || !sameHead(before, view) || !readsSame()) into.groups.push(ref);
  else for (const jobId of before.rows.shown()) if (change.jobs.has(jobId)) into.jobs.push({ group: ref, jobId });
}

/** Notes what became of the labels seen on tracked jobs. */
export function noteFound({ list, labels }: FoundChange, { found }: Repainting): void {
  found.list ||= list;
  found.labels.push(...labels);
}

/** True when the same rows stand at the top, in the same order. */
export function sameTop(left: TopRows, right: TopRows): boolean {
  return (
    left.hasFound === right.hasFound &&
    sameList(left.earlier, right.earlier) &&
    sameList(left.groups.map(groupName), right.groups.map(groupName))
  );
}

/** How the rows are laid out. */
export interface LayoutSources {
  readonly filter: () => JobFilter;
  readonly arrangement: () => Arrangement;
  /** Labels finished for so long stand under "Earlier", in ms; 0: never. */
  readonly earlierAfterMs: () => number;
  /** ms since 1970 */
  readonly now: () => number;
}

interface TopSources {
  readonly store: JobStore;
  readonly filter: JobFilter;
  readonly arrangement: Arrangement;
  readonly view: (ref: GroupRef) => GroupView;
  /** Finished labels that changed last before so many seconds since 1970 stand under "Earlier"; 0: none does. */
  readonly earlierBefore: number;
}

/** Lays out the rows at the top. A filter hides groups that it empties. */
export function topRows({ store, filter, arrangement, view, earlierBefore }: TopSources): TopRows {
  // In this order: under a filter nobody needs to look at all jobs for it.
  const hasFound = isEmptyFilter(filter) && hasFoundLabels(store);
  if (arrangement.groupBy === 'status')
    return { groups: statusRefs.filter((ref) => view(ref).rows.length > 0), labels: [], earlier: [], hasFound };
  const isShown = (label: string): boolean => isEmptyFilter(filter) || view({ label }).rows.length > 0;
  const isEarlier = (label: string): boolean => {
    const of = view({ label });
    return isDone(of) && of.changedAt < earlierBefore;
  };
  const all = store.labels.map((state) => state.label).filter(isShown);
  const earlier = new Set(earlierBefore > 0 ? all.filter(isEarlier) : []);
  const labels = all.filter((label) => !earlier.has(label));
  const singles = store.singleIds.length > 0 && isShown(singlesLabel) ? [singlesLabel] : [];
  const groups = [...labels, ...singles].map((label) => ({ label }));
  return { groups, labels, earlier: [...earlier], hasFound };
}

/** The groups of a layout that a job stands in. */
export function groupsOfJob(store: JobStore, { groupBy }: Arrangement, jobId: string): readonly GroupRef[] {
  const job = store.job(jobId);
  if (groupBy === 'status') return job ? [{ status: statusGroup(job.status) }] : [];
  const labels = (job?.under ?? []).filter((label) => store.label(label)?.guest === false);
  const isSingle = store.singleIds.includes(jobId);
  return [...labels, ...(isSingle ? [singlesLabel] : [])].map((label) => ({ label }));
}

/** Adds the labels that a change is about. A job that left one is told of by that label alone. */
export function touchLabels(store: JobStore, { labels, jobs }: JobChange, into: Set<string>): void {
  for (const label of labels) into.add(label);
  // Thousands of jobs in a row stand under one list of labels.
  let last: readonly string[] | undefined;
  for (const id of jobs) {
    const under = store.job(id)?.under;
    if (under !== last) for (const label of under ?? []) into.add(label);
    last = under;
  }
}

/** The groups that a change of these labels is about: any job may be tracked by its id, and has a status. */
export function groupsOfLabels(store: JobStore, labels: ReadonlySet<string>): readonly GroupRef[] {
  const names = new Set(labels);
  if (store.singleIds.length > 0) names.add(singlesLabel);
  return [...Array.from(names, (label) => ({ label })), ...statusRefs];
}
