import type { Transport } from '../core/api/transport';
import type { NetworkDeps } from './lazy/network';
import { rest } from './rest';

type Load = (deps: NetworkDeps) => Promise<Transport>;

/** In a turn of the event loop of its own: it takes long to read, and is read together with the clients. */
const loadNetwork: Load = async (deps) => {
  await rest();
  const { createNetwork } = await import('./lazy/network');
  await rest();
  return createNetwork(deps);
};

/** The network, loaded at the first request: it is most of the extension's code, and a start needs none of it. */
export function lazyTransport(deps: NetworkDeps, load: Load = loadNetwork): Transport {
  let loading: Promise<Transport> | undefined;
  // A load that failed is tried again by the next request.
  const loadOnce = (): Promise<Transport> =>
    (loading ??= load(deps).catch((error: unknown) => {
      loading = undefined;
      throw error;
    }));
  return async (url, request) => (await loadOnce())(url, request);
}
