import type { FailureKind } from './failure';

/** Failures of the server or the key, not of one query: whoever has more to ask would meet the same. */
export const endsRun: ReadonlySet<FailureKind> = new Set([
  'unauthorized',
  'forbidden',
  'billing',
  'wrongUrl',
  'rateLimited',
  'offline',
  'proxy',
  'tls',
]);
