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

/** A state that a job was in before. */
export interface PastState {
  /** As `Job.status`. */
  readonly status: string;
  /** When it was first seen in this state, in whole seconds since 1970-01-01 UTC. */
  readonly since: number;
}

/** What was seen of a job over time, for the API tells no times. In whole seconds since 1970-01-01 UTC. */
export interface JobHistory {
  readonly firstSeen: number;
  /** When the status that it has now was first seen. */
  readonly changedAt: number;
  /** The states before this one, oldest first; at most `longestPast` of them. */
  readonly past: readonly PastState[];
}

/** A job that the store knows. */
export interface TrackedJob extends Job, JobHistory {
  /** See `naturalKey`. */
  readonly sortKey: string;
  /** The tracked labels whose lists have it; empty for a job that is tracked by its id alone. */
  readonly under: readonly string[];
  /** True when this window tracks it by its id. */
  readonly isSingle: boolean;
  readonly details: JobDetails | undefined;
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

/** True for `completed` and `failed` (rule 8); an unknown status is unfinished (rule 7). */
export function isFinished(status: string): boolean {
  return status === 'completed' || status === 'failed';
}
