import { Failure } from '../api/failure';
import type { StatusApi } from '../api/statusApi';
import type { Clock } from '../clock';
import { isNoChange } from './jobDiff';
import type { JobStore } from './jobStore';
import type { StoreBatch } from './storeBatch';
import { naiveCost } from './planRequest';
import type { PollMemory } from './pollMemory';
import { countPlan, type RunReport } from './pollReport';
import { PollRun, type RunOutcome } from './pollRun';
import type { RunContents } from './runRequest';

/** A run with what it works with. */
export interface PreparedRun extends RunContents {
  readonly api: StatusApi;
  readonly memory: PollMemory;
  readonly abort: AbortController;
}

interface PerformDeps {
  readonly store: JobStore;
  readonly clock: Clock;
  /** False once the run was stopped: what it still brings belongs to a profile or a key that is no longer in use. */
  readonly isCurrent: () => boolean;
}

/** How a run went. */
export interface RunResult {
  readonly report: RunReport;
  /** True when rows are other than before. */
  readonly hasNews: boolean;
  readonly end: 'good' | 'failed' | 'cancelled';
}

/** Asks, applies what comes, and tells how it went. Never rejects. */
export async function performRun(run: PreparedRun, { store, clock, isCurrent }: PerformDeps): Promise<RunResult> {
  const news = { jobs: 0, any: false };
  const apply = (batch: StoreBatch): void => {
    if (!isCurrent()) return;
    const change = store.apply(batch);
    news.jobs += change.jobs.size;
    news.any ||= !isNoChange(change);
  };
  const since = clock.now();
  const { api, memory, plan, request, abort } = run;
  const deps = { api, store, memory, apply, signal: abort.signal, now: () => clock.now() };
  const { failure, requests, contradictions } = await new PollRun(deps).execute(plan).catch(broken);
  const end = abort.signal.aborted ? 'cancelled' : failure ? 'failed' : 'good';
  if (end === 'good' && request.all !== 'nothing') memory.settled();
  const naiveRequests = request.all === 'nothing' ? requests : naiveCost({ store, memory });
  const report = {
    ...{ at: clock.now(), why: request.why, changed: news.jobs, ms: clock.now() - since },
    ...{ ...countPlan(plan), contradictions, requests, naiveRequests },
    ...(failure && end === 'failed' ? { failure } : {}),
  };
  return { report, hasNews: news.any, end };
}

/** An error of our own must not end polling: it is told like a failure, and the next run comes. */
function broken(error: unknown): RunOutcome {
  const failure = new Failure('shape', 'The answer could not be used.', { cause: error });
  return { failure, requests: 0, contradictions: 0 };
}
