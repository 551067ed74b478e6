import type { JobAnswer, LabelAnswer } from '../api/answer';
import { Failure, type FailureKind } from '../api/failure';
import type { StatusApi } from '../api/statusApi';
import { isFinished } from './job';
import type { JobStore, StoreBatch } from './jobStore';

/** What one run asks about. */
export type RunScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'label'; readonly label: string }
  | { readonly kind: 'job'; readonly id: string };

/** What a run asks, spelt out. */
export interface RunPlan {
  readonly labels: readonly string[];
  readonly jobIds: readonly string[];
}

/** How a run ended: with the first failure that concerns all of it, or that every label shared. */
export interface RunOutcome {
  readonly failure: Failure | undefined;
}

/** Failures of the server or the key, not of one query: the rest of the run would meet the same. */
const endsRun: ReadonlySet<FailureKind> = new Set([
  'unauthorized',
  'forbidden',
  'billing',
  'wrongUrl',
  'rateLimited',
  'offline',
  'proxy',
  'tls',
]);

/**
 * The queries of a scope. A full run by itself skips single jobs that are finished (rule 8), and labels that the server
 * called wrong: asking again would bring the same answer.
 */
export function planRun(store: JobStore, scope: RunScope, manual: boolean): RunPlan {
  if (scope.kind === 'label') return { labels: [scope.label], jobIds: [] };
  if (scope.kind === 'job') return { labels: [], jobIds: [scope.id] };
  const jobIds = store.singleIds.filter((id) => manual || !isFinished(store.job(id)?.status ?? ''));
  const labels = store.labels.filter((state) => manual || state.failure?.kind !== 'query');
  return { labels: labels.map((state) => state.label), jobIds };
}

/** True when a run of plan `wide` asks all that `narrow` wants. */
export function coversPlan(wide: RunPlan, narrow: RunPlan): boolean {
  const labels = new Set(wide.labels);
  const jobIds = new Set(wide.jobIds);
  return narrow.labels.every((label) => labels.has(label)) && narrow.jobIds.every((id) => jobIds.has(id));
}

/** What both ask, each once. */
export function joinPlans(one: RunPlan, other: RunPlan): RunPlan {
  const both = (left: readonly string[], right: readonly string[]): readonly string[] => [
    ...new Set([...left, ...right]),
  ];
  return { labels: both(one.labels, other.labels), jobIds: both(one.jobIds, other.jobIds) };
}

interface RunDeps {
  readonly api: StatusApi;
  readonly store: JobStore;
  readonly apply: (batch: StoreBatch) => void;
  readonly signal: AbortSignal;
  /** ms since 1970 */
  readonly now: () => number;
}

/**
 * Asks everything in the plan and applies it to the store: a label's first answer as it comes, the rest at
 * once, so that a run costs one event. Rejects with nothing; a cancelled run applies what had come.
 */
export async function runPlan(plan: RunPlan, deps: RunDeps): Promise<RunOutcome> {
  const stop = new AbortController();
  const signal = AbortSignal.any([deps.signal, stop.signal]);
  const labels = new Map<string, LabelAnswer | Failure>();
  const jobs = new Map<string, JobAnswer | Failure | undefined>();
  const askedAt = deps.now();
  const failures: Failure[] = [];
  const fail = (error: unknown): Failure => {
    const failure = asFailure(error);
    // Once the run was stopped, the others only tell that they were stopped.
    if (!signal.aborted) failures.push(failure);
    if (endsRun.has(failure.kind)) stop.abort();
    return failure;
  };
  const askLabel = async (label: string): Promise<void> => {
    const answer = await deps.api.label(label, signal).catch(fail);
    if (answer instanceof Failure && isAboutAll(answer)) return;
    if (!(answer instanceof Failure) && answer.failure) fail(answer.failure);
    if (deps.store.label(label)?.asOf === undefined) deps.apply({ askedAt, labels: new Map([[label, answer]]) });
    else labels.set(label, answer);
  };
  const askJob = async (id: string): Promise<void> => {
    const answer = await deps.api.job(id, signal).catch(fail);
    if (!(answer instanceof Failure) || !isAboutAll(answer)) jobs.set(id, answer);
  };
  await Promise.all(plan.labels.map(askLabel));
  // After the labels: once one of them was answered, a 404 is about the job and not about the address (rule 10).
  if (!signal.aborted) await Promise.all(plan.jobIds.map(askJob));
  if (labels.size + jobs.size > 0) deps.apply({ askedAt, labels, jobs });
  return { failure: worst(failures, plan) };
}

/** Not the fault of this label or job. */
function isAboutAll({ kind }: Failure): boolean {
  return kind === 'cancelled' || endsRun.has(kind);
}

function worst(failures: readonly Failure[], plan: RunPlan): Failure | undefined {
  const general = failures.find((failure) => endsRun.has(failure.kind));
  return general ?? (failures.length === plan.labels.length + plan.jobIds.length ? failures[0] : undefined);
}

function asFailure(error: unknown): Failure {
  return error instanceof Failure ? error : new Failure('shape', 'The answer could not be used.', { cause: error });
}
