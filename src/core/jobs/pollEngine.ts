import type { StatusApi } from '../api/statusApi';
import type { Clock } from '../clock';
import type { Log } from '../log';
import type { JobStore } from './jobStore';
import { performRun, type PreparedRun, type RunResult } from './performRun';
import { planRequest } from './planRequest';
import { PollMemory } from './pollMemory';
import { planLine, runLine } from './pollReport';
import type { RunRequest } from './runRequest';
import type { UnfinishedJobs } from './unfinishedJobs';

export interface PollEngineDeps {
  readonly store: JobStore;
  readonly unfinished: UnfinishedJobs;
  readonly clock: Clock;
  readonly log: Log;
}

/** Plans runs and carries them out. When one comes is decided by the poller, which can do without it until the first. */
export class PollEngine {
  private memory = new PollMemory();

  constructor(private readonly deps: PollEngineDeps) {}

  /** Forgets what was learnt: another profile or another key. */
  reset(): void {
    this.memory = new PollMemory();
  }

  /** Another window asked for everything until now, and what it knew is known here. */
  settle(): void {
    const { store } = this.deps;
    this.memory.inherit(store.allSingleIds.filter((id) => store.job(id)));
  }

  /** The run that does what is wanted; undefined when there is nothing to ask. */
  prepare(request: RunRequest, api: StatusApi): PreparedRun | undefined {
    const { store, unfinished, clock, log } = this.deps;
    const { memory } = this;
    const contents = planRequest(request, { store, unfinished, memory, now: clock.now() });
    const { passes, pages, jobIds } = contents.plan;
    if (passes.length + pages.length + jobIds.length === 0) return undefined;
    log.trace(planLine(request.why, contents.plan));
    return { ...contents, api, memory, abort: new AbortController() };
  }

  /**
   * Asks, and applies what comes. One line in the log, which is worth reading only when something changed or failed.
   *
   * @param isCurrent false once the run was stopped
   */
  async perform(run: PreparedRun, isCurrent: () => boolean): Promise<RunResult> {
    const { store, clock, log } = this.deps;
    const result = await performRun(run, { store, clock, isCurrent });
    const { report } = result;
    if (isCurrent() && (report.changed > 0 || report.failure)) log.info(runLine(report));
    else log.debug(runLine(report));
    return result;
  }
}
