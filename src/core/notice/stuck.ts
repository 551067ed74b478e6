import { isFinished, type TrackedJob } from '../jobs/job';
import type { Translate } from '../translate';

/** So many finished jobs of a label, seen processing, tell what is usual in it. */
export const fewestForUsual = 5;
/** A job is possibly stuck after so many times the usual duration of its label … */
export const farLonger = 5;
/** … but not before so many seconds: a short job may be late by chance. */
export const soonestStuck = 120;

/** When a job of a label counts as possibly stuck. */
export interface StuckRule {
  /** Setting `bannerJobs.stuckAfterMinutes`, in minutes; 0: no job ever is. */
  readonly afterMinutes: number;
  /** See `usualSeconds`; the same for all jobs of a label. */
  readonly usual?: number | undefined;
}

/** How long the finished jobs of a label were usually processing, in seconds: see `median`. */
export function usualSeconds(jobs: Iterable<TrackedJob>): number | undefined {
  const times: number[] = [];
  for (const job of jobs) {
    const seconds = isFinished(job.status) ? processingSeconds(job) : undefined;
    if (seconds !== undefined) times.push(seconds);
  }
  return median(times);
}

/**
 * The median of the times that jobs of one label took, undefined while there are fewer than `fewestForUsual`. One sort:
 * compute it once a label and change.
 */
export function median(times: readonly number[]): number | undefined {
  if (times.length < fewestForUsual) return undefined;
  const sorted = Float64Array.from(times).sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/**
 * How long the last stay in `processing` before this state took, in seconds, which is what a job that processes now is
 * compared to; undefined when it was never seen processing.
 */
export function processingSeconds({ past, changedAt }: TrackedJob): number | undefined {
  for (let index = past.length - 1; index >= 0; index--) {
    const state = past[index];
    if (state?.status === 'processing') return Math.max(0, (past[index + 1]?.since ?? changedAt) - state.since);
  }
  return undefined;
}

/** How long a job may process, in whole seconds, before it is possibly stuck; `Infinity`: for ever. */
export function patience({ afterMinutes, usual }: StuckRule): number {
  if (!(afterMinutes > 0)) return Infinity;
  const byUsual = usual === undefined ? Infinity : Math.max(soonestStuck, farLonger * usual);
  return Math.ceil(Math.min(afterMinutes * 60, byUsual));
}

/** From when on a job is possibly stuck, in whole seconds since 1970; undefined when it never will be. */
export function stuckFrom({ status, changedAt }: TrackedJob, rule: StuckRule): number | undefined {
  const longest = status === 'processing' ? patience(rule) : Infinity;
  return longest === Infinity ? undefined : changedAt + longest;
}

/** True when the job has been processing for longer than it should. @param now ms since 1970 */
export function isStuck(job: TrackedJob, rule: StuckRule, now: number): boolean {
  const from = stuckFrom(job, rule);
  return from !== undefined && from * 1000 <= now;
}

/** Jobs that became possibly stuck after `span.after` and up to `span.upTo`, by time alone. In ms since 1970 */
export function newlyStuck(
  jobs: Iterable<TrackedJob>,
  rule: StuckRule,
  span: { readonly after: number; readonly upTo: number },
): readonly string[] {
  const ids: string[] = [];
  for (const job of jobs) if (isStuck(job, rule, span.upTo) && !isStuck(job, rule, span.after)) ids.push(job.id);
  return ids;
}

/** When the next job becomes possibly stuck, in ms since 1970; undefined: none will. @param now ms since 1970 */
export function nextStuckAt(jobs: Iterable<TrackedJob>, rule: StuckRule, now: number): number | undefined {
  let next = Infinity;
  for (const job of jobs) {
    const at = (stuckFrom(job, rule) ?? Infinity) * 1000;
    if (at > now && at < next) next = at;
  }
  return next === Infinity ? undefined : next;
}

/** The word for a row. */
export function stuckText(t: Translate): string {
  return t('possibly stuck');
}
