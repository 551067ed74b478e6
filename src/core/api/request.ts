import type { Clock } from '../clock';
import type { Disposable } from '../event';
import { AbortListeners } from './abortListeners';
import { cleanApiKey } from './apiKey';
import { Failure } from './failure';
import { failureOf } from './failureOf';
import { httpFailure } from './httpFailure';
import { decode, parseJson } from './jsonText';
import type { RequestLimits } from './limits';
import type { RequestSlots } from './requestSlots';
import { createRetrying } from './retry';
import { cancelled, startRequestTimer, type RequestTimer } from './requestTimer';
import type { Transport, TransportResponse } from './transport';

/** What a question is for; `job` questions are counted apart from those for statuses. */
export type RequestKind = 'page' | 'job' | 'check';

/** One request that is over, for counters and a log. Holds no key, no link and no body. */
export interface RequestInfo {
  readonly kind: RequestKind;
  /** Of the endpoint; it has no query. */
  readonly path: string;
  /** The label or the job id that was asked for. */
  readonly selector: string;
  /** Where the page of a label begins. */
  readonly start?: number;
  /** HTTP status; undefined when no answer came. */
  readonly status: number | undefined;
  /** From having a slot to the end of the body. */
  readonly ms: number;
  /** Of the decompressed body; 0 when it was not read. */
  readonly bytes: number;
}

/** One question to the status endpoint. */
export interface Question {
  readonly kind: RequestKind;
  readonly selector: string;
  /** As in `body`, for the log. */
  readonly start?: number;
  /** Sent as JSON. */
  readonly body: unknown;
  /** Told of each answer whose body came, whatever its status and even when it is none that can be read. */
  readonly onAnswer?: (answer: RawAnswer) => void;
}

/** An answer as it came. It holds links, which are secrets; the key, should the server have echoed it, is blotted out. */
export interface RawAnswer {
  /** HTTP status. */
  readonly status: number;
  readonly text: string;
}

export interface RequestDeps {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly slots: RequestSlots;
  readonly limits: RequestLimits;
  /** The endpoint, made from a base URL that `cleanBaseUrl` accepted. */
  readonly url: URL;
  /** Rejects, or resolves to nothing, when nobody is signed in: then no request is made. */
  readonly key: () => Promise<string | undefined>;
  readonly onRequest?: ((info: RequestInfo) => void) | undefined;
  /** Resolves when an answer may be read, see `inTurns`; the next request is on its way by then. */
  readonly turn?: (() => Promise<void>) | undefined;
}

/** Asks, and resolves to the parsed JSON of a 2xx answer. Rejects with `Failure` only. */
export type Requester = (question: Question, signal: AbortSignal) => Promise<unknown>;

/** What is learnt on the way and reported even when the request fails. */
interface Seen {
  status: number | undefined;
  bytes: number;
}

/** Makes the one function in which a request with the key leaves for the server. */
export function createRequester(deps: RequestDeps): Requester {
  const retrying = createRetrying(deps.limits);
  const listeners = new AbortListeners();
  return async (question, signal) => {
    // A person waits for a job or a key check; a poll does not mind.
    const priority = question.kind === 'page' ? 0 : 1;
    const heard = listeners.hear(signal);
    const asFailure = (error: unknown): Failure => {
      if (error instanceof Failure) return error;
      return signal.aborted ? cancelled() : failureOf(error, deps.url);
    };
    const attempt = (): Promise<Answer> =>
      ask(deps, question, heard.signal).catch((error: unknown) => Promise.reject(asFailure(error)));
    try {
      const run = (): Promise<Answer> => retrying(attempt, heard.signal);
      const { bytes, status } = await deps.slots.run(run, { signal: heard.signal, priority });
      await deps.turn?.();
      heard.signal.throwIfAborted();
      return parseJson(bytes, status);
    } catch (error) {
      throw asFailure(error);
    } finally {
      heard.dispose();
    }
  };
}

