import type { Clock } from '../clock';
import type { Log } from '../log';
import type { JobAnswer, JobsPage, LabelAnswer } from './answer';
import { cleanBaseUrl } from './baseUrl';
import { Failure } from './failure';
import { labelPages } from './labelPages';
import { pageLimit, statusLimits, type RequestLimits } from './limits';
import { createRequester, type RequestInfo, type Requester } from './request';
import type { RequestSlots } from './requestSlots';
import { readJobAnswer, readPage, requestBody } from './schema';
import { createShortPages } from './shortPages';
import type { Transport } from './transport';

/** The status client of one profile: one base URL, one key. Every call rejects with `Failure` only. */
export interface StatusApi {
  /**
   * All jobs of one label, paged by rule 3. Rejects when the first page fails or the signal aborts; a later page's
   * failure is in the answer.
   */
  label(label: string, signal: AbortSignal): Promise<LabelAnswer>;
  /** One job with its results or error; undefined when the server knows no such job (rule 10). */
  job(id: string, signal: AbortSignal): Promise<JobAnswer | undefined>;
  /** Asks the question of rule 11. Rejects with `unauthorized` when the key is refused, or when nothing can be said. */
  checkKey(label: string | undefined, signal: AbortSignal): Promise<'accepted' | 'billing'>;
}

export interface StatusApiDeps {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly log: Log;
  /** Checked again here: a call to an address that `cleanBaseUrl` refuses rejects with `wrongUrl`, unsent. */
  readonly baseUrl: string;
  /** Asked for each request. Rejects, or resolves to nothing, when nobody is signed in: `unauthorized`, unsent. */
  readonly key: () => Promise<string | undefined>;
  /** Shared by all profiles. */
  readonly slots: RequestSlots;
  /** Told of each request once it is over, well or not. Must not throw. */
  readonly onRequest?: (info: RequestInfo) => void;
  /** Other limits than the documented ones, for tests. */
  readonly limits?: RequestLimits;
}

/** The label that a key is checked with when none is tracked (status-api, rule 11). */
const checkLabel = 'banner-jobs-key-check';

/** Makes the client of one profile; what it learns about the server lasts as long as it does. */
export function createStatusApi(deps: StatusApiDeps): StatusApi {
  const ask = requesterOf(deps);
  const shortPages = createShortPages();
  /** Whether this base has ever answered as documented: then a 404 is about the job, not the address (rule 10). */
  let hasAnswered = false;

  async function page(label: string, start: number, signal: AbortSignal): Promise<JobsPage> {
    const body = requestBody.label(label, start, pageLimit);
    const read = readPage(await ask({ kind: 'page', selector: label, body }, signal));
    hasAnswered = true;
    if (read.received > pageLimit) deps.log.warn(`a page of ${pageLimit} jobs was asked for, ${read.received} came`);
    if (read.unreadable > 0) deps.log.warn(`${read.unreadable} of ${read.received} jobs of a page cannot be read`);
    return read;
  }

  return {
    label: (label, signal) => labelPages({ page: (start) => page(label, start, signal), shortPages }),

    async job(id, signal) {
      try {
        const answer = readJobAnswer(await ask({ kind: 'job', selector: id, body: requestBody.job(id) }, signal), id);
        hasAnswered = true;
        return answer;
      } catch (error) {
        if (hasAnswered && isUnknownJob(error)) return undefined;
        throw error;
      }
    },

    async checkKey(label = checkLabel, signal) {
      try {
        readPage(await ask({ kind: 'check', selector: label, body: requestBody.label(label, 0, 1) }, signal));
        return 'accepted';
      } catch (error) {
        return checkVerdict(error);
      }
    },
  };
}

function requesterOf(deps: StatusApiDeps): Requester {
  const base = cleanBaseUrl(deps.baseUrl);
  if ('reason' in base) return () => Promise.reject(new Failure('wrongUrl', base.reason));
  const url = new URL(`${base.baseUrl}/banners/with-mask/status`);
  const { transport, clock, slots, key, onRequest, limits = statusLimits } = deps;
  return createRequester({ transport, clock, slots, key, onRequest, limits, url });
}

/** status-api, rule 10: 404 `not_found`, or 400 that is not about billing. */
function isUnknownJob(error: unknown): boolean {
  if (!(error instanceof Failure)) return false;
  return (error.status === 404 && error.serverKind === 'not_found') || (error.status === 400 && error.kind === 'query');
}

/** status-api, rule 11: an answer about the query or the plan means that the key was accepted first. */
function checkVerdict(error: unknown): 'accepted' | 'billing' {
  if (!(error instanceof Failure)) throw error;
  if (error.kind === 'billing') return 'billing';
  if (error.status === 400 && error.serverKind === 'invalid_payload') return 'accepted';
  if (error.status === 404 && error.serverKind === 'not_found') return 'accepted';
  throw error;
}
