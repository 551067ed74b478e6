import fetch from 'node-fetch';
import type { Transport } from '../../core/api/transport';
import { watchRequests } from './watchedRequests';

/** How long connecting may take, in ms (status-api, "Limits"). */
const connectMs = 10_000;

/**
 * The real network: node-fetch over Node's own `http` and `https`, which VS Code equips with its proxy and certificates.
 * It must be given no agent, for VS Code then leaves its proxy out. `maxBytes` counts through `arrayBuffer()` only.
 *
 * @param limits another limit for connecting, for tests
 */
export function createNodeFetchTransport(limits = { connectMs }): Transport {
  const watched = watchRequests();
  return async (url, { method, headers, body, redirect, signal, maxBytes, mayConnect }) => {
    // node-fetch would end the body of a request that was ended before it began, with an error that nobody hears.
    signal.throwIfAborted();
    return watched({ ...limits, mayConnect }, () =>
      fetch(url, { method, headers: { ...headers }, body: body ?? null, redirect, signal, size: maxBytes }),
    );
  };
}
