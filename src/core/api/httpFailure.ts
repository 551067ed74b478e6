import { Failure, type FailureKind } from './failure';
import { decode, tryParseJson } from './jsonText';
import { plainText } from './plainText';
import { retryAfterMs } from './retryAfter';
import { readErrorBody } from './schema';

/** An answer that is not a success. */
export interface HttpError {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly bytes: Uint8Array;
  readonly host: string;
  /** The key that was sent: blotted out, should the server have echoed it. */
  readonly secret: string;
  /** ms since 1970-01-01 UTC. */
  readonly now: number;
}

/** Kinds of the error body that say more than the HTTP status (status-api, "Errors"). */
const kindByName: ReadonlyMap<string, FailureKind> = new Map([
  ['invalid_api_key', 'unauthorized'],
  ['not_enough_balance', 'billing'],
  ['overage_payment_failed', 'billing'],
]);

/** Statuses with a meaning of their own; 402, 403, 408, 425, 429 and 5xx are not documented for this API. */
const kindByStatus: ReadonlyMap<number, FailureKind> = new Map([
  [401, 'unauthorized'],
  [402, 'billing'],
  [403, 'forbidden'],
  [404, 'wrongUrl'],
  [405, 'wrongUrl'],
  [407, 'proxy'],
  [408, 'server'],
  [410, 'wrongUrl'],
  [425, 'server'],
  [429, 'rateLimited'],
]);

/** Classifies an answer once, by what the user can do about it (status-api, "Errors" and rule 9). */
export function httpFailure(error: HttpError): Failure {
  const { status, bytes } = error;
  const body = readErrorBody(tryParseJson(bytes));
  const detail = plainText(body ? body.text : decode(bytes), error.secret);
  const wait = retryAfterMs(error.retryAfter, error.now);
  const kind = kindOf(status, body?.kind);
  return new Failure(kind, messageOf(kind, error), {
    status,
    ...(detail && { detail }),
    ...(body && { serverKind: body.kind }),
    ...(wait !== undefined && { retryAfterMs: wait }),
  });
}

function kindOf(status: number, name: string | undefined): FailureKind {
  const named = status < 500 && name !== undefined ? kindByName.get(name) : undefined;
  return named ?? kindByStatus.get(status) ?? kindByClass(status);
}

function kindByClass(status: number): FailureKind {
  if (status >= 500) return 'server';
  return status >= 400 ? 'query' : 'wrongUrl';
}

function messageOf(kind: FailureKind, { status, host }: HttpError): string {
  switch (kind) {
    case 'unauthorized':
      return 'The API key is not accepted. Sign in again.';
    case 'forbidden':
      return `The API key has no access here (HTTP ${status}).`;
    case 'billing':
      return 'The account has no balance or an unpaid plan. Check the billing page of Crop.photo.';
    case 'query':
      return `The server does not accept this query (HTTP ${status}). Check the label or the job id.`;
    case 'proxy':
      return 'The proxy asks for a sign-in (HTTP 407). Check the proxy settings.';
    case 'rateLimited':
      return 'The server asks for fewer requests (HTTP 429).';
    case 'wrongUrl':
      return status < 400
        ? `${host} sends requests on to another address (HTTP ${status}). Check the base URL.`
        : `${host} has no banner status API at this address (HTTP ${status}). Check the base URL.`;
    default:
      return `${host} has a problem (HTTP ${status}).`;
  }
}
