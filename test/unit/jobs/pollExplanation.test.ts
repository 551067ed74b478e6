import assert from 'node:assert/strict';
import { Failure } from '../../../src/core/api/failure';
import { explainPolling } from '../../../src/core/jobs/pollExplanation';
import type { PollReport, RunReport } from '../../../src/core/jobs/pollReport';
import { english } from '../../../src/core/translate';

const at = Date.UTC(2026, 0, 1, 12, 3, 10);
const time = (moment: number): string => new Date(moment).toISOString().slice(11, 19);
const idle: PollReport = {
  running: false,
  next: { why: 'idle', ms: 120_000, at },
  unfinished: 0,
  awaited: 0,
  unknown: 0,
  totals: { runs: 0, statusRequests: 0, detailRequests: 0, naiveRequests: 0 },
  pace: { quickest: 2000, slowest: 15_000, hidden: 300_000 },
};
const run: RunReport = {
  ...{ at: at - 5000, why: 'timer', changed: 0, ms: 120.4 },
  ...{ passes: 0, windows: 0, probes: 0, singles: 0, contradictions: 0, requests: 3, naiveRequests: 1200 },
};

const explain = (more: Partial<PollReport>): string => explainPolling({ ...idle, ...more }, { t: english, time });
const first = (more: Partial<PollReport>): string => explain(more).split('\n\n')[0] ?? '';

