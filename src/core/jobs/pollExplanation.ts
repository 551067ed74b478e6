import { failureWords } from '../api/failureWords';
import { numberText } from '../numberText';
import type { Translate } from '../translate';
import type { PollReport, RunReport } from './pollReport';
import type { RestReason, WaitReason } from './pollPause';
import { rowText } from './rowText';
import type { RunReason } from './runRequest';

/** A moment as a clock time for people. @param at ms since 1970 */
export type ClockTime = (at: number) => string;

interface Words {
  readonly t: Translate;
  readonly time: ClockTime;
}

/** In plain words: whether this window polls, why, what the last check asked, and what all of it cost. */
export function explainPolling(report: PollReport, words: Words): string {
  const lines = [
    nowText(report, words),
    leaderText(report, words),
    unknownText(report, words),
    failureText(report, words),
    lastText(report, words),
    totalText(report, words.t),
  ];
  return lines.filter((line) => line !== '').join('\n\n');
}

function nowText(report: PollReport, words: Words): string {
  const { t, time } = words;
  const { next, running } = report;
  if (running) return t('Polling: a check is under way.');
  if (next.ms === undefined) return restText(t, next.why);
  const when = next.at === undefined ? t('soon') : time(next.at);
  return next.why === 'idleHidden' ? idleHiddenText(t, next.ms, when) : waitText(next.why, report, { ...words, when });
}

function restText(t: Translate, why: RestReason): string {
  switch (why) {
    case 'following':
      return t('Not polling: another window asks for this one.');
    case 'signedOut':
      return t('Not polling: signed out. Sign in to go on.');
    case 'refused':
      return t('Not polling: the server refused the API key. Sign in again.');
    case 'nothingTracked':
      return t('Not polling: nothing is tracked. Track a label or a job first.');
    case 'disabled':
      return t('Not polling: the setting bannerJobs.polling.enabled is off. Refresh asks all the same.');
    case 'nothingToAsk':
      return t('Not polling: the server did not accept what is tracked. Refresh asks again.');
    case 'unfocused':
      return t('Not polling: nothing is unfinished and this window does not have the focus.');
    case 'neverHidden':
      return t(
        'Not polling: nothing is unfinished, the view is hidden, and the setting bannerJobs.polling.hiddenMinutes is 0.',
      );
    default:
      return why satisfies never;
  }
}

function idleHiddenText(t: Translate, ms: number, when: string): string {
  return t(
    'Hardly polling: nothing is unfinished and the view is hidden. Looks for new jobs come every {0}, the next at {1}.',
    lapse(t, ms),
    when,
  );
}

function waitText(
  why: Exclude<WaitReason, 'idleHidden'>,
  report: PollReport,
  { t, when }: Words & { readonly when: string },
): string {
  const { pace, next } = report;
  const every = lapse(t, next.ms ?? 0);
  switch (why) {
    case 'askedToWait':
      return t('The server asked to wait until {0} ({1}).', when, report.failure?.status ?? '429');
    case 'retry':
      return t('Polling after a failure. Next try at {0}.', when);
    case 'watched':
      return t(
        'Polling. Next check at {0}: {1}, and you are looking (every {2} to {3} s).',
        ...[when, openText(t, report), pace.quickest / 1000, pace.slowest / 1000],
      );
    case 'onlyUnknown':
      return t(
        'Polling slowly. Next check at {0}: {1}, of statuses that the API does not document (every {2}).',
        ...[when, openText(t, report), every],
      );
    case 'unwatched':
      return t(
        'Polling slowly. Next check at {0}: {1}, but the view is hidden or the window does not have the focus (every {2}).',
        ...[when, openText(t, report), every],
      );
    case 'idle':
      return t('Polling slowly. Next look for new jobs at {0}: nothing is unfinished (every {1}).', when, every);
    default:
      return why satisfies never;
  }
}

