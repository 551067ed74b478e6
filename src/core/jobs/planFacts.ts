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
  const { store, memory } = deps;
  const askable = store.allLabels.filter(isAskable);
  const singles = singlesOf(deps);
  const touched = touchedLabels(deps, singles.jobIds);
  const labels = askable.map((state) => labelFacts(deps, state, touched.get(state.label)));
  const { unaskable, budget } = memory;
  const needs = pollNeeds(deps);
  return { labels, ...singles, unaskable, budget, now: deps.now, idle: needs.unfinished + needs.awaited === 0 };
}

function labelFacts(deps: PlanFactsDeps, state: LabelState, touched: Touch | undefined): LabelFacts {
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
    unfinished: touched ? positions(jobIds, unfinished.all) : [],
    overlaps: touched === 'shared',
  };
}

function positions(jobIds: readonly string[], wanted: ReadonlyMap<string, unknown>): readonly number[] {
  const found: number[] = [];
  for (let index = 0; index < jobIds.length; index++) if (wanted.has(jobIds[index] ?? '')) found.push(index);
  return found;
}

/** Whether the unfinished jobs of a label are asked for under it alone. */
type Touch = 'alone' | 'shared';

/** Only the lists of labels that hold something unfinished are looked through. */
function touchedLabels({ store, unfinished }: PlanFactsDeps, singles: readonly string[]): ReadonlyMap<string, Touch> {
  const touched = new Map<string, Touch>();
  let last: readonly string[] = [];
  for (const { under } of unfinished.all.values()) {
    // Most jobs of a label share one list of labels.
    if (under !== last)
      for (const label of under)
        if (under.length > 1 || !touched.has(label)) touched.set(label, under.length > 1 ? 'shared' : 'alone');
    last = under;
  }
  for (const id of singles) for (const label of store.job(id)?.under ?? []) touched.set(label, 'shared');
  return touched;
}

/** Single jobs that are finished are not asked for again (rule 8), but once after a start; unknown ones ever more seldom. */
function singlesOf({ store, memory, now }: PlanFactsDeps): Pick<PlanFacts, 'jobIds' | 'ownAnswers'> {
  const wanted = store.allSingleIds.filter((id) => {
    if (!memory.isWorthAsking(id, now)) return false;
    return !memory.hasAnswered(id) || !isFinished(store.job(id)?.status ?? '');
  });
  const ownAnswers = new Set(wanted.filter((id) => !memory.hasAnswered(id) || !store.job(id)));
  return { jobIds: wanted.filter((id) => !ownAnswers.has(id)), ownAnswers };
}
