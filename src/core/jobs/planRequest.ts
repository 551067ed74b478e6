import { planFacts, type PlanFactsDeps } from './planFacts';
import { pollPlan, type PollPlan } from './pollPlan';
import { isFinished } from './job';
import { planOfEverything, withNamed, type RunContents, type RunRequest } from './runRequest';

/** The run that does what is wanted, as things stand now. The memory counts it as begun. */
export function planRequest(request: RunRequest, deps: PlanFactsDeps): RunContents {
  const { store, memory } = deps;
  const tracked = new Set(store.allLabels.map(({ label }) => label));
  const singles = new Set(store.allSingleIds);
  if (request.all !== 'nothing') memory.begin({ tracked, singles, now: deps.now });
  const plan = withNamed(planOf(request, deps), request);
  return { request, plan, tracked, singles };
}

function planOf(request: RunRequest, deps: PlanFactsDeps): PollPlan {
  if (request.all === 'nothing') return { passes: [], pages: [], jobIds: [] };
  if (request.all === 'everything') return planOfEverything(deps.store);
  const { plan, budget } = pollPlan(planFacts(deps));
  deps.memory.budget = budget;
  return plan;
}

/** Requests of a client that asks for all pages of all labels and all unfinished single jobs, each time. */
export function naiveCost({ store, memory }: Pick<PlanFactsDeps, 'store' | 'memory'>): number {
  const singles = store.allSingleIds.filter((id) => !isFinished(store.job(id)?.status ?? ''));
  const pages = store.allLabels.map(({ label, jobIds }) => memory.memoryOf(label, jobIds.length).cost);
  return pages.reduce((sum, cost) => sum + cost, singles.length);
}
