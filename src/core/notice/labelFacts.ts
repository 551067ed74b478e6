import { isFinished } from '../jobs/job';
import type { JobStore } from '../jobs/jobStore';
import type { LabelState } from '../jobs/labelState';

/** What may be announced of a label that has no unfinished job. */
export interface LabelFinish {
  readonly label: string;
  readonly done: number;
  readonly failed: number;
  /** When its newest job changed, in whole seconds since 1970: up to then it is announced. */
  readonly at: number;
  /** Up to when it was announced before, in whole seconds since 1970. */
  readonly noticedAt: number;
}

type Jobs = Pick<JobStore, 'jobsOf'>;

/** True when what the label says is the server's word, of now, and whole. */
export function isAnswered({ failure, stale, complete, noticedAt }: LabelState): boolean {
  return !failure && !stale && complete && noticedAt !== undefined;
}

/**
 * What finished in a label since its last notice, or all of the label if there was none; undefined while a job is
 * unfinished, when nothing finished, or when the label is not known whole. Stops at the first unfinished job.
 * @param isKnownAnnounced true when this session announced it; whether an earlier one did is told by its jobs
 */
export function finishOf(state: LabelState, jobs: Jobs, isKnownAnnounced: boolean): LabelFinish | undefined {
  const { label, noticedAt } = state;
  if (noticedAt === undefined || !isAnswered(state)) return undefined;
  const all = { done: 0, failed: 0, at: 0 };
  const since = { done: 0, failed: 0 };
  let wasAnnounced = isKnownAnnounced;
  for (const job of jobs.jobsOf(label)) {
    if (!isFinished(job.status)) return undefined;
    const group = job.status === 'failed' ? 'failed' : 'done';
    all[group]++;
    all.at = Math.max(all.at, job.changedAt);
    if (job.changedAt > noticedAt) since[group]++;
    // The first answer announces nothing, so a job that was seen finishing before `noticedAt` was announced.
    else if (job.past.length > 0) wasAnnounced = true;
  }
  if (since.done + since.failed === 0) return undefined;
  return { label, noticedAt, ...all, ...(wasAnnounced ? since : {}) };
}
