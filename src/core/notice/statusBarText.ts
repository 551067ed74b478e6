import { failureWords } from '../api/failureWords';
import type { Failure } from '../api/failure';
import type { JobCounts } from '../jobs/jobCounts';
import { countsText, groupText } from '../jobs/jobText';
import { rowText } from '../jobs/rowText';
import { numberText } from '../numberText';
import type { Translate } from '../translate';
import { unfinished } from './totals';

/** What the status bar may have to say. */
export interface StatusBarFacts {
  /** Number of labels and single jobs that are tracked. */
  readonly tracked: number;
  readonly counts: JobCounts;
  readonly profile: string;
  /** When the newest answer for a label came, ms since 1970. */
  readonly answeredAt: number | undefined;
  readonly poll: PollFacts;
}

/** See `PollState`. */
export interface PollFacts {
  readonly running: boolean;
  readonly failure?: Pick<Failure, 'message'> | undefined;
  /** Ms since 1970. */
  readonly nextAt?: number | undefined;
  /** True while another window asks for this one. */
  readonly following?: boolean | undefined;
}

/** The item of the status bar: nothing in it ticks. */
export interface StatusBarText {
  /** With an icon as `$(name)`. */
  readonly text: string;
  readonly tooltip: string;
  /** What a screen reader says. */
  readonly spoken: string;
}

interface Words {
  readonly t: Translate;
  /** A time of day for people; gets ms since 1970-01-01 UTC. */
  readonly time: (at: number) => string;
}

/** What to show; undefined while nothing is tracked. */
export function statusBarText({ t, time }: Words, facts: StatusBarFacts): StatusBarText | undefined {
  const { tracked, counts, poll } = facts;
  if (tracked === 0) return undefined;
  const parts = shortCounts(t, counts);
  return {
    text: `$(${iconOf(counts, poll)}) ${parts.join(' · ')}`,
    tooltip: tooltipLines({ t, time }, facts).join('\n'),
    spoken: [t('Banner Jobs'), ...parts, ...(poll.failure ? [t('not refreshed')] : [])].join(', '),
  };
}

/** What is unfinished and what failed; the number that is done once nothing is unfinished. */
function shortCounts(t: Translate, counts: JobCounts): string[] {
  if (counts.total === 0) return [t('no jobs yet')];
  const groups = (['processing', 'pending', 'other', 'failed'] as const).filter((group) => counts[group] > 0);
  const parts = groups.map((group) => `${numberText(t, counts[group])} ${groupText(t, group)}`);
  if (unfinished(counts) > 0) return parts;
  return counts.completed > 0 ? [t('{0} done', numberText(t, counts.completed)), ...parts] : parts;
}

/** None of them moves: this stands before the eyes all day. */
function iconOf(counts: JobCounts, { failure }: PollFacts): string {
  if (failure) return 'warning';
  if (unfinished(counts) > 0) return 'sync';
  if (counts.total === 0) return 'circle-outline';
  return counts.failed > 0 ? 'error' : 'pass';
}

function tooltipLines({ t, time }: Words, { counts, profile, answeredAt, poll }: StatusBarFacts): string[] {
  const lines = [
    t('Banner Jobs of {0}', rowText(profile, '-', 60)),
    counts.total > 0 ? t('Jobs: {0}', countsText(t, counts)) : '',
    answeredAt === undefined ? '' : t('Last answer at {0}', time(answeredAt)),
    poll.failure ? rowText(failureWords(t, poll.failure.message), '', 200) : '',
    nextText({ t, time }, poll),
  ];
  return lines.filter((line) => line !== '');
}

function nextText({ t, time }: Words, { running, nextAt, following }: PollFacts): string {
  if (running) return t('Checking now');
  if (nextAt !== undefined) return t('Next check at {0}', time(nextAt));
  return following ? t('Another window asks the server for this one') : t('No check by itself is planned');
}
