import type { Clock } from '../clock';
import { Emitter, type Disposable } from '../event';
import { isFinished, type TrackedJob } from '../jobs/job';
import type { JobStore } from '../jobs/jobStore';
import { drained } from '../jobs/jobTotals';
import { fewJobs, jobsPerStep } from '../jobs/scale';
import type { Slices } from '../snapshot/slices';
import { Seldom } from './seldom';
import { median, patience, processingSeconds } from './stuck';

/** Jobs are looked through at most so often, in ms: nobody waits for this word to come or go. */
const pause = 2000;
/** Longest time that a timer waits, in ms; a setting of many days would be more than timers can. */
const longestWait = 3600_000;

/** A processing job that can become stuck; both times in whole seconds since 1970. */
interface Candidate {
  readonly id: string;
  readonly changedAt: number;
  readonly from: number;
}

export interface StuckWatchDeps {
  readonly store: Pick<JobStore, 'jobs' | 'size'>;
  readonly clock: Clock;
  readonly slices: Slices;
  /** Setting `bannerJobs.stuckAfterMinutes`. */
  readonly afterMinutes: () => number;
}

/** Which jobs are possibly stuck: a look at all jobs after a change, and a timer for the next that becomes so. */
export class StuckWatch implements Disposable {
  /** As last looked through: the jobs themselves change in place. */
  private candidates: readonly Candidate[] = [];
  /** By id, since when it is processing: a job that is run again is another matter. */
  private stuck: ReadonlyMap<string, number> = new Map();
  private timer: Disposable | undefined;
  private isLooking = false;
  /** Looks that ended: one that is overtaken tells nothing. */
  private looks = 0;
  private isDisposed = false;
  private readonly seldom: Seldom;
  private readonly flipped = new Emitter<ReadonlySet<string>>();

  /** Ids of the jobs that became possibly stuck, or are so no more: their rows say something else now. */
  readonly onDidFlip = this.flipped.event;

  constructor(private readonly deps: StuckWatchDeps) {
    this.seldom = new Seldom({ clock: deps.clock, pause, run: () => this.look() });
    this.seldom.ask();
  }

  /** True when the job has been processing for longer than it should; changes only together with `onDidFlip`. */
  isStuck({ id, status, changedAt }: TrackedJob): boolean {
    return status === 'processing' && this.stuck.get(id) === changedAt;
  }

  /** The jobs or the setting changed. */
  changed(): void {
    this.seldom.ask();
  }

  dispose(): void {
    this.isDisposed = true;
    this.timer?.dispose();
    this.seldom.dispose();
    this.flipped.dispose();
  }

  /** At few jobs at once; what changes while many are looked at is seen by the next look. */
  private look(): void {
    const { store, slices, afterMinutes } = this.deps;
    const steps = findCandidates(store.jobs(), afterMinutes());
    if (store.size < fewJobs) this.found(drained(steps));
    else if (this.isLooking) this.seldom.ask();
    else {
      this.isLooking = true;
      slices.begin();
      const { looks } = this;
      void slices.through(steps).then((candidates) => {
        this.isLooking = false;
        if (looks === this.looks) this.found(candidates);
      });
    }
  }

  private found(candidates: readonly Candidate[]): void {
    this.looks++;
    if (this.isDisposed) return;
    this.candidates = candidates;
    this.flip();
  }

  private flip(): void {
    const now = this.deps.clock.now();
    const stuck = new Map<string, number>();
    let next = Infinity;
    for (const { id, changedAt, from } of this.candidates) {
      if (from * 1000 <= now) stuck.set(id, changedAt);
      else next = Math.min(next, from * 1000);
    }
    const flipped = difference(this.stuck, stuck);
    this.stuck = stuck;
    this.timer?.dispose();
    const wait = Math.min(longestWait, next - now);
    this.timer = next === Infinity ? undefined : this.deps.clock.after(wait, () => this.flip());
    if (flipped.size > 0) this.flipped.fire(flipped);
  }
}

type Usual = ReadonlyMap<string, number | undefined>;

/** Looks at each job once, in small steps. */
function* findCandidates(jobs: Iterable<TrackedJob>, afterMinutes: number): Generator<void, Candidate[]> {
  const times = new Map<string, number[]>();
  const processing: TrackedJob[] = [];
  let looked = 0;
  for (const job of jobs) {
    if (job.status === 'processing') processing.push(job);
    else if (job.past.length > 0 && isFinished(job.status)) noteTime(job, times);
    if (++looked % jobsPerStep === 0) yield;
  }
  const usual = new Map<string, number | undefined>();
  for (const [label, seconds] of times) {
    usual.set(label, median(seconds));
    yield;
  }
  return yield* candidatesOf(processing, usual, afterMinutes);
}

function* candidatesOf(jobs: readonly TrackedJob[], usual: Usual, afterMinutes: number): Generator<void, Candidate[]> {
  const found: Candidate[] = [];
  // Most jobs of a label share one list of labels: its rule is looked up once.
  let last: readonly string[] | undefined;
  let longest = Infinity;
  for (const [index, { id, changedAt, under }] of jobs.entries()) {
    if (under !== last) longest = patience({ afterMinutes, usual: leastUsual(under, usual) });
    last = under;
    if (longest < Infinity) found.push({ id, changedAt, from: changedAt + longest });
    if (index % jobsPerStep === 0) yield;
  }
  return found;
}

/** A job under several labels is late when one of them says so. */
function leastUsual(labels: readonly string[], usual: Usual): number | undefined {
  const known = labels.map((label) => usual.get(label)).filter((seconds) => seconds !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}

function noteTime(job: TrackedJob, times: Map<string, number[]>): void {
  const seconds = processingSeconds(job);
  if (seconds === undefined) return;
  for (const label of job.under) {
    const known = times.get(label);
    if (known) known.push(seconds);
    else times.set(label, [seconds]);
  }
}

function difference(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): ReadonlySet<string> {
  const gone = [...before.keys()].filter((id) => before.get(id) !== after.get(id));
  const come = [...after.keys()].filter((id) => before.get(id) !== after.get(id));
  return new Set([...gone, ...come]);
}
