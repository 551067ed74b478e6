import { Failure } from '../api/failure';
import type { StatusApi } from '../api/statusApi';
import type { Clock } from '../clock';
import { Emitter, type Disposable } from '../event';
import type { Log } from '../log';
import { isFinished } from './job';
import { isNoChange } from './jobDiff';
import type { JobStore, StoreBatch } from './jobStore';
import type { LabelState } from './labelState';
import { readPace } from './pollPace';
import { pollPause, type PauseFacts } from './pollPause';
import { coversPlan, joinPlans, planRun, runPlan, type RunOutcome, type RunPlan, type RunScope } from './pollRun';

/** What the view and the messages show of polling. */
export interface PollState {
  readonly running: boolean;
  /** True while a run that the user asked for is under way: only such a run shows progress. */
  readonly manual: boolean;
  /** Why the last run failed; absent after a good one. */
  readonly failure?: Failure;
  /** When the next run comes by itself, ms since 1970. */
  readonly nextAt?: number;
}

export interface PollerDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly store: JobStore;
  /** The client of the profile in use; undefined while there is no key. */
  readonly api: () => StatusApi | undefined;
  /** 0…1, for the jitter of the pauses. */
  readonly random: () => number;
}

/** Someone who comes back to the view sees what is at most so old, in ms, or a new run. */
const freshness = 30_000;

/** A label that never had a job is awaited for so long after it was tracked, in ms. */
const patience = 30 * 60_000;

const unread = { quickest: undefined, slowest: undefined, hiddenMinutes: undefined };
const atFirst: Attention = { enabled: true, visible: false, focused: false, pace: readPace(unread) };

/** What the shell tells of the world; see `PauseFacts`. */
export type Attention = Pick<PauseFacts, 'enabled' | 'visible' | 'focused' | 'pace'>;

interface Run {
  readonly plan: RunPlan;
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

/** Runs one refresh at a time: by itself while something is unfinished, and whenever the user asks. */
export class Poller implements Disposable {
  private run: Run | undefined;
  private again: { plan: RunPlan; manual: boolean; done: Promise<void> } | undefined;
  private timer: Disposable | undefined;
  private failures = 0;
  private quietRuns = 0;
  private lastRunAt = -Infinity;
  private attention = atFirst;
  private disposed = false;
  private current: PollState = { running: false, manual: false };
  private readonly changed = new Emitter<PollState>();

  readonly onDidChangeState = this.changed.event;

  constructor(private readonly deps: PollerDeps) {}

  get state(): PollState {
    return this.current;
  }

  /** Polls now and goes on by itself: after a start, a sign-in, a change of what is tracked. */
  wake(): void {
    this.failures = 0;
    this.quietRuns = 0;
    void this.refresh({ kind: 'all' }, false);
  }

  /** Stops, forgets the last failure: another profile, or signed out. */
  stop(): void {
    this.run?.abort.abort(new Failure('cancelled', 'Stopped.'));
    this.run = undefined;
    this.again = undefined;
    this.timer?.dispose();
    this.failures = 0;
    this.lastRunAt = -Infinity;
    this.set({ running: false, manual: false });
  }

  /** Refreshes; joins the run under way when that asks the same, else follows it. Never rejects. */
  refresh(scope: RunScope, manual: boolean): Promise<void> {
    if (this.disposed) return Promise.resolve();
    const plan = planRun(this.deps.store, scope, manual);
    if (!this.run) return this.start(plan, manual);
    if (manual) this.set({ ...this.current, manual: true });
    return coversPlan(this.run.plan, plan) ? this.run.done : this.follow(this.run, plan, manual);
  }

  /** Ends the run under way; what had come stays. */
  cancel(): void {
    this.again = undefined;
    this.run?.abort.abort(new Failure('cancelled', 'The refresh was cancelled.'));
  }

  /** Called when the view is shown or hidden, the window focused or not, a setting changed. */
  attend(attention: Attention): void {
    const before = this.attention;
    if (JSON.stringify(before) === JSON.stringify(attention)) return;
    this.attention = attention;
    const { clock, store } = this.deps;
    const isBack = isWatched(attention) && !isWatched(before);
    const isStale = store.labels.length + store.singleIds.length > 0 && clock.now() - this.lastRunAt >= freshness;
    if (isBack && attention.enabled && isStale && !this.current.failure) void this.refresh({ kind: 'all' }, false);
    else this.schedule();
  }

