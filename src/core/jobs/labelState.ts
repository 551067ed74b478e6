import type { JobAnswer, LabelAnswer } from '../api/answer';
import { Failure } from '../api/failure';
import { isFinished, type JobDetails } from './job';
import type { SavedPiece } from './savedLabel';

/** What is known of one tracked label. */
export interface LabelState {
  readonly label: string;
  /** When it was tracked, ms since 1970. */
  readonly since: number;
  /** The same object for as long as the label is tracked without a break. */
  readonly tracking: object;
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
  /** True when the job at index i of `jobIds` stands at `start` i: no entry was unreadable, none came twice. */
  readonly aligned: boolean;
  /** True while what is known is of an earlier session, and the server has not answered since. */
  readonly stale: boolean;
  /** True for a label that only another window tracks: asked for, and not shown here. */
  readonly guest: boolean;
  /** What finished up to then was announced, in whole seconds since 1970; absent before the first whole answer. */
  readonly noticedAt?: number | undefined;
  /** Why the last query for this label, or a page of it, failed. The jobs are the last good ones. */
  readonly failure?: Failure | undefined;
}

/** A label before its first answer. */
export function newLabel(label: string, since: number): LabelState {
  const flags = { complete: false, capped: false, aligned: false, stale: false, guest: false };
  return { label, since, tracking: {}, jobIds: [], unreadable: 0, ...flags };
}

/** The labels that are tracked from now on, and which of those before are not. @param own the rest are other windows' */
export function retrackedLabels(
  before: ReadonlyMap<string, LabelState>,
  { own, all }: { readonly own: ReadonlySet<string>; readonly all: readonly string[] },
  now: number,
): { readonly states: ReadonlyMap<string, LabelState>; readonly gone: ReadonlySet<string> } {
  const stateOf = (label: string): LabelState => ({
    ...(before.get(label) ?? newLabel(label, now)),
    guest: !own.has(label),
  });
  const states = new Map(all.map((label) => [label, stateOf(label)]));
  return { states, gone: new Set([...before.keys()].filter((label) => !states.has(label))) };
}

/** The state after an answer or a failure. A partial answer never makes jobs vanish. */
export function mergeLabel(before: LabelState, answer: LabelAnswer | Failure, now: number): LabelState {
  if (answer instanceof Failure) return { ...before, failure: answer };
  const received = answer.jobs.map((job) => job.id);
  const { complete, capped, unreadable, aligned } = answer;
  // What stood there when it was first read was not awaited: it is not announced.
  const noticedAt = before.noticedAt ?? (complete ? Math.floor(now / 1000) : undefined);
  return {
    ...before,
    jobIds: complete ? received : joined(received, before.jobIds),
    ...{
      unreadable,
      complete,
      capped,
      noticedAt,
      asOf: now,
      stale: before.stale && !complete,
      aligned: complete && aligned,
    },
    failure: answer.failure,
  };
}

/**
 * The state once a saved label is read whole; one that the server has answered for since stays. Of two that are
 * partial, or a partial answer and what was saved before it, both name jobs.
 * @param now ms since 1970; an answer from after it is of a time before the clock was set back
 */
export function restoredLabel(before: LabelState, { head, ids = [], stale }: SavedPiece, now: number): LabelState {
  const { complete, capped, unreadable, aligned, asOf } = head;
  const noticedAt = Math.max(head.noticedAt ?? 0, before.noticedAt ?? 0) || undefined;
  const since = Math.min(before.since, head.since);
  if (before.asOf !== undefined && before.asOf >= asOf && before.asOf <= now) {
    const jobIds = before.complete ? before.jobIds : joined(before.jobIds, ids);
    return { ...before, jobIds, noticedAt, since };
  }
  // Another window asked again since this one failed: its answer stands.
  const failure = stale ? before.failure : undefined;
  const jobIds = complete ? ids : joined(ids, before.jobIds);
  return { ...before, jobIds, complete, capped, unreadable, aligned, asOf, stale, noticedAt, since, failure };
}

function joined(first: readonly string[], second: readonly string[]): readonly string[] {
  return [...new Set([...first, ...second])];
}

/** True when a row would say the same of both, but for its jobs; the time of the answer is not shown. */
export function sameLabel(left: LabelState, right: LabelState): boolean {
  return (
    (left.asOf === undefined) === (right.asOf === undefined) &&
    left.stale === right.stale &&
    left.unreadable === right.unreadable &&
    left.complete === right.complete &&
    left.capped === right.capped &&
    left.failure?.message === right.failure?.message
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
