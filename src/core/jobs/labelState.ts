import type { JobAnswer, LabelAnswer } from '../api/answer';
import { Failure } from '../api/failure';
import { isFinished, type JobDetails } from './job';
import { sameList } from './jobDiff';

/** What is known of one tracked label. */
export interface LabelState {
  readonly label: string;
  /** When it was tracked in this window, ms since 1970. */
  readonly since: number;
  /** Unique, in the order received. */
  readonly jobIds: readonly string[];
  /** Entries of the last answer that could not be read. */
  readonly unreadable: number;
  /** When the last whole or partial answer came, ms since 1970; absent before the first. */
  readonly asOf?: number;
  /** False while pages are missing: jobs not received may still exist. */
  readonly complete: boolean;
  /** True when the cap of 50,000 jobs was reached (rule 3). */
  readonly capped: boolean;
  /** Why the last query for this label, or a page of it, failed. The jobs are the last good ones. */
  readonly failure?: Failure;
}

/** A label before its first answer. */
export function newLabel(label: string, since: number): LabelState {
  return { label, since, jobIds: [], unreadable: 0, complete: false, capped: false };
}

/** The state after an answer or a failure. A partial answer never makes jobs vanish. */
export function mergeLabel(before: LabelState, answer: LabelAnswer | Failure, now: number): LabelState {
  if (answer instanceof Failure) return { ...before, failure: answer };
  const received = answer.jobs.map((job) => job.id);
  return {
    label: before.label,
    since: before.since,
    jobIds: answer.complete ? received : [...new Set([...received, ...before.jobIds])],
    unreadable: answer.unreadable,
    asOf: now,
    complete: answer.complete,
    capped: answer.capped,
    ...(answer.failure ? { failure: answer.failure } : {}),
  };
}

/** True when a row would say the same of both; the time of the answer is not shown. */
export function sameLabel(left: LabelState, right: LabelState): boolean {
  return (
    (left.asOf === undefined) === (right.asOf === undefined) &&
    left.unreadable === right.unreadable &&
    left.complete === right.complete &&
    left.capped === right.capped &&
    left.failure?.message === right.failure?.message &&
    sameList(left.jobIds, right.jobIds)
  );
}

/** What is kept of a job's own answer: results without their links (rule 6), only once it is finished. */
export function detailsOf(answer: JobAnswer): JobDetails | undefined {
  if (!isFinished(answer.job.status)) return undefined;
  return {
    results: answer.results.map((result) => ({
      hasImage: result.imageUrl !== undefined,
      ...(result.crop ? { crop: result.crop } : {}),
    })),
    ...(answer.errorMessage ? { errorMessage: answer.errorMessage } : {}),
  };
}
