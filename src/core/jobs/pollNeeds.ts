import type { JobStore } from './jobStore';
import type { LabelState } from './labelState';
import type { UnfinishedJobs } from './unfinishedJobs';

/** What is tracked, and how much of it is worth asking for. */
export interface PollNeeds {
  /** Anything is tracked at all. */
  readonly tracked: boolean;
  /** Some of it may be asked for: not all of it was called wrong by the server. */
  readonly askable: boolean;
  /** Jobs that are not finished and can be asked for. */
  readonly unfinished: number;
  /** Labels and single jobs that never showed a job, and may any moment. */
  readonly awaited: number;
  /** Single jobs that the server knows nothing of. */
  readonly unknown: number;
  /** Everything unfinished has a status that the API does not document (rule 7). */
  readonly onlyUnknown: boolean;
}

interface NeedsDeps {
  readonly store: JobStore;
  readonly unfinished: UnfinishedJobs;
  /** ms since 1970 */
  readonly now: number;
}

/** A label that never had a job is awaited for so long after it was tracked, in ms. */
const patience = 30 * 60_000;

/** Looks over what is tracked. */
export function pollNeeds({ store, unfinished, now }: NeedsDeps): PollNeeds {
  const labels = store.allLabels;
  const count = countAskable(store, unfinished);
  const awaited =
    labels.filter((state) => isAskable(state) && isAwaited(state, now)).length +
    store.allSingleIds.filter((id) => !store.job(id) && !store.isUnknown(id)).length;
  const unknown = store.allSingleIds.filter((id) => !store.job(id) && store.isUnknown(id)).length;
  return {
    unknown,
    tracked: labels.length + store.allSingleIds.length > 0,
    askable: store.allSingleIds.length > 0 || labels.some(isAskable),
    unfinished: count,
    awaited,
    onlyUnknown: awaited === 0 && count > 0 && unfinished.areAllUnknown,
  };
}

/** False for a label that the server called wrong: asking again would bring the same answer. */
export function isAskable(state: LabelState): boolean {
  return state.failure?.kind !== 'query';
}

/** True for a label that was tracked lately and never had a job. */
export function isAwaited(state: LabelState, now: number): boolean {
  return state.jobIds.length === 0 && now - state.since < patience;
}

function countAskable(store: JobStore, unfinished: UnfinishedJobs): number {
  if (store.allLabels.every(isAskable)) return unfinished.all.size;
  const singles = new Set(store.allSingleIds);
  const isUnderAskable = (label: string): boolean => {
    const state = store.label(label);
    return state !== undefined && isAskable(state);
  };
  return [...unfinished.all.values()].filter((job) => singles.has(job.id) || job.under.some(isUnderAskable)).length;
}
