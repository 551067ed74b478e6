import type { Log } from '../log';
import { Failure, type FailureKind } from './failure';
import { failureOf } from './failureOf';
import type { Transport, TransportRequest, TransportResponse } from './transport';

/** `auto`: the fetch of the host where it is known to be as good as node-fetch, and quicker. */
export type TransportSetting = 'auto' | 'node-fetch' | 'host';

export interface TransportChoiceDeps {
  /** The reference: it knows every proxy and certificate that VS Code knows. */
  readonly nodeFetch: Transport;
  /** The fetch of the host, which keeps connections in some versions of VS Code. */
  readonly hostFetch: Transport;
  readonly setting: () => TransportSetting;
  /** Whether the fetch of this host keeps connections: else `auto` has no reason to use it. */
  readonly hostReuses: boolean;
  /** ms since whenever; never goes back */
  readonly now: () => number;
  readonly log: Log;
}

/**
 * The host is tried so long after the first answer, in ms. Its first request ever has the host compile WebAssembly, for
 * which its thread stands still until other threads have done it: not while a view is filled, when all are wanted.
 */
const trialAfter = 200;

/** A host that failed in so many trials is tried no more in this session: each costs a request that is asked again. */
const mostTrials = 3;

/**
 * What is known of one origin that has been tried. `hostOnTrial`: a request is under way by it, the first one.
 * `hostDoubted`: it worked, and the last request got no answer by it.
 */
type Trust = 'nodeFetchWorks' | 'hostOnTrial' | 'hostWorks' | 'hostDoubted' | 'never';

/**
 * Chooses the way of each request. With `auto`, the fetch of the host is tried a moment after node-fetch has reached the
 * origin, by one request while the others go on by node-fetch, and used from its first success on: what makes it ready
 * takes its thread tens of ms, and as much again for each request that starts with it. What it cannot do is asked again
 * by node-fetch, which a question without effect on the server allows; a TLS or proxy failure of it settles the matter for the session, and so does a first trial that
 * ends without an answer in time: each further one would cost the whole time limit again. Once it has worked, a request
 * that gets no answer sends those after it by node-fetch, which tells a dead proxy from a dead server, until one is
 * answered. Pictures, whose redirects are followed by hand, always take node-fetch.
 */
export function chooseTransport(deps: TransportChoiceDeps): Transport {
  const trusts = new OriginTrusts(deps.now);
  const told = new Map<string, string>();
  const tell = (origin: string, name: string): void => {
    if (told.get(origin) !== name) deps.log.info(`Requests to ${origin} are sent by ${name}.`);
    told.set(origin, name);
  };
  const byNodeFetch = async (url: string, request: TransportRequest): Promise<TransportResponse> => {
    const { origin } = new URL(url);
    tell(origin, 'node-fetch');
    const response = await deps.nodeFetch(url, request);
    trusts.nodeFetchAnswered(origin, response);
    return response;
  };
  const byHost = async (url: string, request: TransportRequest): Promise<TransportResponse> => {
    const { origin } = new URL(url);
    try {
      const response = await deps.hostFetch(url, request);
      if (trusts.hostAnswered(origin, response)) {
        if (trusts.hostWorks(origin)) tell(origin, 'the fetch of the host');
        return response;
      }
    } catch (error) {
      const mayFallBack = trusts.hostFailed(origin, kindOf(error, url, request));
      if (request.signal.aborted || !mayFallBack) throw error;
    }
    return byNodeFetch(url, request);
  };
  return (url, request) => {
    const { origin } = new URL(url);
    const setting = request.redirect === 'manual' ? 'node-fetch' : deps.setting();
    if (setting === 'host') {
      tell(origin, 'the fetch of the host');
      return deps.hostFetch(url, request);
    }
    const triesHost = setting === 'auto' && deps.hostReuses && trusts.takesHost(origin);
    return triesHost ? byHost(url, request) : byNodeFetch(url, request);
  };
}

/** What the answers and failures of a session have shown of each origin. Requests at the same time may each show some. */
class OriginTrusts {
  private readonly trusts = new Map<string, Trust>();
  /** When node-fetch reached each of them first. */
  private readonly reachedAt = new Map<string, number>();
  private readonly failedTrials = new Map<string, number>();

  constructor(private readonly now: () => number) {}

  hostWorks(origin: string): boolean {
    return this.trusts.get(origin) === 'hostWorks';
  }

  /** Whether the next request goes by the host, which begins the trial if it is the first that may. */
  takesHost(origin: string): boolean {
    if (this.trusts.get(origin) !== 'nodeFetchWorks') return this.hostWorks(origin);
    if (this.now() - (this.reachedAt.get(origin) ?? 0) < trialAfter) return false;
    this.trusts.set(origin, 'hostOnTrial');
    return true;
  }

  nodeFetchAnswered(origin: string, response: TransportResponse): void {
    if (isOfProxy(response)) return;
    const trust = this.trusts.get(origin);
    if (trust === undefined) {
      this.trusts.set(origin, 'nodeFetchWorks');
      this.reachedAt.set(origin, this.now());
    }
    if (trust === 'hostDoubted') this.trusts.set(origin, 'hostWorks');
  }

  /** @returns whether the answer counts: node-fetch may know how to sign in to a proxy */
  hostAnswered(origin: string, response: TransportResponse): boolean {
    if (isOfProxy(response)) this.trusts.set(origin, 'never');
    else if (this.trusts.get(origin) !== 'never') this.trusts.set(origin, 'hostWorks');
    return !isOfProxy(response);
  }

  private trialFailed(origin: string, kind: FailureKind): void {
    const failed = (this.failedTrials.get(origin) ?? 0) + (kind === 'cancelled' ? 0 : 1);
    this.failedTrials.set(origin, failed);
    this.trusts.set(origin, failed < mostTrials ? 'nodeFetchWorks' : 'never');
  }

  /**
   * @returns whether node-fetch may do better: once the host has worked, a server that is down is down for both
   */
  hostFailed(origin: string, kind: FailureKind): boolean {
    const trust = this.trusts.get(origin);
    const isTrial = trust !== 'hostWorks' && trust !== 'hostDoubted';
    const isSettled = kind === 'tls' || kind === 'proxy' || (isTrial && kind === 'timeout');
    const gotNoAnswer = kind === 'timeout' || kind === 'offline';
    if (isSettled) this.trusts.set(origin, 'never');
    else if (trust === 'hostOnTrial') this.trialFailed(origin, kind);
    else if (gotNoAnswer && trust === 'hostWorks') this.trusts.set(origin, 'hostDoubted');
    return isTrial || isSettled;
  }
}

/** Our own limits end a request by a `Failure` that says so; whatever else ends one is the wish of who asked. */
function kindOf(error: unknown, url: string, { signal }: TransportRequest): FailureKind {
  if (!signal.aborted) return failureOf(error, new URL(url)).kind;
  return signal.reason instanceof Failure ? signal.reason.kind : 'cancelled';
}

/** A proxy that wants a sign-in answers before the origin has heard anything. */
function isOfProxy({ status }: TransportResponse): boolean {
  return status === 407;
}
