import type { Failure } from '../api/failure';

/** Why the view has no rows. Each has a welcome text with a button in package.json; empty: there are rows. */
export const emptyReasons = [
  'noKey',
  'noLabels',
  'noJobs',
  'filtered',
  'offline',
  'timeout',
  'server',
  'wrongUrl',
  'tls',
  'proxy',
  'billing',
  'forbidden',
  'unauthorized',
] as const;
export type EmptyReason = (typeof emptyReasons)[number];

/** What the view knows when it decides. */
export interface ViewFacts {
  /** The profile needs a key and has none. */
  readonly signedOut: boolean;
  /** Tracked labels and single jobs. */
  readonly tracked: number;
  /** Of these, the single jobs: each has a row, so that one with a mistyped id can be untracked. */
  readonly singles?: number | undefined;
  /** Those that were answered at least once. */
  readonly answered: number;
  /** Different jobs known. */
  readonly jobs: number;
  /** Of these, how many pass the filter. */
  readonly shown: number;
  readonly failure: Failure | undefined;
}

/** Decides whether the view shows rows, and if not, why. What was once received stays on the screen. */
export function emptyReason(facts: ViewFacts): EmptyReason | undefined {
  if (facts.jobs > 0) return facts.shown === 0 ? 'filtered' : undefined;
  if (facts.signedOut) return 'noKey';
  if (facts.tracked === 0) return 'noLabels';
  if (facts.answered === 0) return facts.failure ? failureReason(facts.failure) : undefined;
  const { answered, tracked, failure, singles = 0 } = facts;
  return answered === tracked && !failure && singles === 0 ? 'noJobs' : undefined;
}

function failureReason(failure: Failure): EmptyReason | undefined {
  switch (failure.kind) {
    case 'offline':
    case 'timeout':
    case 'server':
    case 'wrongUrl':
    case 'tls':
    case 'proxy':
    case 'billing':
    case 'forbidden':
    case 'unauthorized':
      return failure.kind;
    case 'rateLimited':
      return 'server';
    case 'query':
    case 'tooLarge':
    case 'shape':
    case 'cancelled':
      return undefined;
    default:
      return failure.kind satisfies never;
  }
}
