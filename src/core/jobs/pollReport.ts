import { loggedName } from '../api/linkText';
import type { Failure } from '../api/failure';
import type { PollHandover } from './pollHandover';
import type { PollPace, PollPause } from './pollPause';
import type { PollPlan } from './pollPlan';
import type { RunReason } from './runRequest';

/** Places of a plan that its line in the log names. */
const mostPlaces = 20;

/** One run that is over, in numbers. */
export interface RunReport {
  /** When it ended, ms since 1970. */
  readonly at: number;
  readonly why: RunReason;
  readonly passes: number;
  readonly windows: number;
  readonly probes: number;
  readonly singles: number;
  /** Labels passed besides, for an answer contradicted what was known. */
  readonly contradictions: number;
  /** Requests sent. */
  readonly requests: number;
  /** What asking for everything would have taken. */
  readonly naiveRequests: number;
  /** Jobs that are other than before. */
  readonly changed: number;
  readonly ms: number;
  readonly failure?: Failure;
}

/** Counters since the start. */
export interface PollTotals {
  readonly runs: number;
  readonly statusRequests: number;
  /** For results and errors of single jobs, which are no part of polling. */
  readonly detailRequests: number;
  /** What a client would have sent that asks for everything each time. */
  readonly naiveRequests: number;
}

/** All there is to say about polling. */
export interface PollReport {
  readonly running: boolean;
  /** When the next run comes, or why none does. `at` is in ms since 1970. */
  readonly next: PollPause & { readonly at?: number };
  /** Jobs that are not finished. */
  readonly unfinished: number;
  /** Labels and jobs that never showed a job, and may any moment. */
  readonly awaited: number;
  /** Jobs tracked by their ids that the server does not know: asked for ever more seldom. */
  readonly unknown: number;
  readonly failure?: Failure;
  readonly last?: RunReport;
  readonly totals: PollTotals;
  readonly pace: PollPace;
  /** How polling goes in the window that asks for this one; its times in ms since 1970. */
  readonly leader?: PollHandover & { readonly nextAt?: number };
}

/** The numbers of a plan. */
export function countPlan({
  passes,
  pages,
  jobIds,
}: PollPlan): Pick<RunReport, 'passes' | 'windows' | 'probes' | 'singles'> {
  const windows = pages.filter(({ kind }) => kind === 'window').length;
  return { passes: passes.length, windows, probes: pages.length - windows, singles: jobIds.length };
}

/** The totals with one more run in them. */
export function addRun(totals: PollTotals, run: RunReport): PollTotals {
  return {
    ...totals,
    runs: totals.runs + 1,
    statusRequests: totals.statusRequests + run.requests,
    naiveRequests: totals.naiveRequests + run.naiveRequests,
  };
}

/** One line for the log. */
export function runLine(run: RunReport): string {
  const doubts = run.contradictions > 0 ? [`contradictions ${run.contradictions}`] : [];
  const cost = `requests ${run.requests} (${run.naiveRequests} for everything), ${Math.round(run.ms)} ms`;
  const end = run.failure ? `failed (${run.failure.kind}): ${run.failure.message}` : `changed ${run.changed}`;
  return [`Refresh (${run.why}): ${end}`, planText(run), ...doubts, cost].join('; ');
}

/** What a run is about to ask, for the log: never a link's query, not even of one that is tracked as a label. */
export function planLine(why: RunReason, plan: PollPlan): string {
  const places = plan.pages.slice(0, mostPlaces).map(({ label, start }) => `${loggedName(label, 40)} from ${start}`);
  const more = plan.pages.length > mostPlaces ? ['…'] : [];
  return [`Plan (${why}): ${planText(countPlan(plan))}`, ...places, ...more].join('; ');
}

function planText(run: Pick<RunReport, 'passes' | 'windows' | 'probes' | 'singles'>): string {
  return `passes ${run.passes}, windows ${run.windows}, single jobs ${run.singles}, probes ${run.probes}`;
}
