import type { JobDetails } from './job';

/** What an answer changed. Empty sets mean that nothing needs repainting. */
export interface JobChange {
  /** Labels whose list of jobs, or whose own state, is not what it was. */
  readonly labels: ReadonlySet<string>;
  /** Jobs whose status, labels or details are not what they were, or that stand under other tracked labels. */
  readonly jobs: ReadonlySet<string>;
  /** True when the tracked labels or single jobs themselves changed. */
  readonly tracked: boolean;
  /** Labels that more or fewer of the known jobs carry than before, with how many it was. */
  readonly carried?: ReadonlyMap<string, number>;
  /** Labels of which something is to be kept on the disk that no row says. */
  readonly kept?: ReadonlySet<string>;
}

/** A change as it is gathered. */
export interface Changing {
  readonly labels: Set<string>;
  readonly jobs: Set<string>;
  readonly tracked: boolean;
  kept?: Set<string>;
}

/** Nothing changed yet. */
export function newChange(): Changing {
  return { tracked: false, labels: new Set(), jobs: new Set() };
}

/** True when nothing changed that a row says. */
export function isNoChange(change: JobChange): boolean {
  return !change.tracked && change.labels.size === 0 && change.jobs.size === 0 && !change.carried;
}

/** Several changes as one, as they are gathered. */
export type Merging = Changing & { readonly carried: Map<string, number> };

/** None yet. */
export function newMerging(): Merging {
  return { ...newChange(), carried: new Map() };
}

/** Takes in another change, the next one. */
export function addChange(into: Merging, change: JobChange): void {
  for (const label of change.labels) into.labels.add(label);
  for (const id of change.jobs) into.jobs.add(id);
  for (const [label, before] of change.carried ?? []) if (!into.carried.has(label)) into.carried.set(label, before);
}

/** Several changes as one, in their order. */
export function mergedChange(changes: readonly JobChange[]): JobChange {
  const [only] = changes;
  if (only && changes.length === 1) return only;
  const merged = newMerging();
  for (const change of changes) addChange(merged, change);
  return merged;
}

/** A server that tells a job's labels in another order tells nothing new. */
export function sameSet(left: readonly string[], right: readonly string[]): boolean {
  return left === right || (left.length === right.length && left.every((entry) => right.includes(entry)));
}

/** True when both lists hold the same texts in the same order. */
export function sameList(left: readonly string[], right: readonly string[]): boolean {
  return left === right || (left.length === right.length && left.every((entry, index) => entry === right[index]));
}

/** True when both details say the same. They are small: a job has a handful of results. */
export function sameDetails(left: JobDetails | undefined, right: JobDetails | undefined): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
