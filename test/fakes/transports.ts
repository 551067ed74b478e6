import { globalAgent } from 'node:https';
import type { Transport } from '../../src/core/api/transport';
import { createHostFetchTransport } from '../../src/vscode/lazy/hostFetch';
import { createNodeFetchTransport } from '../../src/vscode/lazy/nodeFetch';

/** Both ways to the network: what is promised of one is promised of the other. */
export const transports: readonly (readonly [name: string, transport: Transport])[] = [
  ['node-fetch', createNodeFetchTransport()],
  ['the fetch of the host', createHostFetchTransport()],
];

/**
 * Both ways, for a server whose certificate is trusted as though it were that of an authority: only then is it looked at
 * further. `ca` is PEM.
 */
export const trusting: readonly (readonly [name: string, make: (ca: string) => Transport])[] = [
  ['node-fetch', nodeFetchTrusting],
  ['the fetch of the host', hostFetchTrusting],
];

/** node-fetch is given no agent, so that the one of all requests must know it meanwhile. */
function nodeFetchTrusting(ca: string): Transport {
  const transport = createNodeFetchTransport();
  return async (...asked) => {
    globalAgent.options.ca = ca;
    try {
      return await transport(...asked);
    } finally {
      delete globalAgent.options.ca;
    }
  };
}

type AgentClass = new (options: { readonly connect: { readonly ca: string } }) => object;

/** Node shows the agent of its fetch under this symbol only, once fetch has been used. */
function hostFetchTrusting(ca: string): Transport {
  return createHostFetchTransport(async (url, asked) => {
    await fetch('data:,');
    const known = (globalThis as Record<symbol, unknown>)[Symbol.for('undici.globalDispatcher.1')];
    const dispatcher = new ((known as object).constructor as AgentClass)({ connect: { ca } });
    return fetch(url, { ...asked, dispatcher } as RequestInit);
  });
}
