import type { JobStore } from './jobStore';
import type { PollPlan } from './pollPlan';
import type { RunScope } from './pollRun';

/** Why a run began. */
export type RunReason = 'start' | 'tracked' | 'timer' | 'shown' | 'manual';

/** What a run is wanted for. */
export interface RunRequest {
  readonly why: RunReason;
  /** `needed`: what the planner finds worth a request. */
  readonly all: 'nothing' | 'needed' | 'everything';
  /** All pages of these, whatever the planner finds. */
  readonly labels: readonly string[];
  /** The own answers of these. */
  readonly jobIds: readonly string[];
  /** What of it somebody asked for by hand, where that is not all of it. */
  readonly byHand?: RunRequest;
}

/** A run that is under way: what it asks, and what was tracked when it began. */
export interface RunContents {
  readonly request: RunRequest;
  readonly plan: PollPlan;
  readonly tracked: ReadonlySet<string>;
  readonly singles: ReadonlySet<string>;
}

/** What a person, or the poller itself, wants of a scope. */
export function requestOf(scope: RunScope, why: RunReason): RunRequest {
  const nothing = { why, all: 'nothing', labels: [], jobIds: [] } as const;
  if (scope.kind === 'label') return { ...nothing, labels: [scope.label] };
  if (scope.kind === 'job') return { ...nothing, jobIds: [scope.id] };
  return { ...nothing, all: why === 'manual' ? 'everything' : 'needed' };
}

/** What of it somebody asked for by hand: that may be asked of a server that is to be left alone, and nothing else. */
export function handPart(request: RunRequest): RunRequest | undefined {
  return request.byHand ?? (request.why === 'manual' ? request : undefined);
}

/** What both want, each once. */
export function joinRequests(one: RunRequest, other: RunRequest): RunRequest {
  const joined = plainlyJoined(one, other);
  const [left, right] = [handPart(one), handPart(other)];
  if (joined.why !== 'manual' || (left === one && right === other)) return joined;
  const byHand = left && right ? plainlyJoined(left, right) : (left ?? right);
  return byHand ? { ...joined, byHand } : joined;
}

function plainlyJoined(one: RunRequest, other: RunRequest): RunRequest {
  const both = (left: readonly string[], right: readonly string[]): readonly string[] => [
    ...new Set([...left, ...right]),
  ];
  const steps = ['nothing', 'needed', 'everything'] as const;
  const all = steps[Math.max(steps.indexOf(one.all), steps.indexOf(other.all))] ?? 'everything';
  const why = one.why === 'manual' ? one.why : other.why;
  return { why, all, labels: both(one.labels, other.labels), jobIds: both(one.jobIds, other.jobIds) };
}

/** The plan that asks for everything tracked. */
export function planOfEverything(store: JobStore): PollPlan {
  return { passes: store.allLabels.map(({ label }) => label), pages: [], jobIds: [...store.allSingleIds] };
}

/** The plan with what the request names besides. */
export function withNamed(plan: PollPlan, { labels, jobIds }: RunRequest): PollPlan {
  const passes = new Set([...plan.passes, ...labels]);
  return {
    passes: [...passes],
    pages: plan.pages.filter(({ label }) => !passes.has(label)),
    jobIds: [...new Set([...plan.jobIds, ...jobIds])],
  };
}

/** True when the run under way does all that is wanted. */
export function coversRequest(run: RunContents, request: RunRequest, store: JobStore): boolean {
  const passes = new Set(run.plan.passes);
  const jobIds = new Set(run.plan.jobIds);
  const labels = store.allLabels.map(({ label }) => label);
  if (!request.labels.every((label) => passes.has(label)) || !request.jobIds.every((id) => jobIds.has(id)))
    return false;
  switch (request.all) {
    case 'nothing':
      return true;
    case 'everything':
      return labels.every((label) => passes.has(label)) && store.allSingleIds.every((id) => jobIds.has(id));
    case 'needed':
      return (
        run.request.all !== 'nothing' &&
        labels.every((label) => run.tracked.has(label)) &&
        store.allSingleIds.every((id) => run.singles.has(id))
      );
    default:
      return request.all satisfies never;
  }
}
