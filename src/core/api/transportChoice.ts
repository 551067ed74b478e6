import type { Clock } from '../clock';
import type { Log } from '../log';
import { Failure, type FailureKind } from './failure';
import { failureOf } from './failureOf';
import { HostTrust } from './hostTrust';
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
  /** One that never goes back. */
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Chooses the way of each request. With `auto`, the fetch of the host is tried a moment after node-fetch has reached the
 * origin, by one request for whose end the others wait a little, and used from its first success on: what makes it ready
 * takes its thread tens of ms, and as much again for each request that starts with it. What it cannot do is asked again
 * by node-fetch, which a question without effect on the server allows; a TLS or proxy failure of it settles the matter
 * for the session, and so does a first trial that ends without an answer in time: each further one would cost the whole
 * time limit again. Once it has worked, a request that gets no answer, or half of one, sends those after it by
 * node-fetch, which tells a dead proxy from a dead server, until one is answered. Three such failures in a row are
 * enough. Pictures, whose redirects are followed by hand, always take node-fetch.
 */
export function chooseTransport(deps: TransportChoiceDeps): Transport {
  const trustIn = hostTrusts(deps.clock);
  const tell = teller(deps.log);
  const byNodeFetch: Transport = async (url, request) => {
    tell(url, 'node-fetch');
    const response = await deps.nodeFetch(url, request);
    trustIn(url).nodeFetchAnswered(response);
    return response;
  };
  const byHost: Transport = async (url, request) => {
    const trust = trustIn(url);
    try {
      const response = await deps.hostFetch(url, request);
      const counts = trust.hostAnswered(response);
      if (trust.hostWorks) tell(url, 'the fetch of the host');
      if (counts) return watched(response, trust, (error) => kindOf(error, url, request));
    } catch (error) {
      const mayFallBack = trust.hostFailed(kindOf(error, url, request));
      if (request.signal.aborted || !mayFallBack) throw error;
    }
    return byNodeFetch(url, request);
  };
  return async (url, request) => {
    const setting = request.redirect === 'manual' ? 'node-fetch' : deps.setting();
    if (setting === 'host') {
      tell(url, 'the fetch of the host');
      return deps.hostFetch(url, request);
    }
    if (setting === 'node-fetch' || !deps.hostReuses) return byNodeFetch(url, request);
    const trust = trustIn(url);
    // At once where there is none: of requests that begin together the first is the trial, and the others wait for it.
    const trial = trust.underTrial;
    if (trial) await trial;
    const way = trust.takesHost() ? byHost : byNodeFetch;
    return trust.during(() => way(url, request));
  };
}

/** What is known of the origin of each address. */
function hostTrusts(clock: Clock): (url: string) => HostTrust {
  const trusts = new Map<string, HostTrust>();
  return (url) => {
    const { origin } = new URL(url);
    const trust = trusts.get(origin) ?? new HostTrust(clock);
    trusts.set(origin, trust);
    return trust;
  };
}

/** Tells the log which way the requests to an origin take, when that is another one than before. */
function teller(log: Log): (url: string, name: string) => void {
  const told = new Map<string, string>();
  return (url, name) => {
    const { origin } = new URL(url);
    if (told.get(origin) !== name) log.info(`Requests to ${origin} are sent by ${name}.`);
    told.set(origin, name);
  };
}

/** The same answer, whose body tells how its reading ends. */
function watched(
  response: TransportResponse,
  trust: HostTrust,
  kind: (error: unknown) => FailureKind,
): TransportResponse {
  return {
    status: response.status,
    headers: response.headers,
    async arrayBuffer() {
      try {
        const body = await response.arrayBuffer();
        trust.hostWasRead();
        return body;
      } catch (error) {
        trust.hostFailed(kind(error));
        throw error;
      }
    },
  };
}

/** Our own limits end a request by a `Failure` that says so; whatever else ends one is the wish of who asked. */
function kindOf(error: unknown, url: string, { signal }: TransportRequest): FailureKind {
  if (!signal.aborted) return failureOf(error, new URL(url)).kind;
  return signal.reason instanceof Failure ? signal.reason.kind : 'cancelled';
}
