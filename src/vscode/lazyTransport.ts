import type { Transport } from '../core/api/transport';
import type { NetworkDeps } from './lazy/network';

type Load = (deps: NetworkDeps) => Promise<Transport>;

const loadNetwork: Load = async (deps) => (await import('./lazy/network')).createNetwork(deps);

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
