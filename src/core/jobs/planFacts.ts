import { isFinished } from './job';
import type { JobStore } from './jobStore';
import type { LabelState } from './labelState';
import type { PollMemory } from './pollMemory';
import { isAskable, isAwaited, pollNeeds } from './pollNeeds';
import type { LabelFacts, PlanFacts } from './pollPlan';
import type { UnfinishedJobs } from './unfinishedJobs';

export interface PlanFactsDeps {
  readonly store: JobStore;
  readonly unfinished: UnfinishedJobs;
  readonly memory: PollMemory;
  /** ms since 1970 */
  readonly now: number;
}

/** What the planner looks at, from the store and from what earlier runs taught. */
export function planFacts(deps: PlanFactsDeps): PlanFacts {
  const { store, memory, unfinished } = deps;
  const askable = store.allLabels.filter(isAskable);
  const touched = labelsOf(store, unfinished.all);
  const labels = askable.map((state) => labelFacts(deps, state, touched.has(state.label)));
  const { unaskable, budget } = memory;
  const needs = pollNeeds(deps);
  return { labels, ...singlesOf(deps), unaskable, budget, idle: needs.unfinished + needs.awaited === 0 };
}

function labelFacts(deps: PlanFactsDeps, state: LabelState, isTouched: boolean): LabelFacts {
  const { memory, unfinished, now } = deps;
  const { label, jobIds } = state;
  const isOwed = memory.isDue(state);
  if (!isOwed) memory.adopt(label, jobIds.length);
  const { passedAt, lookedAt, cost, growsAt } = memory.memoryOf(label, jobIds.length);
  const may = {
    windows: state.aligned && memory.trusts(label, 'window'),
    singles: memory.trusts(label, 'single'),
  };
  return {
    ...{ label, jobIds, passedAt, lookedAt, cost, growsAt, may },
    length: jobIds.length + state.unreadable,
    due: isOwed || isAwaited(state, now),
    overdue: memory.isOverdue(label),
    unfinished: isTouched ? positions(jobIds, unfinished.all) : [],
  };
}

function positions(jobIds: readonly string[], wanted: ReadonlySet<string>): readonly number[] {
  const found: number[] = [];
  for (const [index, id] of jobIds.entries()) if (wanted.has(id)) found.push(index);
  return found;
}

/** Only the lists of labels that hold something unfinished are looked through. */
function labelsOf(store: JobStore, ids: ReadonlySet<string>): ReadonlySet<string> {
  const labels = new Set<string>();
  for (const id of ids) for (const label of store.job(id)?.under ?? []) labels.add(label);
  return labels;
}

/** Single jobs that are finished are not asked for again (rule 8), but once after a start. */
function singlesOf({ store, memory }: PlanFactsDeps): Pick<PlanFacts, 'jobIds' | 'ownAnswers'> {
  const wanted = store.allSingleIds.filter((id) => {
    return !memory.hasAnswered(id) || !isFinished(store.job(id)?.status ?? '');
  });
  const ownAnswers = new Set(wanted.filter((id) => !memory.hasAnswered(id) || !store.job(id)));
  return { jobIds: wanted.filter((id) => !ownAnswers.has(id)), ownAnswers };
}
