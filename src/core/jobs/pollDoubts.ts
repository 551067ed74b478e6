import { pageLimit } from '../api/limits';
import type { JobAnswer, JobsPage } from '../api/answer';
import type { TrackedJob } from './job';
import { sameSet } from './jobDiff';

/** What is known of a label when a page of it comes. */
export interface KnownList {
  /** In the order of the server. */
  readonly jobIds: readonly string[];
  /** Index and `start` are the same; else only unknown ids are a contradiction. */
  readonly hasPlaces: boolean;
}

/** True when a page from `start` on tells that the known list of its label is no longer true. */
export function contradictsPage(known: KnownList, start: number, page: JobsPage): boolean {
  if (!known.hasPlaces) {
    const ids = new Set(known.jobIds);
    return page.jobs.some((job) => !ids.has(job.id));
  }
  const expected = Math.min(pageLimit, known.jobIds.length - start);
  return (
    page.unreadable > 0 ||
    page.jobs.length < expected ||
    page.jobs.some((job, index) => job.id !== known.jobIds[start + index])
  );
}

/**
 * The labels that a job's own answer casts doubt on.
 * @param job as known before
 * @param answer undefined: the server knows no such job
 */
export function contradictsJob(job: TrackedJob, answer: JobAnswer | undefined): readonly string[] {
  if (!answer) return job.under;
  const told = answer.job.labels;
  if (sameSet(job.labels, told)) return [];
  const [before, after] = [new Set(job.labels), new Set(told)];
  return [...new Set([...job.labels, ...told])].filter((label) => before.has(label) !== after.has(label));
}
