import type { JobAnswer, LabelAnswer } from '../api/answer';
import { endsRun } from '../api/endsRun';
import { Failure, type FailureKind } from '../api/failure';
import type { OnProgress } from '../api/labelPages';
import type { StatusApi } from '../api/statusApi';
import type { Job } from './job';
import type { JobStore } from './jobStore';
import type { StoreBatch } from './storeBatch';
import { reachesEnd } from './pollCover';
import { contradictsJob, contradictsPage } from './pollDoubts';
import type { Doubt, PollMemory } from './pollMemory';
import type { PageAt, PollPlan } from './pollPlan';

/** What a person asks to refresh. */
export type RunScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'label'; readonly label: string }
  | { readonly kind: 'job'; readonly id: string };

/** How a run ended. */
export interface RunOutcome {
  /** The first failure that concerns all of it, or that every query shared. */
  readonly failure: Failure | undefined;
  /** Requests that were sent, as far as answers tell. */
  readonly requests: number;
  /** Labels that were passed because an answer contradicted what was known. */
  readonly contradictions: number;
}

export interface PollRunDeps {
  readonly api: StatusApi;
  readonly store: JobStore;
  readonly memory: PollMemory;
  readonly apply: (batch: StoreBatch) => void;
  readonly signal: AbortSignal;
  /** ms since 1970 */
  readonly now: () => number;
}

/** The first answer of a large label is shown as it grows, so often, in ms; oftener when too much comes meanwhile. */
const progressEvery = 250;

/** A server that fails so in so many queries, one after the other, is asked no more in this run. */
const mayBeDead: ReadonlySet<FailureKind> = new Set(['server', 'timeout']);
const deadAfter = 6;

/** So many jobs are handed to the store at once: more would hold up everybody else in the extension host. */
const mostAtOnce = 1000;

/**
 * What a batch changes in a label has all of its jobs counted anew: it is over once it changed labels of so many jobs
 * together. Not before it changed a few labels, for large ones would be counted for each of their jobs then.
 */
const mostCounted = 10_000;
const fewestLabels = 4;

/** Asks everything in a plan and applies it to the store: a label's first answer as it comes, the rest at once. */
export class PollRun {
  private readonly stop = new AbortController();
  private readonly signal: AbortSignal;
  private readonly failures: Failure[] = [];
  private readonly doubts = new Map<string, Doubt>();
  private readonly labels = new Map<string, LabelAnswer | Failure>();
  private readonly jobs = new Map<string, JobAnswer | Failure | undefined>();
  private readonly seen: Job[] = [];
  private readonly singles: ReadonlySet<string>;
  private askedAt: number;
  private gathered = 0;
  private readonly touched = new Set<string>();
  /** Number of jobs in the touched labels. */
  private toCount = 0;
  private requests = 0;
  /** Failures, one after the other, of a server that may be dead. */
  private inRow = 0;

  constructor(private readonly deps: PollRunDeps) {
    this.signal = AbortSignal.any([deps.signal, this.stop.signal]);
    this.singles = new Set(deps.store.allSingleIds);
    this.askedAt = deps.now();
  }

  /** Rejects with nothing; a cancelled run applies what had come. */
  async execute(plan: PollPlan): Promise<RunOutcome> {
    const passes = new Set(plan.passes);
    await Promise.all([...plan.passes.map((label) => this.pass(label)), ...plan.pages.map((at) => this.page(at))]);
    // After the labels: once one of them was answered, a 404 is about the job and not about the address (rule 10).
    if (!this.signal.aborted) await Promise.all(plan.jobIds.map((id) => this.job(id)));
    this.flush();
    const contradictions = this.signal.aborted ? 0 : await this.settleDoubts(passes);
    const queries = plan.passes.length + plan.pages.length + plan.jobIds.length + contradictions;
    return {
      failure: worst(this.failures, this.stop.signal.aborted ? 0 : queries),
      requests: this.requests,
      contradictions,
    };
  }

  /** @returns how many labels were passed for it */
  private async settleDoubts(passed: ReadonlySet<string>): Promise<number> {
    const doubted = [...this.doubts.keys()].filter((label) => !passed.has(label));
    this.askedAt = this.deps.now();
    await Promise.all(doubted.map((label) => this.pass(label)));
    this.flush();
    return doubted.length;
  }

  private async pass(label: string): Promise<void> {
    const { api, store, memory } = this.deps;
    const before = store.label(label);
    const isFirst = before?.asOf === undefined;
    const onProgress = isFirst ? this.growthOf(label) : this.sliceOf();
    const answer = await api.label(label, this.signal, onProgress).catch(this.fail);
    this.requests += answer instanceof Failure ? 1 : answer.requests;
    if (answer instanceof Failure && isAboutAll(answer)) return;
    if (!(answer instanceof Failure) && answer.failure) this.fail(answer.failure);
    else if (!(answer instanceof Failure)) {
      this.inRow = 0;
      memory.passed(label, answer.requests);
      const after = answer.jobs.map((job) => job.id);
      memory.learnt(label, { before: before?.jobIds ?? [], after }, this.doubts.get(label));
    }
    this.labels.set(label, answer);
    this.gathered += answer instanceof Failure ? 0 : answer.jobs.length - (answer.told ?? 0);
    if (isFirst || this.gathered > mostAtOnce) this.flush();
  }

