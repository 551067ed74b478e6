import { Failure, type FailureKind } from '../api/failure';

/** Failures that the next job would meet as well. */
const general: readonly FailureKind[] = [
  'unauthorized',
  'forbidden',
  'billing',
  'wrongUrl',
  'rateLimited',
  'offline',
  'proxy',
  'tls',
  'cancelled',
];

/** Whether a run over many jobs ends with this error, rather than going on with the next job. */
export function endsRun(error: unknown): boolean {
  return !(error instanceof Failure) || general.includes(error.kind);
}
