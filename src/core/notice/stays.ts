import type { TrackedJob } from '../jobs/job';

/** How long a job was in one state, as seen. */
export interface Stay {
  /** As `Job.status`. */
  readonly status: string;
  /** In whole seconds since 1970-01-01 UTC. */
  readonly since: number;
  /** In whole seconds since 1970-01-01 UTC; absent for the state that the job is in. */
  readonly until?: number;
}

/** The states of a job in their order, the one that it is in last. */
export function staysOf({ past, status, changedAt }: TrackedJob): readonly Stay[] {
  const before = past.map((state, index) => ({ ...state, until: past[index + 1]?.since ?? changedAt }));
  return [...before, { status, since: changedAt }];
}

/** How long the stay took, in whole seconds; a clock that was set back makes nothing negative. */
export function secondsOf({ since, until }: Stay, now: number): number {
  return Math.max(0, (until ?? now) - since);
}
