import type { Log } from '../log';
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
  readonly log: Log;
}

/** What is known of one origin. */
type Trust = 'untried' | 'nodeFetchWorks' | 'hostWorks' | 'never';

/**
 * Chooses the way of each request. With `auto`, the fetch of the host is tried once node-fetch has reached the origin,
 * and used from its first success on. What it cannot do is asked again by node-fetch, which a question without effect
 * on the server allows; a TLS or proxy failure of it settles the matter for the session. Pictures, whose redirects are
 * followed by hand, always take node-fetch.
 */
export function chooseTransport(deps: TransportChoiceDeps): Transport {
  const trusts = new Map<string, Trust>();
  const told = new Map<string, string>();
  const tell = (origin: string, name: string): void => {
    if (told.get(origin) !== name) deps.log.info(`Requests to ${origin} are sent by ${name}.`);
    told.set(origin, name);
  };
  const byNodeFetch = async (url: string, request: TransportRequest): Promise<TransportResponse> => {
    const { origin } = new URL(url);
    tell(origin, 'node-fetch');
    const response = await deps.nodeFetch(url, request);
    if (!trusts.has(origin)) trusts.set(origin, 'nodeFetchWorks');
    return response;
  };
  const byHost = async (url: string, request: TransportRequest): Promise<TransportResponse> => {
    const { origin } = new URL(url);
    try {
      const response = await deps.hostFetch(url, request);
      trusts.set(origin, 'hostWorks');
      tell(origin, 'the fetch of the host');
      return response;
    } catch (error) {
      if (request.signal.aborted || !mayFallBack(trusts.get(origin), error, url)) throw error;
      if (isSettled(error, url)) trusts.set(origin, 'never');
      return byNodeFetch(url, request);
    }
  };
  return (url, request) => {
    const setting = request.redirect === 'manual' ? 'node-fetch' : deps.setting();
    if (setting === 'host') {
      tell(new URL(url).origin, 'the fetch of the host');
      return deps.hostFetch(url, request);
    }
    const trust = trusts.get(new URL(url).origin) ?? 'untried';
    const isTried = trust === 'nodeFetchWorks' || trust === 'hostWorks';
    return setting === 'auto' && deps.hostReuses && isTried ? byHost(url, request) : byNodeFetch(url, request);
  };
}

/** Once it has worked, only what node-fetch may do better is asked again: a server that is down is down for both. */
function mayFallBack(trust: Trust | undefined, error: unknown, url: string): boolean {
  return trust !== 'hostWorks' || isSettled(error, url);
}

function isSettled(error: unknown, url: string): boolean {
  return ['tls', 'proxy'].includes(failureOf(error, new URL(url)).kind);
}
