import { isFinished, type TrackedJob } from '../jobs/job';
import { statusText } from '../jobs/jobText';
import type { Translate } from '../translate';
import { durationText } from './durationText';
import { secondsOf, staysOf, type Stay } from './stays';

/** How times become words. */
export interface TimelineWords {
  readonly t: Translate;
  /** A moment for people; gets ms since 1970-01-01 UTC. */
  readonly time: (at: number) => string;
}

/** How long a job was in a state, over all its stays. */
export interface TimeInState {
  /** As `Job.status`. */
  readonly status: string;
  readonly seconds: number;
}

/**
 * How long a job was seen in each unfinished state, in the order of the first stays; the state it is in counts up to
 * `now`. A finished state is an end and takes no time, for a job that is run again too.
 * @param now ms since 1970
 */
export function timesInStates(stays: readonly Stay[], now: number): readonly TimeInState[] {
  const times = new Map<string, number>();
  for (const stay of stays) {
    if (isFinished(stay.status)) continue;
    times.set(stay.status, (times.get(stay.status) ?? 0) + secondsOf(stay, Math.floor(now / 1000)));
  }
  return [...times].map(([status, seconds]) => ({ status, seconds }));
}

/** `pending 12 s, running 1 min 4 s`; empty for a job that was finished when it was first seen. @param now ms since 1970 */
export function timesText(t: Translate, stays: readonly Stay[], now: number): string {
  const times = timesInStates(stays, now);
  return times.map(({ status, seconds }) => `${statusText(t, status)} ${durationText(t, seconds)}`).join(', ');
}

/**
 * Lines of a tooltip or an export, each a name and a value: what the API does not tell, as this extension saw it.
 * @param now ms since 1970
 */
export function timelineLines({ t, time }: TimelineWords, job: TrackedJob, now: number): [string, string][] {
  const lines: [string, string][] = [[t('First seen'), time(job.firstSeen * 1000)]];
  if (job.changedAt !== job.firstSeen) lines.push([t('Last change'), time(job.changedAt * 1000)]);
  const times = timesText(t, staysOf(job), now);
  if (times !== '') lines.push([t('Seen'), times]);
  return lines;
}
