import { Failure } from '../api/failure';
import { Emitter, type Disposable } from '../event';
import type { PreparedRun } from './performRun';
import type { PollEngine } from './pollEngine';
import type { PollerDeps } from './pollerDeps';
import { isSettled, type AskedToWait, type PollHandover } from './pollHandover';
import { NextRun } from './nextRun';
import { PollLedger } from './pollLedger';
import { pollNeeds, type PollNeeds } from './pollNeeds';
import { PollPacer, type Attention } from './pollPacer';
import { PollPatience } from './pollPatience';
import type { PollPause } from './pollPause';
import type { PollReport } from './pollReport';
import type { PollStanding, PollState } from './pollState';
import type { RunScope } from './pollRun';
import { coversRequest, handPart, requestOf, type RunRequest } from './runRequest';
import { UnfinishedJobs } from './unfinishedJobs';

interface Run extends PreparedRun {
  readonly engine: PollEngine;
  readonly done: Promise<void>;
}

/** Runs one refresh at a time: by itself while something is unfinished, and whenever the user asks. */
export class Poller implements Disposable {
  private readonly unfinished: UnfinishedJobs;
  private engine: PollEngine | undefined;
  private loading: Promise<PollEngine> | undefined;
  private run: Run | undefined;
  private readonly again = new NextRun();
  private timer: Disposable | undefined;
  private readonly pacer = new PollPacer();
  private readonly patience: PollPatience;
  private readonly ledger = new PollLedger();
  private disposed = false;
  /** The window before this one had asked for everything: the first run need not. */
  private isSettled = false;
  private current: PollState = { running: false, manual: false };
  private readonly changed = new Emitter<PollState>();

  readonly onDidChangeState = this.changed.event;

  constructor(private readonly deps: PollerDeps) {
    this.unfinished = new UnfinishedJobs(deps.store);
    this.patience = new PollPatience(deps.clock);
  }

  get state(): PollState {
    return this.current;
  }

  /** What was asked, what comes next, and why. */
  get report(): PollReport {
    const { current: state, pacer, ledger } = this;
    const detailRequests = this.deps.detailRequests?.() ?? 0;
    const { pace } = pacer.attention;
    return ledger.report({ state, needs: this.needs(), pause: this.pause(0.5), pace, detailRequests });
  }

  /** When this window asked, for one that takes over. */
  get past(): PollHandover {
    return { ...this.ledger.past, ...this.pacer.past, ...this.patience.told };
  }

  /** Goes on where the window stopped that asked until now: to be called before `attend` tells that this one leads. */
  inherit(from: PollHandover): void {
    if (this.run) return;
    this.pacer.inherit(from, this.deps.clock.now());
    this.isSettled = isSettled(from, this.deps.clock.now());
    this.patience.inherit(from);
    this.set({ running: false, manual: false, failure: this.patience.failure });
  }

  /** The server asked for patience when it was asked for something else, a job's results say: no run comes by itself before. */
  hold(failure: Failure): void {
    this.patience.hold(failure);
    if (!this.run) this.finish();
  }

  /** Another window of this profile was asked for patience: told as often as one likes, it counts once. */
  heed(asked: AskedToWait): void {
    if (this.patience.heed(asked) && !this.run) this.finish();
  }

  /** The window that asks for this one ended a run then, ms since 1970: it tells how that went. */
  ranElsewhere(at: number): void {
    if (this.patience.ranElsewhere(at) && !this.run) this.finish();
  }

  /** Polls now and goes on by itself: after a start, a sign-in, a change of what is tracked. */
  wake(): void {
    const { why } = this.pause(0.5);
    // A refused key is not sent again until `stop` told of another one, nor is a server that asked for patience hurried.
    if (why === 'refused' || (why === 'askedToWait' && this.patience.left > 0)) return;
    this.pacer.hurry();
    void this.want(requestOf({ kind: 'all' }, this.ledger.last ? 'tracked' : 'start'));
  }

  /** Stops, forgets the last failure and all that was learnt: another profile, another key, or signed out. */
  stop(): void {
    this.run?.abort.abort(new Failure('cancelled', 'Stopped.'));
    this.run = undefined;
    this.again.forget();
    this.isSettled = false;
    this.ledger.forgetLast();
    this.engine?.reset();
    this.timer?.dispose();
    this.pacer.reset();
    this.patience.reset();
    this.set({ running: false, manual: false });
  }

  /** Refreshes; joins the run under way when that asks the same, else follows it. Never rejects. */
  refresh(scope: RunScope, manual: boolean): Promise<void> {
    return this.want(requestOf(scope, manual ? 'manual' : 'timer'));
  }

  /** Ends the run under way; what had come stays. */
  cancel(): void {
    this.again.forget();
    this.run?.abort.abort(new Failure('cancelled', 'The refresh was cancelled.'));
  }

