import { FetchError } from 'node-fetch';

/**
 * What both ways to the network reject with behind a proxy (`http.proxy`), as seen in the extension hosts of VS Code
 * 1.100.3 and 1.139.1, which throw the same; `test/integration/faultProxy.test.ts` meets the real ones. A 407 through
 * node-fetch is no error there but an answer with that status. Node's own fetch knows nothing of these: VS Code gives
 * `fetch`, `http` and `https` of the host agents of its own.
 */

/** A proxy that cannot be reached, by node-fetch: VS Code's agent drops what happened, and has no code for it. */
export function deadProxyByNodeFetch(target: string): Error {
  const reason = 'Failed to establish a socket connection to proxies: PROXY 127.0.0.1:37151';
  return new FetchError(`request to ${target} failed, reason: ${reason}`, 'system', {
    ...({ code: undefined, errno: undefined, syscall: undefined } as unknown as { code: string; errno: string }),
  });
}

/** The same by the fetch of the host: the address is the proxy's. */
export function deadProxyByHost(): Error {
  const message = 'connect ECONNREFUSED 127.0.0.1:37151';
  const fields = { errno: -111, code: 'ECONNREFUSED', syscall: 'connect', address: '127.0.0.1', port: 37151 };
  return new TypeError('fetch failed', { cause: Object.assign(new Error(message), fields) });
}

/**
 * What a proxy answered to CONNECT, by the fetch of the host. The exception between has the number 0 as its code, as
 * each without a name has.
 *
 * @param status an HTTP status; 407 wants a sign-in
 */
export function noTunnelByHost(status: number): Error {
  const sign = status === 407 ? '?.==' : '!==';
  const refused = new Error(`Proxy response (${status}) ${sign} 200 when HTTP Tunneling`);
  const cause = Object.assign(refused, { name: 'AbortError', code: 'UND_ERR_ABORTED' });
  const cancelled = Object.assign(new DOMException('Request was cancelled.'), { cause });
  return new TypeError('fetch failed', { cause: cancelled });
}
