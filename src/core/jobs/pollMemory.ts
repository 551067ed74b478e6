import type { JobAnswer } from '../api/answer';
import { Failure } from '../api/failure';
import { pageLimit } from '../api/limits';
import { sameList } from './jobDiff';
import type { LabelState } from './labelState';
import { passEvery, type PollBudget } from './pollPlan';
import { VainJobs } from './vainJobs';

/** What asking for a label taught. Runs are counted from the start. */
export interface LabelMemory {
  /** The run that last brought all pages. */
  readonly passedAt: number;
  /** When a run that looked where new jobs appear began, ms since 1970. */
  readonly lookedAt: number;
  /** Requests that all pages took. */
  readonly cost: number;
  readonly growsAt: 'head' | 'tail';
  /** How often in a row a page's places, or a job's own answer, called for a pass that found nothing. */
  readonly strikes: { readonly window: number; readonly single: number };
}

/** What raised the doubt that called for a pass. */
export type Doubt = keyof LabelMemory['strikes'];

/** After so many vain passes in a row, what called for them is trusted no more for the session. */
export const mostStrikes = 3;

/** A run that begins, with everything that is tracked. */
export interface RunBegin {
  readonly tracked: ReadonlySet<string>;
  readonly singles: ReadonlySet<string>;
  /** ms since 1970 */
  readonly now: number;
}

/** What the planner remembers between runs, of one profile and key: make a new one for another. */
export class PollMemory {
  private readonly labels = new Map<string, LabelMemory>();
  private readonly answered = new Set<string>();
  private readonly failed = new Set<string>();
  private readonly vain = new VainJobs();
  private count = 0;
  /** When the last run that looked at everything began, ms since 1970. */
  private begunAt = 0;
  private isNew = true;

  budget: PollBudget = { credit: 0 };

  /** Number of the run under way, or of the last one. */
  get run(): number {
    return this.count;
  }

  /** Jobs that cannot be asked for by their ids. */
  get unaskable(): ReadonlySet<string> {
    return this.failed;
  }

  /** True when all pages of the label are owed, whatever happened in it. */
  isDue(state: LabelState): boolean {
    const known = this.labels.get(state.label);
    if (state.asOf === undefined || state.stale || state.failure) return true;
    return !known && (this.isNew || !(state.complete || state.capped));
  }

  /** True when the last pass of the label is so long ago that the next one must not wait for credit. */
  isOverdue(label: string): boolean {
    return this.count - this.memoryOf(label).passedAt >= passEvery;
  }

  /** True when a job that is tracked by its id was answered for since the start. */
  hasAnswered(jobId: string): boolean {
    return this.answered.has(jobId);
  }

  /** False for a while after the server said that it knows no such job, or called the query wrong. @param now ms since 1970 */
  isWorthAsking(jobId: string, now: number): boolean {
    return this.vain.isDue(jobId, now);
  }

  /** A run begins that looks at everything that is tracked: the rest is forgotten. */
  begin({ tracked, singles, now }: RunBegin): void {
    this.count++;
    this.begunAt = now;
    for (const label of this.labels.keys()) if (!tracked.has(label)) this.labels.delete(label);
    this.vain.retain(singles);
  }

  /** A run has asked everything it wanted to: what is not known by now was told by another window. */
  settled(): void {
    this.isNew = false;
  }

  /** Another window asked until now: what it saved is known. @param jobIds jobs tracked by their ids that it knew */
  inherit(jobIds: readonly string[]): void {
    this.settled();
    for (const id of jobIds) this.answered.add(id);
  }

  /** All pages of the label came. */
  passed(label: string, cost: number): void {
    this.put(label, { passedAt: this.count, lookedAt: this.begunAt, cost });
  }

  /** New jobs of the label would have been seen. */
  looked(label: string): void {
    this.put(label, { lookedAt: this.begunAt });
  }

  /** What a pass changed in the list of a label. @param doubt what called for the pass, if anything did */
  learnt(label: string, lists: { before: readonly string[]; after: readonly string[] }, doubt?: Doubt): void {
    const growsAt = growthOf(lists);
    if (growsAt) this.put(label, { growsAt });
    if (!doubt) return;
    const strikes = this.memoryOf(label).strikes;
    const isVain = sameIds(lists.before, lists.after);
    this.put(label, { strikes: { ...strikes, [doubt]: isVain ? strikes[doubt] + 1 : 0 } });
  }

  /** False once it misled too often. */
  trusts(label: string, doubt: Doubt): boolean {
    return (this.labels.get(label)?.strikes[doubt] ?? 0) < mostStrikes;
  }

  /** How a query for a job by its id went; undefined: the server knows no such job. @param now ms since 1970 */
  askedJob(jobId: string, answer: JobAnswer | Failure | undefined, now: number): void {
    const isFailure = answer instanceof Failure;
    if (isFailure) this.failed.add(jobId);
    else this.failed.delete(jobId);
    if (!isFailure) this.answered.add(jobId);
    if (!answer || (isFailure && answer.kind === 'query')) this.vain.add(jobId, now);
    else if (!isFailure) this.vain.delete(jobId);
  }

  /** The memory of a label, or the guess for one that was never asked for: it counts as passed just now. */
  memoryOf(label: string, length = 0): LabelMemory {
    const cost = Math.floor(length / pageLimit) + 1;
    const strikes = { window: 0, single: 0 };
    return this.labels.get(label) ?? { passedAt: this.count, lookedAt: this.begunAt, cost, growsAt: 'tail', strikes };
  }

  /** Another window asked for the label until now: from here on it is as old as others. */
  adopt(label: string, length: number): void {
    this.put(label, this.memoryOf(label, length));
  }

  private put(label: string, news: Partial<LabelMemory>): void {
    this.labels.set(label, { ...this.memoryOf(label), ...news });
  }
}

function growthOf({
  before,
  after,
}: {
  before: readonly string[];
  after: readonly string[];
}): 'head' | 'tail' | undefined {
  if (before.length === 0 || sameList(before, after)) return undefined;
  // Two looks at the list cost less than a set of 50,000 ids.
  const isNew = (id: string | undefined): boolean => id !== undefined && !before.includes(id);
  if (isNew(after.at(-1))) return 'tail';
  return isNew(after[0]) ? 'head' : undefined;
}

function sameIds(before: readonly string[], after: readonly string[]): boolean {
  if (before.length !== after.length) return false;
  const known = new Set(before);
  return after.every((id) => known.has(id));
}