describe('why a window polls, or does not', () => {
  const limited = new Failure('rateLimited', 'Too many requests.', { status: 429, retryAfterMs: 50_000 });
  const table: readonly [string, Partial<PollReport>, string][] = [
    ['a run is under way', { running: true }, 'Polling: a check is under way.'],
    [
      'someone watches three unfinished jobs',
      { unfinished: 3, next: { why: 'watched', ms: 2000, at } },
      'Polling. Next check at 12:03:10: 3 jobs are unfinished, and you are looking (every 2 to 15 s).',
    ],
    [
      'someone watches a job, and a label has none yet',
      { unfinished: 1, awaited: 1, next: { why: 'watched', ms: 2000, at } },
      'Polling. Next check at 12:03:10: 1 job is unfinished, 1 label or job has not shown up yet, and you are looking (every 2 to 15 s).',
    ],
    [
      'labels have no job yet',
      { awaited: 2, next: { why: 'watched', ms: 2000, at } },
      'Polling. Next check at 12:03:10: 2 labels or jobs have not shown up yet, and you are looking (every 2 to 15 s).',
    ],
    [
      'nobody looks',
      { unfinished: 1200, next: { why: 'unwatched', ms: 60_000, at } },
      'Polling slowly. Next check at 12:03:10: 1,200 jobs are unfinished, but the view is hidden or the window does not have the focus (every 60 s).',
    ],
    [
      'only unknown statuses are left',
      { unfinished: 1, next: { why: 'onlyUnknown', ms: 15_000, at } },
      'Polling slowly. Next check at 12:03:10: 1 job is unfinished, of statuses that the API does not document (every 15 s).',
    ],
    [
      'everything is finished',
      {},
      'Polling slowly. Next look for new jobs at 12:03:10: nothing is unfinished (every 2 minutes).',
    ],
    [
      'everything is finished and the view is hidden',
      { next: { why: 'idleHidden', ms: 300_000, at } },
      'Hardly polling: nothing is unfinished and the view is hidden. Looks for new jobs come every 5 minutes, the next at 12:03:10.',
    ],
    [
      'the server asked for patience',
      { failure: limited, next: { why: 'askedToWait', ms: 50_000, at } },
      'The server asked to wait until 12:03:10 (429).',
    ],
    [
      'the last try failed',
      { failure: new Failure('offline', 'No network.'), next: { why: 'retry', ms: 8000, at } },
      'Polling after a failure. Next try at 12:03:10.',
    ],
    [
      'another window asks',
      { next: { why: 'following', ms: undefined } },
      'Not polling: another window asks for this one.',
    ],
    ['there is no key', { next: { why: 'signedOut', ms: undefined } }, 'Not polling: signed out. Sign in to go on.'],
    [
      'the key was refused',
      { next: { why: 'refused', ms: undefined } },
      'Not polling: the server refused the API key. Sign in again.',
    ],
    [
      'nothing is tracked',
      { next: { why: 'nothingTracked', ms: undefined } },
      'Not polling: nothing is tracked. Track a label or a job first.',
    ],
    [
      'polling is switched off',
      { next: { why: 'disabled', ms: undefined } },
      'Not polling: the setting bannerJobs.polling.enabled is off. Refresh asks all the same.',
    ],
    [
      'the server called everything wrong',
      { next: { why: 'nothingToAsk', ms: undefined } },
      'Not polling: the server did not accept what is tracked. Refresh asks again.',
    ],
    [
      'everything is finished and the focus is elsewhere',
      { next: { why: 'unfocused', ms: undefined } },
      'Not polling: nothing is unfinished and this window does not have the focus.',
    ],
    [
      'everything is finished, hidden, and the setting says never',
      { next: { why: 'neverHidden', ms: undefined } },
      'Not polling: nothing is unfinished, the view is hidden, and the setting bannerJobs.polling.hiddenMinutes is 0.',
    ],
  ];
  for (const [name, report, words] of table) it(name, () => assert.equal(first(report), words));

  it('tells of the last failure on one line, whatever the server put into it', () => {
    const failure = new Failure('server', `It failed.\n\n\u202e${'x'.repeat(500)}`);
    const told = explain({ failure }).split('\n\n')[1] ?? '';
    assert.match(told, /^The last check failed: It failed\. x+…$/);
  });

  it('tells how polling goes in the window that asks for this one', () => {
    const next = { why: 'following', ms: undefined } as const;
    const failure = { kind: 'offline', message: 'No network.' };
    const told = (leader: PollReport['leader'] & object): string => explain({ next, leader }).split('\n\n')[1] ?? '';
    assert.equal(
      told({ nextAt: at, lastAt: at - 5000, failure }),
      'Its next check comes at 12:03:10.\nIts last check was over at 12:03:05.\nIts last check failed: No network.',
    );
    assert.equal(told({}), 'It plans no check by itself.');
    assert.equal(explain({ leader: {} }), explain({}));
  });

  it('tells that jobs are unknown, and when they are asked for', () => {
    const told = (unknown: number): string => explain({ unknown }).split('\n\n')[1] ?? '';
    assert.equal(
      told(1),
      'The server does not know 1 tracked job: it is asked for ever more seldom. Refresh asks at once.',
    );
    assert.match(told(1200), /^The server does not know 1,200 tracked jobs: they are/);
  });

  it('tells what the last check asked, and leaves out what it did not ask', () => {
    const last = { ...run, windows: 2, singles: 1000, contradictions: 1, changed: 4 };
    assert.equal(
      explain({ last }).split('\n\n')[1],
      [
        'Last check at 12:03:05, in 120 ms: its time had come.',
        '  Single pages with unfinished jobs: 2',
        '  Jobs asked for by their ids: 1,000',
        '  Labels read whole because an answer contradicted what was known: 1',
        'Requests: 3; asking for everything would take 1,200.',
        'Jobs that changed: 4.',
      ].join('\n'),
    );
  });

  it('tells each reason for a check in words of its own', () => {
    const reasons = (['start', 'tracked', 'timer', 'shown', 'manual'] as const).map((why) =>
      explain({ last: { ...run, why } }),
    );
    assert.equal(new Set(reasons).size, 5);
  });

  it('tells what all checks cost, and the requests for results apart', () => {
    const totals = { runs: 1200, statusRequests: 3400, detailRequests: 7, naiveRequests: 560_000 };
    assert.equal(
      explain({ totals }).split('\n\n').at(-1),
      [
        'Checks since the window was opened: 1,200.',
        'Requests for statuses: 3,400; asking for everything would have taken 560,000.',
        'Requests for results and errors: 7.',
      ].join('\n'),
    );
  });
});
