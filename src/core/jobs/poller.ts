import { Failure } from '../api/failure';
import type { StatusApi } from '../api/statusApi';
import type { Clock } from '../clock';
import { Emitter, type Disposable } from '../event';
import type { Log } from '../log';
import { isFinished } from './job';
import type { JobStore, StoreBatch } from './jobStore';
import { pollPause } from './pollPause';
import { planRun, runPlan, type RunScope } from './pollRun';

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
}

/** What the shell tells of the world; see `PauseFacts`. */
export interface Attention {
  readonly enabled: boolean;
  readonly watched: boolean;
}

interface Run {
  readonly scope: RunScope;
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

/** Runs one refresh at a time: by itself while something is unfinished, and whenever the user asks. */
export class Poller implements Disposable {
  private run: Run | undefined;
  private again: { scope: RunScope; done: Promise<void> } | undefined;
  private timer: Disposable | undefined;
  private failures = 0;
  private attention: Attention = { enabled: true, watched: true };
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
    void this.refresh({ kind: 'all' }, false);
  }

  /** Stops, forgets the last failure: another profile, or signed out. */
  stop(): void {
    this.run?.abort.abort(new Failure('cancelled', 'Stopped.'));
    this.run = undefined;
    this.again = undefined;
    this.timer?.dispose();
    this.failures = 0;
    this.set({ running: false, manual: false });
  }

  /** Refreshes; joins the run under way when that covers it, else follows it. Never rejects. */
  refresh(scope: RunScope, manual: boolean): Promise<void> {
    if (this.disposed) return Promise.resolve();
    if (!this.run) return this.start(scope, manual);
    if (manual) this.set({ ...this.current, manual: true });
    if (covers(this.run.scope, scope)) return this.run.done;
    if (this.again && covers(this.again.scope, scope)) return this.again.done;
    const merged: RunScope = this.again ? { kind: 'all' } : scope;
    const done = this.run.done.then(() => {
      if (this.again?.scope !== merged) return undefined;
      this.again = undefined;
      return this.start(merged, manual);
    });
    this.again = { scope: merged, done };
    return done;
  }

  /** Ends the run under way; what had come stays. */
  cancel(): void {
    this.again = undefined;
    this.run?.abort.abort(new Failure('cancelled', 'The refresh was cancelled.'));
  }

  /** Called when the view is shown or hidden, the window focused or not, polling switched on or off. */
  attend(attention: Attention): void {
    const before = this.attention;
    this.attention = attention;
    if (before.enabled !== attention.enabled || before.watched !== attention.watched) this.schedule();
  }

  dispose(): void {
    this.disposed = true;
    this.stop();
    this.changed.dispose();
  }

  private start(scope: RunScope, manual: boolean): Promise<void> {
    const api = this.deps.api();
    if (!api || this.disposed) return Promise.resolve();
    this.timer?.dispose();
    const abort = new AbortController();
    const { failure } = this.current;
    const run: Run = {
      scope,
      abort,
      done: this.execute(api, { scope, manual, signal: abort.signal }, () => this.run === run),
    };
    this.run = run;
    this.set({ running: true, manual, ...(failure ? { failure } : {}) });
    return run.done;
  }

  private async execute(
    api: StatusApi,
    ask: { scope: RunScope; manual: boolean; signal: AbortSignal },
    isCurrent: () => boolean,
  ): Promise<void> {
    await Promise.resolve();
    const plan = planRun(this.deps.store, ask.scope, ask.manual);
    // What a stopped run still brings belongs to a profile or a key that is no longer in use.
    const apply = (batch: StoreBatch): void => {
      if (isCurrent()) this.deps.store.apply(batch);
    };
    const { failure } = await runPlan(plan, { api, store: this.deps.store, apply, signal: ask.signal });
    if (!isCurrent() || this.disposed) return;
    this.run = undefined;
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
    const unfinished = isUnfinished(store);
    const { failure } = this.current;
    const pause = pollPause({ ...this.attention, unfinished, failure, failures: this.failures });
    const rest = { running: false, manual: false, ...(failure ? { failure } : {}) };
    if (pause === undefined || this.deps.api() === undefined) {
      this.set(rest);
      return;
    }
    this.timer = clock.after(pause, () => void this.refresh({ kind: 'all' }, false));
    this.set({ ...rest, nextAt: clock.now() + pause });
  }

  private set(state: PollState): void {
    this.current = state;
    this.changed.fire(state);
  }
}

/** True when a run of scope `wide` answers a wish for `narrow`. */
function covers(wide: RunScope, narrow: RunScope): boolean {
  if (wide.kind === 'all') return true;
  return JSON.stringify(wide) === JSON.stringify(narrow);
}

function isUnfinished(store: JobStore): boolean {
  if (store.labels.some((state) => state.jobIds.length === 0)) return true;
  if (store.singleIds.some((id) => !store.job(id) && !store.isUnknown(id))) return true;
  for (const job of store.jobs()) if (!isFinished(job.status)) return true;
  return false;
}
