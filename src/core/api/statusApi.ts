import type { Clock } from '../clock';
import type { Log } from '../log';
import type { JobAnswer, JobsPage, LabelAnswer } from './answer';
import { cleanBaseUrl } from './baseUrl';
import { Failure } from './failure';
import { labelPages, type OnProgress } from './labelPages';
import { pageLimit, statusLimits, type RequestLimits } from './limits';
import { createRequester, type RawAnswer, type RequestInfo, type Requester } from './request';
import type { RequestSlots } from './requestSlots';
import { cancelled } from './requestTimer';
import { requestBody } from './requestBody';
import { readJobAnswer, readPage } from './schema';
import { createShortPages, type ShortPages } from './shortPages';
import type { Transport } from './transport';

/** The status client of one profile: one base URL, one key. Every call rejects with `Failure` only. */
export interface StatusApi {
  /**
   * All jobs of one label, paged by rule 3. Rejects when the first page fails or the signal aborts; a later page's
   * failure is in the answer. `onProgress` hears of each page that is not the last.
   */
  label(label: string, signal: AbortSignal, onProgress?: OnProgress): Promise<LabelAnswer>;
  /** One page of a label: at most 100 jobs from `start` (≥ 0) on. What lies beyond the end is an empty page. */
  page(label: string, start: number, signal: AbortSignal): Promise<JobsPage>;
  /** One job with its results or error; undefined when the server knows no such job (rule 10). */
  job(id: string, signal: AbortSignal): Promise<JobAnswer | undefined>;
  /** Asks the question of rule 11. Rejects with `unauthorized` when the key is refused, or when nothing can be said. */
  checkKey(label: string | undefined, signal: AbortSignal): Promise<'accepted' | 'billing'>;
}

/** A client that also sends what a person wrote. */
export interface OpenStatusApi extends StatusApi {
  /** Sends a body as it stands, and tells the answer as it came. Rejects as all do, then after `onAnswer` if one came. */
  raw(body: RawQuery, onAnswer: (answer: RawAnswer) => void, signal: AbortSignal): Promise<void>;
}

/** A question that a person wrote: both selectors may be there, or none (status-api, "Request"). */
export interface RawQuery {
  readonly job_id?: string;
  readonly job_labels?: readonly string[];
  readonly start?: number;
  readonly limit?: number;
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
  /** See `RequestDeps`; shared by all profiles, too. */
  readonly turn?: () => Promise<void>;
  /** Shared by all clients of this base; its own when left out. */
  readonly memory?: ServerMemory;
  /** Other limits than the documented ones, for tests. */
  readonly limits?: RequestLimits;
}

/** What is learnt of a server, whatever the key: it lasts for the session. */
export interface ServerMemory {
  readonly shortPages: ShortPages;
  /** Whether this base has ever answered as documented: then a 404 is about the job, not the address (rule 10). */
  hasAnswered: boolean;
}

/** Knows nothing yet. */
export function createServerMemory(): ServerMemory {
  return { shortPages: createShortPages(), hasAnswered: false };
}

/** The label that a key is checked with when none is tracked (status-api, rule 11). */
const checkLabel = 'banner-jobs-key-check';

/** Makes the client of one profile. */
export function createStatusApi(deps: StatusApiDeps): OpenStatusApi {
  const ask = requesterOf(deps);
  const memory = deps.memory ?? createServerMemory();
  const readLabel = labelReader(deps, ask, memory);
  const check = (label: string, signal: AbortSignal): Promise<JobsPage> =>
    readLabel('check', { label, start: 0, limit: 1 }, signal);
  const page: StatusApi['page'] = (label, start, signal) =>
    readLabel('page', { label, start, limit: pageLimit }, signal);

  return {
    label: (label, signal, onProgress) =>
      labelPages({ page: (start) => page(label, start, signal), shortPages: memory.shortPages, onProgress }),

    page,
    raw: rawOf(ask),

    async job(id, signal) {
      try {
        const answer = readJobAnswer(await ask({ kind: 'job', selector: id, body: requestBody.job(id) }, signal), id);
        memory.hasAnswered = true;
        return answer;
      } catch (error) {
        // A base that was never asked anything else is asked for a label, once: that tells a wrong address from an id.
        if (isUnknownJob(error) && !memory.hasAnswered) await check(checkLabel, signal).catch(() => undefined);
        if (isUnknownJob(error) && memory.hasAnswered) return undefined;
        throw error;
      }
    },

    async checkKey(label = checkLabel, signal) {
      try {
        await check(label, signal);
        return 'accepted';
      } catch (error) {
        return checkVerdict(error);
      }
    },
  };
}

type LabelReader = (kind: 'page' | 'check', query: LabelQuery, signal: AbortSignal) => Promise<JobsPage>;

function labelReader(deps: StatusApiDeps, ask: Requester, memory: ServerMemory): LabelReader {
  return async (kind, query, signal) => {
    const body = requestBody.label(query.label, query.start, query.limit);
    const read = readPage(await ask({ kind, selector: query.label, start: query.start, body }, signal));
    memory.hasAnswered = true;
    warnOf(deps.log, read, query.limit);
    // What reads a page, and what keeps it and lays it out, take ten ms each where they run for the first time.
    await deps.turn?.();
    if (signal.aborted) throw cancelled();
    return read;
  };
}

function rawOf(ask: Requester): OpenStatusApi['raw'] {
  return async (body, onAnswer, signal) => {
    await ask({ kind: 'check', selector: body.job_id ?? body.job_labels?.join(', ') ?? '', body, onAnswer }, signal);
  };
}

interface LabelQuery {
  readonly label: string;
  readonly start: number;
  readonly limit: number;
}

function warnOf(log: Log, { received, unreadable }: JobsPage, limit: number): void {
  if (received > limit) log.warn(`${limit} jobs were asked for, ${received} came`);
  if (unreadable > 0) log.warn(`${unreadable} of ${received} jobs of a page cannot be read`);
}

function requesterOf(deps: StatusApiDeps): Requester {
  const base = cleanBaseUrl(deps.baseUrl);
  if ('reason' in base) return () => Promise.reject(new Failure('wrongUrl', base.reason));
  const url = new URL(`${base.baseUrl}/banners/with-mask/status`);
  const { transport, clock, slots, key, onRequest, turn, limits = statusLimits } = deps;
  return createRequester({ transport, clock, slots, key, onRequest, turn, limits, url });
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
