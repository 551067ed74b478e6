import type { JobHistory, PastState } from './job';

/** So many earlier states of a job are kept; a server that flips one for days fills no memory. */
export const longestPast = 20;

/** Most jobs are seen in one state only: they share this list. */
const nothing: readonly PastState[] = [];

/** The history of a job that was never seen before. @param now ms since 1970 */
export function newHistory(now: number): JobHistory {
  const at = Math.floor(now / 1000);
  return { firstSeen: at, changedAt: at, past: nothing };
}

/** The history after the job was seen in another state. @param now ms since 1970 */
export function changedHistory(before: JobHistory & { readonly status: string }, now: number): JobHistory {
  const { firstSeen, changedAt, past, status } = before;
  const at = Math.max(changedAt, Math.floor(now / 1000));
  return { firstSeen, changedAt: at, past: [...past, { status, since: changedAt }].slice(-longestPast) };
}

/** Joins what an earlier session saw of a job to what this one saw since. Both are of the same job. */
export function joinHistories(
  earlier: JobHistory & { readonly status: string },
  now: JobHistory & { readonly status: string },
): JobHistory {
  if (earlier.firstSeen >= now.firstSeen) return now;
  const { firstSeen } = earlier;
  const hasChanged = earlier.status !== now.status || now.past.length > 0;
  if (!hasChanged) return { firstSeen, changedAt: earlier.changedAt, past: earlier.past };
  const first = now.past[0]?.status ?? now.status;
  const between = first === earlier.status ? now.past.slice(1) : now.past;
  const last = { status: earlier.status, since: earlier.changedAt };
  return { firstSeen, changedAt: now.changedAt, past: [...earlier.past, last, ...between].slice(-longestPast) };
}