  dispose(): void {
    this.disposed = true;
    this.stop();
    this.changed.dispose();
  }

  private follow(run: Run, plan: RunPlan, manual: boolean): Promise<void> {
    const { again } = this;
    if (again) {
      this.again = { plan: joinPlans(again.plan, plan), manual: again.manual || manual, done: again.done };
      return again.done;
    }
    const done = run.done.then(() => {
      const next = this.again;
      this.again = undefined;
      return next && !this.run ? this.start(next.plan, next.manual) : undefined;
    });
    this.again = { plan, manual, done };
    return done;
  }

  private start(plan: RunPlan, manual: boolean): Promise<void> {
    const api = this.deps.api();
    if (!api || this.disposed) return Promise.resolve();
    if (plan.labels.length + plan.jobIds.length === 0) {
      this.schedule();
      return Promise.resolve();
    }
    this.timer?.dispose();
    const abort = new AbortController();
    const { failure } = this.current;
    const ask = { api, plan, signal: abort.signal };
    const run: Run = { plan, abort, done: this.execute(ask, () => this.run === run) };
    this.run = run;
    this.set({ running: true, manual, ...(failure ? { failure } : {}) });
    return run.done;
  }

  private async execute(
    ask: { api: StatusApi; plan: RunPlan; signal: AbortSignal },
    isCurrent: () => boolean,
  ): Promise<void> {
    await Promise.resolve();
    const run = { changed: false };
    // What a stopped run still brings belongs to a profile or a key that is no longer in use.
    const apply = (batch: StoreBatch): void => {
      if (isCurrent() && !isNoChange(this.deps.store.apply(batch))) run.changed = true;
    };
    const { store, clock } = this.deps;
    const deps = { api: ask.api, store, apply, signal: ask.signal, now: () => clock.now() };
    const { failure } = await runPlan(ask.plan, deps).catch(broken);
    if (!isCurrent() || this.disposed) return;
    this.run = undefined;
    this.quietRuns = run.changed ? 0 : this.quietRuns + 1;
    this.lastRunAt = clock.now();
    this.finish(failure, ask.signal.aborted);
  }

  private finish(failure: Failure | undefined, cancelled: boolean): void {
    const shown = cancelled ? this.current.failure : failure;
    if (!cancelled) this.failures = failure ? this.failures + 1 : 0;
    if (failure && !cancelled) this.deps.log.warn(`Refresh failed (${failure.kind}): ${failure.message}`);
    this.set({ running: false, manual: false, ...(shown ? { failure: shown } : {}) });
    if (!this.again) this.schedule();
  }

  private schedule(): void {
    if (this.run || this.disposed) return;
    this.timer?.dispose();
    const { clock, store } = this.deps;
    const { quietRuns, failures } = this;
    const { failure } = this.current;
    const unfinished = isUnfinished(store, clock.now());
    const facts = { ...this.attention, unfinished, failure, failures, quietRuns };
    const pause = pollPause(facts, this.deps.random());
    const rest = { running: false, manual: false, ...(failure ? { failure } : {}) };
    if (pause === undefined || this.deps.api() === undefined) {
      this.set(rest);
      return;
    }
    // Counted from the last run: what calls this meanwhile, a change of focus say, must not put the next one off.
    const nextAt = Math.max(clock.now(), this.lastRunAt + pause);
    this.timer = clock.after(nextAt - clock.now(), () => void this.refresh({ kind: 'all' }, false));
    this.set({ ...rest, nextAt });
  }

  private set(state: PollState): void {
    this.current = state;
    this.changed.fire(state);
  }
}

/** An error of our own must not end polling: it is told like a failure, and the next run comes. */
function broken(error: unknown): RunOutcome {
  return { failure: new Failure('shape', 'The answer could not be used.', { cause: error }) };
}

function isWatched({ visible, focused }: Attention): boolean {
  return visible && focused;
}

function isUnfinished(store: JobStore, now: number): boolean {
  const isAwaited = (state: LabelState): boolean => state.jobIds.length === 0 && now - state.since < patience;
  if (store.labels.some((state) => state.failure?.kind !== 'query' && isAwaited(state))) return true;
  if (store.singleIds.some((id) => !store.job(id) && !store.isUnknown(id))) return true;
  for (const job of store.jobs()) if (!isFinished(job.status)) return true;
  return false;
}
