import { failureWords } from '../api/failureWords';
import type { Failure } from '../api/failure';
import { numberText } from '../numberText';
import type { Translate } from '../translate';
import { groupText } from './jobText';
import { isEmptyFilter, type JobFilter } from './jobFilter';
import { rowText } from './rowText';

/** What the line above the rows may have to say. */
export interface MessageFacts {
  readonly filter: JobFilter;
  readonly shown: number;
  readonly jobs: number;
  readonly failure: Failure | undefined;
  /** The next try as a clock time for people; absent when none comes by itself. */
  readonly nextTry?: string;
  /** The profile needs a key, and rows of an earlier answer are still shown. */
  readonly signedOut: boolean;
  /** The rows are those of an earlier session, as of this time for people. */
  readonly staleAsOf?: string;
}

/** The line above the rows, or undefined. A failure keeps the rows and is said here, never in a dialog. */
export function viewMessage(t: Translate, facts: MessageFacts): string | undefined {
  const stale = facts.staleAsOf === undefined ? '' : t('Saved jobs, as of {0}.', facts.staleAsOf);
  const parts = [failureText(t, facts), stale, filterText(t, facts)].filter((part) => part !== '');
  return parts.length > 0 ? parts.join('\n') : undefined;
}

function failureText(t: Translate, { failure, nextTry, signedOut }: MessageFacts): string {
  if (!failure) return signedOut ? t('Signed out: the jobs are as of the last refresh.') : '';
  // A query that the server called wrong is not asked again by itself.
  const next = nextTry && failure.kind !== 'query' ? ` ${t('Next try at {0}.', nextTry)}` : '';
  return rowText(failureWords(t, failure.message), '', 200) + next;
}

function filterText(t: Translate, { filter, shown, jobs }: MessageFacts): string {
  if (isEmptyFilter(filter)) return '';
  const text = filter.text.trim();
  const under = (filter.labels ?? []).map((label) => rowText(label, '', 40));
  const parts = [
    ...under,
    ...filter.groups.map((group) => groupText(t, group)),
    ...(text ? [`“${rowText(text, '', 40)}”`] : []),
  ];
  if (jobs === 1) return t('{0} of 1 job: {1}', shown, parts.join(', '));
  return t('{0} of {1} jobs: {2}', numberText(t, shown), numberText(t, jobs), parts.join(', '));
}
