import type { Behaviour } from './scriptedServer';
import { json, status } from './scriptedServer';

/** How the made-up server pages: the documents leave it open (status-api, rule 3). */
export interface PagedJobsOptions {
  /** It gives so many at a time, whatever is asked for; by default as many as are asked for. */
  readonly atATime?: number;
  /** This page (counted from 1, by start) is answered with 500. */
  readonly failAtStart?: number;
}

/** Answers label queries from `count` jobs. */
export function pagedJobs(count: number, options: PagedJobsOptions = {}): Behaviour {
  return (response, heard, socket) => {
    const { start = 0, limit = 20 } = heard.json as { start?: number; limit?: number };
    const size = Math.min(options.atATime ?? limit, Math.max(0, count - start));
    const jobs = Array.from({ length: size }, (_, index) => job(start + index));
    const answer = options.failAtStart === start ? status(500) : json({ jobs, results: [], error_message: '' });
    answer(response, heard, socket);
  };
}

/** The job with this number, as the server spells it. */
export function job(number: number, label = 'lot'): object {
  return { job_id: `job-${number}`, status: 'pending', job_labels: [label] };
}