  /** Shows a label that was never answered as it grows. */
  private growthOf(label: string): OnProgress {
    let toldAt = -Infinity;
    return (take, waiting) => {
      if (this.deps.now() - toldAt < progressEvery && waiting < mostAtOnce) return;
      toldAt = this.deps.now();
      this.deps.apply({ askedAt: this.askedAt, labels: new Map([[label, take()]]) });
    };
  }

  /** Of a label that is shown already only what its jobs say is taken early, for nobody waits for it: its list comes whole. */
  private sliceOf(): OnProgress {
    return (take, waiting) => {
      if (waiting >= mostAtOnce) this.deps.apply({ askedAt: this.askedAt, seen: take().jobs });
    };
  }

  private async page({ label, start }: PageAt): Promise<void> {
    const { api, memory } = this.deps;
    this.requests++;
    const page = await api.page(label, start, this.signal).catch(this.fail);
    if (page instanceof Failure) {
      if (!isAboutAll(page)) this.labels.set(label, page);
      return;
    }
    this.inRow = 0;
    this.seen.push(...page.jobs);
    this.gathered += page.jobs.length;
    this.touch(label);
    const state = this.deps.store.label(label);
    if (!state) return;
    const { jobIds, unreadable } = state;
    if (start === 0 || reachesEnd(start, jobIds.length + unreadable)) memory.looked(label);
    const known = { jobIds, hasPlaces: state.aligned && memory.trusts(label, 'window') };
    if (contradictsPage(known, start, page)) this.doubts.set(label, 'window');
    this.flushIfFull();
  }

  private async job(id: string): Promise<void> {
    const { api, store, memory } = this.deps;
    this.requests++;
    const answer = await api.job(id, this.signal).catch(this.fail);
    if (answer instanceof Failure && isAboutAll(answer)) return;
    if (!(answer instanceof Failure)) this.inRow = 0;
    memory.askedJob(id, answer, this.deps.now());
    // A job of a label loses nothing by it: its label's pages tell of it, too.
    if (!(answer instanceof Failure) || this.singles.has(id)) this.jobs.set(id, answer);
    const job = store.job(id);
    if (answer instanceof Failure || !job) return;
    for (const label of contradictsJob(job, answer)) this.doubt(label);
    for (const label of job.under) this.touch(label);
    this.flushIfFull();
  }

  private touch(label: string): void {
    if (!this.touched.has(label)) this.toCount += this.deps.store.label(label)?.jobIds.length ?? 0;
    this.touched.add(label);
  }

  private flushIfFull(): void {
    const isWide = this.toCount > mostCounted && this.touched.size >= fewestLabels;
    if (this.gathered > mostAtOnce || isWide) this.flush();
  }

  private doubt(label: string): void {
    const { store, memory } = this.deps;
    if (store.label(label) && memory.trusts(label, 'single') && !this.doubts.has(label))
      this.doubts.set(label, 'single');
  }

  private readonly fail = (error: unknown): Failure => {
    const failure = asFailure(error);
    // Once the run was stopped, the others only tell that they were stopped.
    if (!this.signal.aborted) this.failures.push(failure);
    this.inRow = mayBeDead.has(failure.kind) ? this.inRow + 1 : 0;
    if (isAboutServer(failure) || this.inRow >= deadAfter) this.stop.abort();
    return failure;
  };

  private flush(): void {
    const { askedAt } = this;
    const batch = { askedAt, labels: new Map(this.labels), jobs: new Map(this.jobs), seen: [...this.seen] };
    this.labels.clear();
    this.jobs.clear();
    this.seen.length = 0;
    this.gathered = this.toCount = 0;
    this.touched.clear();
    if (batch.labels.size + batch.jobs.size + batch.seen.length > 0) this.deps.apply(batch);
  }
}

/** Not the fault of this label or job. */
function isAboutAll(failure: Failure): boolean {
  return failure.kind === 'cancelled' || isAboutServer(failure);
}

/** Whoever asks on would meet the same, or was asked to wait: a 503 may ask for that as a 429 does. */
function isAboutServer({ kind, retryAfterMs }: Failure): boolean {
  return endsRun.has(kind) || retryAfterMs !== undefined;
}

function worst(failures: readonly Failure[], queries: number): Failure | undefined {
  const general = failures.find(isAboutServer);
  return general ?? (failures.length >= queries ? failures[0] : undefined);
}

function asFailure(error: unknown): Failure {
  return error instanceof Failure ? error : new Failure('shape', 'The answer could not be used.', { cause: error });
}