/** What is worth asking for. */
function openText(t: Translate, { unfinished, awaited }: PollReport): string {
  const jobs = unfinished === 1 ? t('1 job is unfinished') : t('{0} jobs are unfinished', numberText(t, unfinished));
  if (awaited === 0) return jobs;
  const first =
    awaited === 1 ? t('1 label or job has not shown up yet') : t('{0} labels or jobs have not shown up yet', awaited);
  return unfinished === 0 ? first : `${jobs}, ${first}`;
}

/** What the window that asks for this one tells. */
function leaderText({ leader, next }: PollReport, { t, time }: Words): string {
  if (!leader || next.why !== 'following') return '';
  const { lastAt, nextAt, failure } = leader;
  return [
    nextAt === undefined ? t('It plans no check by itself.') : t('Its next check comes at {0}.', time(nextAt)),
    lastAt === undefined ? '' : t('Its last check was over at {0}.', time(lastAt)),
    failure ? t('Its last check failed: {0}', rowText(failure.message, '-', 200)) : '',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function unknownText({ unknown }: PollReport, { t }: Words): string {
  if (unknown === 0) return '';
  return unknown === 1
    ? t('The server does not know 1 tracked job: it is asked for ever more seldom. Refresh asks at once.')
    : t(
        'The server does not know {0} tracked jobs: they are asked for ever more seldom. Refresh asks at once.',
        numberText(t, unknown),
      );
}

function failureText({ failure }: PollReport, { t }: Words): string {
  return failure ? t('The last check failed: {0}', rowText(failureWords(t, failure.message), '-', 200)) : '';
}

function lastText({ last }: PollReport, { t, time }: Words): string {
  if (!last) return t('No check is over yet.');
  const head = t('Last check at {0}, in {1} ms: {2}.', time(last.at), Math.round(last.ms), reasonText(t, last.why));
  return [head, ...askedTexts(t, last), costText(t, last), changedText(t, last)].join('\n');
}

function reasonText(t: Translate, why: RunReason): string {
  switch (why) {
    case 'start':
      return t('polling began');
    case 'tracked':
      return t('something else was tracked');
    case 'timer':
      return t('its time had come');
    case 'shown':
      return t('you came back to the view or the window');
    case 'manual':
      return t('you asked for it');
    default:
      return why satisfies never;
  }
}

/** What the run asked, a line each; nothing is said of what it did not ask. */
function askedTexts(t: Translate, run: RunReport): readonly string[] {
  const counts: readonly (readonly [number, string])[] = [
    [run.passes, t('Labels read whole')],
    [run.windows, t('Single pages with unfinished jobs')],
    [run.singles, t('Jobs asked for by their ids')],
    [run.probes, t('Looks for new jobs')],
    [run.contradictions, t('Labels read whole because an answer contradicted what was known')],
  ];
  return counts.filter(([count]) => count > 0).map(([count, what]) => `  ${what}: ${numberText(t, count)}`);
}

function costText(t: Translate, { requests, naiveRequests }: RunReport): string {
  return t(
    'Requests: {0}; asking for everything would take {1}.',
    numberText(t, requests),
    numberText(t, naiveRequests),
  );
}

function changedText(t: Translate, { changed }: RunReport): string {
  return changed === 0 ? t('Nothing changed.') : t('Jobs that changed: {0}.', numberText(t, changed));
}

function totalText({ totals }: PollReport, t: Translate): string {
  return [
    t('Checks since the window was opened: {0}.', numberText(t, totals.runs)),
    t(
      'Requests for statuses: {0}; asking for everything would have taken {1}.',
      ...[numberText(t, totals.statusRequests), numberText(t, totals.naiveRequests)],
    ),
    t('Requests for results and errors: {0}.', numberText(t, totals.detailRequests)),
  ].join('\n');
}

function lapse(t: Translate, ms: number): string {
  return ms < 120_000 ? t('{0} s', Math.round(ms / 1000)) : t('{0} minutes', Math.round(ms / 6000) / 10);
}
