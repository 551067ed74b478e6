import type { TrackedJob } from '../../src/core/jobs/job';

/** States of a job with their whole seconds since 1970, the one that it is in last. */
export type Steps = readonly (readonly [status: string, since: number])[];

/** A job that was seen in these states. */
export function tracked(steps: Steps, id = 'j1'): TrackedJob {
  const past = steps.slice(0, -1).map(([status, since]) => ({ status, since }));
  const [status, changedAt] = steps.at(-1) ?? ['pending', 0];
  const firstSeen = steps[0]?.[1] ?? changedAt;
  const shown = { sortKey: id, under: ['lot'], isSingle: false, details: undefined };
  return { id, status, labels: ['lot'], firstSeen, changedAt, past, ...shown };
}
