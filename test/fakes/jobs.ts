import type { JobAnswer, LabelAnswer } from '../../src/core/api/answer';
import type { Failure } from '../../src/core/api/failure';
import type { Job } from '../../src/core/jobs/job';

/** A job as a server tells it. */
export function job(id: string, status = 'pending', labels: readonly string[] = ['lot']): Job {
  return { id, status, labels };
}

/** A whole answer for a label. */
export function labelAnswer(
  jobs: readonly Job[],
  more: Partial<LabelAnswer> & { failure?: Failure } = {},
): LabelAnswer {
  return { jobs, unreadable: 0, complete: true, capped: false, aligned: true, requests: 1, ...more };
}

/** An answer to a job's own id. */
export function jobAnswer(of: Job, more: Partial<JobAnswer> = {}): JobAnswer {
  return { job: of, results: [], ...more };
}
