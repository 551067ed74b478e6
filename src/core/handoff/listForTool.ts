import type { TrackedJob } from '../jobs/job';
import type { JobStore } from '../jobs/jobStore';
import { boundedText } from './toolText';

/** The most jobs that one answer tells (faults, row 87). */
export const mostJobs = 200;

/** Which jobs to list; every field narrows down. */
export interface ToolFilter {
  readonly label?: string;
  readonly status?: string;
  readonly text?: string;
  /** 1…200 */
  readonly limit?: number;
}

/** What the store knows of the jobs that pass, without any link; counts are of all of them, listed or not. */
export function listForTool(store: Pick<JobStore, 'jobs' | 'jobsOf'>, filter: ToolFilter): object {
  const { label, status, text = '', limit = 50 } = filter;
  const all = label === undefined ? [...store.jobs()] : [...store.jobsOf(label)];
  const found = all.filter((job) => (status === undefined || job.status === status) && job.id.includes(text));
  const shown = found.slice(0, Math.min(Math.max(1, Math.trunc(limit)), mostJobs));
  return { found: found.length, listed: shown.length, statuses: statusCounts(found), jobs: shown.map(jobForTool) };
}

/** A server may send any words for a status: the rarest beyond so many are told as one number. */
const mostStatuses = 20;

/** How many jobs there are of each status, by the server's own words, most first. */
export function statusCounts(jobs: readonly TrackedJob[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { status } of jobs) counts.set(status, (counts.get(status) ?? 0) + 1);
  const sorted = [...counts].sort(([, one], [, other]) => other - one);
  const rest = sorted.slice(mostStatuses).reduce((sum, [, count]) => sum + count, 0);
  const told = sorted
    .slice(0, mostStatuses)
    .map(([status, count]): [string, number] => [boundedText(status, 100), count]);
  return Object.fromEntries([...told, ...(rest > 0 ? [['(others)', rest] as const] : [])]);
}

/** A job in a few bounded fields. */
export function jobForTool({ id, status, labels, details }: TrackedJob): object {
  const error = details?.errorMessage;
  return {
    job_id: boundedText(id, 500),
    status: boundedText(status, 100),
    job_labels: labels.slice(0, 20).map((label) => boundedText(label)),
    ...(error === undefined ? {} : { error_message: boundedText(error) }),
  };
}
