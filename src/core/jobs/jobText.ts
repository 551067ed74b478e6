import { failureWords } from '../api/failureWords';
import type { Rect } from '../crop/rect';
import { numberText } from '../numberText';
import type { Translate } from '../translate';
import type { Job, JobDetails, JobResult } from './job';
import { statusGroup, type JobCounts, type StatusGroup } from './jobCounts';
import type { LabelState } from './labelState';
import { rowText } from './rowText';

/** A row's words: what it is called, what stands dimmed behind it, and how a screen reader says it. */
export interface RowText {
  readonly label: string;
  readonly description: string;
  readonly spoken: string;
}

/** The user's word for a group of statuses. */
export function groupText(t: Translate, group: StatusGroup): string {
  switch (group) {
    case 'failed':
      return t('failed');
    case 'processing':
      return t('running');
    case 'pending':
      return t('pending');
    case 'completed':
      return t('completed');
    case 'other':
      return t('unknown status');
    default:
      return group satisfies never;
  }
}

/** The word for a status: ours for a documented one, else the server's as it came (rule 7). */
export function statusText(t: Translate, status: string): string {
  const group = statusGroup(status);
  return group === 'other' ? rowText(status, t('unknown status'), 40) : groupText(t, group);
}

/** `2 failed · 3 running · 18 pending · 37 completed`, without the groups that are empty. */
export function countsText(t: Translate, counts: JobCounts): string {
  const groups = ['failed', 'processing', 'pending', 'completed', 'other'] as const;
  return groups
    .filter((group) => counts[group] > 0)
    .map((group) => `${numberText(t, counts[group])} ${groupText(t, group)}`)
    .join(' · ');
}

/** `11/20 · 1 failed · 3 running`: what is done, and what is worth a look; a row is narrow. */
export function progressText(t: Translate, counts: JobCounts): string {
  const done = counts.completed + counts.failed;
  const groups = (['failed', 'processing', 'other'] as const).filter((group) => counts[group] > 0);
  const parts = groups.map((group) => `${numberText(t, counts[group])} ${groupText(t, group)}`);
  return [`${numberText(t, done)}/${numberText(t, counts.total)}`, ...parts].join(' · ');
}

/** What a label's row counts. */
export interface LabelNumbers {
  readonly counts: JobCounts;
  /** Jobs that pass the filter. */
  readonly shown: number;
  /** Words for how fast jobs finish; empty while that is not known. */
  readonly rate?: string;
}

/** The row of a label. */
export function labelText(t: Translate, state: LabelState, numbers: LabelNumbers): RowText {
  const label = rowText(state.label, t('(no label)'));
  const { counts, rate = '' } = numbers;
  const isStale = state.asOf === undefined || state.complete;
  const trouble = state.failure ? [isStale ? t('not refreshed') : t('partial')] : [];
  const limits = [...(rate === '' ? [] : [rate]), ...limitNotes(t, state, numbers)];
  const progress = counts.total > 0 ? progressText(t, counts) : noJobsText(t, state);
  const words =
    counts.total === 1
      ? t('1 job: {0}', countsText(t, counts))
      : t('{0} jobs: {1}', counts.total, countsText(t, counts));
  const all = counts.total > 0 ? words : progress;
  return {
    label,
    description: joined([...trouble, progress, ...limits], ' · '),
    spoken: joined([t('label {0}', label), all, ...trouble, ...limits], ', '),
  };
}

function noJobsText(t: Translate, state: LabelState): string {
  if (state.asOf !== undefined) return t('no jobs yet');
  return state.failure ? rowText(failureWords(t, state.failure.message), '') : t('loading…');
}

function* limitNotes(t: Translate, state: LabelState, { counts, shown }: LabelNumbers): Iterable<string> {
  if (shown < counts.total) yield t('{0} of {1} shown', shown, counts.total);
  if (state.capped) yield t('first {0} only', state.jobIds.length);
}

/** The row of a label that the workspace tracks too, or alone: seen and heard. */
export function sharedText(t: Translate, text: RowText): RowText {
  const mark = t('workspace');
  const { label, description, spoken } = text;
  // Behind the fraction, for the end of a row is cut off in a narrow sidebar.
  const [first = '', ...rest] = description.split(' · ');
  return { label, description: joined([first, mark, ...rest], ' · '), spoken: joined([spoken, mark], ', ') };
}

function joined(parts: readonly string[], between: string): string {
  return parts.filter((part) => part !== '').join(between);
}

/** A job as it stands under a label; `under` is that label, or empty for a job tracked by its id. */
export interface JobRow {
  readonly job: Job;
  readonly details: JobDetails | undefined;
  readonly under: string;
  /** Under a status, where the row must say of which label it is. */
  readonly showsLabel?: boolean;
  /** What else is worth a look, such as a crop that lies outside of its picture. */
  readonly marks?: Iterable<string>;
}

/** The row of a job. A failed job shows its message as soon as it is known. */
export function jobText(t: Translate, row: JobRow): RowText {
  const { job, details, under, showsLabel = false } = row;
  const marks = [...(row.marks ?? [])];
  const label = rowText(job.id, t('(no id)'));
  const status = statusText(t, job.status);
  const more = details ? detailText(t, job, details) : '';
  const state = job.status === 'failed' && more !== '' ? [more] : [status, more];
  const description = joined([showsLabel ? rowText(under, '', 40) : '', ...marks, ...state], ' · ');
  const spoken = [status, t('job {0}', label), rowText(under, ''), ...marks, job.status === 'failed' ? more : ''];
  return { label, description, spoken: joined(spoken, ', ') };
}

function detailText(t: Translate, job: Job, details: JobDetails): string {
  if (job.status === 'failed') return rowText(details.errorMessage ?? '', '');
  const count = details.results.length;
  if (count === 0) return t('no results');
  return count === 1 ? t('1 result') : t('{0} results', count);
}

/** The row of a result: its number, and where its crop lies, in fractions as received. */
export function resultText(t: Translate, result: JobResult, index: number): RowText {
  const label = t('Result {0}', index + 1);
  const description = result.crop
    ? cropText(t, result.crop)
    : result.hasImage
      ? t('no crop coordinates')
      : t('no image, no crop');
  return { label, description, spoken: `${label}, ${description}` };
}

/** At most four decimals: a row is for the eye, the viewer shows the number as received. */
function short(value: number): string {
  return String(Math.round(value * 1e4) / 1e4);
}

function cropText(t: Translate, { x, y, width, height }: Rect): string {
  return t('{0} at ({1}, {2})', `${short(width)} × ${short(height)}`, short(x), short(y));
}