/** An answer that says yes, as it came. */
interface Answer {
  readonly status: number;
  readonly bytes: Uint8Array;
}

async function ask(deps: RequestDeps, question: Question, signal: AbortSignal): Promise<Answer> {
  const { clock, limits, url } = deps;
  const timer = startRequestTimer({ clock, limits, signal, host: url.hostname });
  const seen: Seen = { status: undefined, bytes: 0 };
  const { kind, selector, start } = question;
  const asked = { kind, selector, ...(start === undefined ? {} : { start }), path: url.pathname };
  const since = clock.now();
  try {
    const key = await timer.guard(usableKey(deps.key));
    try {
      return await timer.guard(exchange(deps, { key, question, timer, seen }));
    } finally {
      deps.onRequest?.({ ...asked, ms: clock.now() - since, ...seen });
    }
  } catch (error) {
    // A transport words a limit and a cancellation alike: the reason tells them apart.
    throw timer.signal.aborted ? timer.signal.reason : error;
  } finally {
    timer.end();
  }
}

interface Exchange {
  readonly key: string;
  readonly question: Question;
  readonly timer: RequestTimer;
  readonly seen: Seen;
}

async function exchange(deps: RequestDeps, { key, question, timer, seen }: Exchange): Promise<Answer> {
  const response = await send(deps, { key, question, signal: timer.signal });
  timer.headersCame();
  seen.status = response.status;
  const { status } = response;
  const tell = (bytes: Uint8Array): void => question.onAnswer?.({ status, text: decode(bytes).replaceAll(key, '…') });
  if (status >= 200 && status < 300) {
    const bytes = new Uint8Array(await response.arrayBuffer());
    seen.bytes = bytes.length;
    tell(bytes);
    return { status, bytes };
  }
  const bytes = await errorBytes(response, deps.clock);
  seen.bytes = bytes.length;
  tell(bytes);
  const retryAfter = response.headers.get('retry-after');
  throw httpFailure({ status, retryAfter, bytes, host: deps.url.hostname, secret: key, now: deps.clock.now() });
}

interface Sending {
  readonly key: string;
  readonly question: Question;
  readonly signal: AbortSignal;
}

function send({ transport, url, limits }: RequestDeps, { key, question, signal }: Sending): Promise<TransportResponse> {
  return transport(url.href, {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify(question.body),
    // node-fetch would take the key along to another port or sub-domain.
    redirect: 'error',
    signal,
    maxBytes: limits.maxBytes,
  });
}

/** ms */
const errorPatience = 2000;

/** The status says enough: a 401 whose body is long in coming is none the less one. Of the others the body names the kind. */
const saysEnough = (status: number): boolean => [401, 403, 429].includes(status) || status >= 500;

/** The status says enough when the body of an error cannot be read, too. */
async function errorBytes(response: TransportResponse, clock: Clock): Promise<Uint8Array> {
  let limit: Disposable | undefined;
  const nothing = new Promise<ArrayBuffer>((resolve) => {
    if (saysEnough(response.status)) limit = clock.after(errorPatience, () => resolve(new ArrayBuffer()));
  });
  try {
    return new Uint8Array(await Promise.race([response.arrayBuffer(), nothing]));
  } catch {
    return new Uint8Array();
  } finally {
    limit?.dispose();
  }
}

/** The key's characters are checked before a header is made of it: a transport may quote a bad header in its error. */
async function usableKey(key: RequestDeps['key']): Promise<string> {
  const text = await keyOrNothing(key);
  const clean = cleanApiKey(text ?? '');
  if ('key' in clean) return clean.key;
  throw new Failure('unauthorized', text === undefined ? 'Sign in with an API key.' : `Sign in again. ${clean.reason}`);
}

async function keyOrNothing(key: RequestDeps['key']): Promise<string | undefined> {
  try {
    return await key();
  } catch {
    // Why nobody is signed in is told by whoever keeps the key; here it only means that nothing is sent.
    return undefined;
  }
}