  /** Called when the view is shown or hidden, the window focused or not, a setting changed. */
  attend(attention: Attention): void {
    const { leads } = this.pacer.attention;
    const news = this.pacer.attend(attention, this.deps.clock.now());
    if (!news) return;
    if (leads && !this.pacer.attention.leads) this.patience.handOver();
    if (news === 'back' && this.needs().tracked) void this.want(requestOf({ kind: 'all' }, 'shown'));
    else if (this.run) this.set(this.current);
    else this.schedule();
  }

  dispose(): void {
    this.disposed = true;
    this.stop();
    this.unfinished.dispose();
    this.changed.dispose();
  }

  private want(request: RunRequest): Promise<void> {
    if (this.disposed) return Promise.resolve();
    if (!this.run) return this.start(request);
    if (request.why === 'manual') this.set({ ...this.current, manual: true });
    const { done, abort } = this.run;
    // A run that was cancelled does nothing more of what it was to do.
    if (!abort.signal.aborted && coversRequest(this.run, request, this.deps.store)) return done;
    return this.again.after(done, request, (next) => this.want(next));
  }

  private start(wanted: RunRequest): Promise<void> {
    const api = this.deps.api();
    // What waited for another run may be told by its end that the server is to be left alone.
    const request = this.pacer.attention.leads && this.patience.mayTry ? wanted : handPart(wanted);
    if (!api || !request) return this.rest();
    if (!this.engine) return this.load(request);
    if (this.isSettled) this.engine.settle();
    this.isSettled = false;
    const prepared = this.engine.prepare(request, api);
    if (!prepared) {
      this.pacer.ran(this.deps.clock.now());
      return this.rest();
    }
    this.timer?.dispose();
    this.patience.begin();
    const { engine } = this;
    const run: Run = { ...prepared, engine, done: this.soon(() => run) };
    this.run = run;
    this.set({ ...this.current, running: true, manual: request.why === 'manual', nextAt: undefined });
    return run.done;
  }

  /** Asks once the engine is there; a load that failed is told like a failed run, and tried again by the next. */
  private async load(request: RunRequest): Promise<void> {
    const { store, clock, log } = this.deps;
    this.loading ??= this.deps.engine({ store, clock, log, unfinished: this.unfinished });
    try {
      this.engine = await this.loading;
    } catch (cause) {
      this.loading = undefined;
      this.pacer.ran(clock.now());
      this.pacer.count('failed', false, request.why === 'timer');
      this.patience.meet(new Failure('shape', 'A part of the extension could not be loaded.', { cause }));
      this.finish();
      return;
    }
    await this.want(request);
  }

  private rest(): Promise<void> {
    this.schedule();
    return Promise.resolve();
  }

  private async soon(run: () => Run): Promise<void> {
    await Promise.resolve();
    await this.execute(run());
  }

  private async execute(run: Run): Promise<void> {
    const isCurrent = (): boolean => this.run === run;
    const { report, hasNews, end } = await run.engine.perform(run, isCurrent);
    if (!isCurrent()) return;
    this.run = undefined;
    this.pacer.ran(report.at);
    this.pacer.count(end, hasNews, run.request.why === 'timer');
    this.ledger.add(report, end === 'good' && run.request.all !== 'nothing');
    this.patience.ran(end, report.failure, run.request.why === 'manual');
    this.finish();
  }

  private finish(): void {
    // What a window was told that asks for no other is told by the one that does.
    if (this.pacer.attention.leads) this.set({ running: false, manual: false, failure: this.patience.failure });
    if (!this.again.isWanted) this.schedule();
  }

  private schedule(): void {
    if (this.run || this.disposed) return;
    this.timer?.dispose();
    const { clock, random } = this.deps;
    const { ms, why } = this.pause(random());
    const failure = this.patience.keepOwn(why === 'following');
    // Counted from the last run: what calls this meanwhile, a change of focus say, must not put the next one off.
    const left = why === 'askedToWait' ? this.patience.left : this.pacer.left(clock, ms ?? 0);
    const wait = ms === undefined ? undefined : left;
    // Where no run comes that would tell, what the server asked for is over when its time is.
    if (wait === undefined && this.patience.left > 0) this.timer = clock.after(this.patience.left, () => this.finish());
    if (wait !== undefined) this.timer = clock.after(wait, () => void this.want(requestOf({ kind: 'all' }, 'timer')));
    const nextAt = wait === undefined ? undefined : clock.now() + wait;
    this.set({ running: false, manual: false, failure, nextAt });
  }

  private needs(): PollNeeds {
    return pollNeeds({ store: this.deps.store, unfinished: this.unfinished, now: this.deps.clock.now() });
  }

  private pause(random: number): PollPause {
    const { failure } = this.patience;
    return this.pacer.pause({ ...this.needs(), signedIn: this.deps.api() !== undefined, failure, random });
  }

  private set({ running, manual, failure, nextAt }: PollStanding): void {
    const own = { running, manual, ...(failure ? { failure } : {}), ...(nextAt === undefined ? {} : { nextAt }) };
    this.current = this.pacer.attention.leads ? own : { ...own, following: true };
    this.changed.fire(this.current);
  }
}
