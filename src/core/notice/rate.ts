import { isFinished, type TrackedJob } from '../jobs/job';
import { numberText } from '../numberText';
import type { Translate } from '../translate';
import { durationText } from './durationText';

/** A rate is of so many seconds before the last change. */
const longestSpan = 600;
/** The pages of a first answer come within so many seconds: what was finished in them was not seen finishing. */
export const firstAnswer = 60;
/** One job alone tells no rate. */
const fewest = 2;

/** How fast a label gets done. It changes only when a job does, never by time alone. */
export interface LabelRate {
  readonly done: number;
  readonly total: number;
  /** Jobs that finished a minute; absent while fewer than two were seen finishing. */
  readonly perMinute?: number;
  /** How long the rest would take at this rate, in whole seconds; absent without a rate, or with nothing left. */
  readonly left?: number;
}

/** The rate of a label's jobs over the 10 minutes before its last change, or since it was first seen if that is less. */
export function labelRate(jobs: readonly TrackedJob[]): LabelRate {
  const { first, last, done } = bounds(jobs);
  const total = jobs.length;
  const finished = countFinished(jobs, { from: last - longestSpan, first });
  if (finished < fewest) return { done, total };
  const perMinute = (finished * 60) / Math.min(longestSpan, Math.max(firstAnswer, last - first));
  const left = Math.ceil(((total - done) * 60) / perMinute);
  return { done, total, perMinute, ...(done < total ? { left } : {}) };
}

function bounds(jobs: readonly TrackedJob[]): { first: number; last: number; done: number } {
  let first = Infinity;
  let last = -Infinity;
  let done = 0;
  for (const job of jobs) {
    first = Math.min(first, job.firstSeen);
    last = Math.max(last, job.changedAt);
    if (isFinished(job.status)) done++;
  }
  return { first, last, done };
}

/** Those that were seen finishing: that came from another state, or came late and finished between two looks. */
function countFinished(jobs: readonly TrackedJob[], { from, first }: { from: number; first: number }): number {
  let count = 0;
  for (const { status, changedAt, firstSeen, past } of jobs) {
    const wasSeen = past.length > 0 || firstSeen > first + firstAnswer;
    if (wasSeen && changedAt > from && isFinished(status)) count++;
  }
  return count;
}

/** `4/min`, or `12/h` for less than one a minute; empty without a rate, or with nothing left to do. */
export function speedText(t: Translate, { perMinute, left }: LabelRate): string {
  if (perMinute === undefined || left === undefined) return '';
  if (perMinute >= 10) return t('{0}/min', numberText(t, perMinute));
  return perMinute >= 1 ? t('{0}/min', numberText(t, perMinute, 1)) : t('{0}/h', numberText(t, perMinute * 60));
}

/** `37/40 · 4/min`. */
export function rateText(t: Translate, rate: LabelRate): string {
  const fraction = `${numberText(t, rate.done)}/${numberText(t, rate.total)}`;
  return [fraction, speedText(t, rate)].filter((part) => part !== '').join(' · ');
}

/** `about 3 min`, in steps that people would say; empty when nothing can be said. */
export function leftText(t: Translate, { left }: LabelRate): string {
  if (left === undefined) return '';
  if (left < 60) return t('less than a minute');
  const step = left < 3600 ? 60 : 600;
  return t('about {0}', durationText(t, Math.round(left / step) * step));
}
