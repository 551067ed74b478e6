import type { Rect } from '../crop/rect';

/** The documented states of a job. The server may send others: they are shown as they are and count as unfinished (rule 7). */
export const knownStatuses = ['pending', 'processing', 'completed', 'failed'] as const;
export type KnownStatus = (typeof knownStatuses)[number];

/** A job as a label query tells it (rule 1: jobs and statuses only). */
export interface Job {
  readonly id: string;
  /** One of `knownStatuses`, or whatever the server sent. */
  readonly status: string;
  readonly labels: readonly string[];
}

/** One output of a job, as kept: without its link, which is a secret that expires (rule 6). */
export interface JobResult {
  /** True when the answer carried a link to an image. */
  readonly hasImage: boolean;
  /** As received: not checked, not clamped. Absent when the answer had none that is readable. */
  readonly crop?: Rect;
}

/** What only a query by the job's own id tells (rule 1). */
export interface JobDetails {
  readonly results: readonly JobResult[];
  /** Only for a failed job; never empty. */
  readonly errorMessage?: string;
}

/** The status if it is a documented one, else undefined. */
export function knownStatus(status: string): KnownStatus | undefined {
  return knownStatuses.find((known) => known === status);
}

/** True for `completed` and `failed` (rule 8); an unknown status is unfinished (rule 7). */
export function isFinished(status: string): boolean {
  return status === 'completed' || status === 'failed';
}
