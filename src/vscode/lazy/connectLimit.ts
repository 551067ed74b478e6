import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';

/** Runs work whose HTTP requests must be connected within the limit. */
export type LimitConnecting = <T>(work: () => T) => T;

/**
 * Ends requests that are not connected in time, TLS included, as undici does: with `UND_ERR_CONNECT_TIMEOUT`.
 * node-fetch shows a connection only through an agent, and VS Code replaces agents; Node itself tells of each request
 * that it starts, in the context that asked for it.
 *
 * @param ms from the start of a request to its connection (status-api, "Limits")
 */
export function createConnectLimit(ms: number): LimitConnecting {
  const isLimited = new AsyncLocalStorage<true>();
  subscribe('http.client.request.start', (message) => {
    if (isLimited.getStore()) watch((message as { request: ClientRequest }).request, ms);
  });
  return (work) => isLimited.run(true, work);
}

function watch(request: ClientRequest, ms: number): void {
  const timer = setTimeout(() => request.destroy(connectTimeout()), ms);
  const stop = (): void => clearTimeout(timer);
  request.once('close', stop);
  const follow = (socket: Socket & { readonly encrypted?: boolean }): void => {
    if (socket.connecting) socket.once(socket.encrypted ? 'secureConnect' : 'connect', stop);
    // A kept connection is there already; one through a proxy is the agent's business.
    else stop();
  };
  if (request.socket) follow(request.socket);
  else request.once('socket', follow);
}

function connectTimeout(): Error {
  return Object.assign(new Error('not connected in time'), { code: 'UND_ERR_CONNECT_TIMEOUT' });
}
