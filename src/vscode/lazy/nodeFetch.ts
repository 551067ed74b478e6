import type { ClientRequest } from 'node:http';
import type { LookupFunction } from 'node:net';
import fetch, { type RequestInit } from 'node-fetch';
import type { Transport } from '../../core/api/transport';
import { judgedLookup, watchRequest } from './watchedRequest';

/** How long connecting may take, in ms (status-api, "Limits"). */
const connectMs = 10_000;

/** `scripts/nodeFetch.cjs` has node-fetch call them. */
interface Shown {
  readonly lookup?: LookupFunction;
  onRequest(request: ClientRequest): void;
}

/**
 * The real network: node-fetch over Node's own `http` and `https`, which VS Code equips with its proxy and certificates.
 * It must be given no agent, for VS Code then leaves its proxy out. `maxBytes` counts through `arrayBuffer()` only.
 *
 * @param limits another limit for connecting, for tests
 */
export function createNodeFetchTransport(limits = { connectMs }): Transport {
  return async (url, { method, headers, body, redirect, signal, maxBytes, mayConnect }) => {
    // node-fetch would end the body of a request that was ended before it began, with an error that nobody hears.
    signal.throwIfAborted();
    const asked: RequestInit & Shown = {
      ...{ method, headers: { ...headers }, body: body ?? null, redirect, signal, size: maxBytes },
      ...(mayConnect && { lookup: judgedLookup(mayConnect) }),
      onRequest: (request) => watchRequest(request, { ...limits, mayConnect }),
    };
    return fetch(url, asked);
  };
}
