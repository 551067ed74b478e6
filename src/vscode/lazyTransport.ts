import type { Transport } from '../core/api/transport';

const loadNodeFetch = async (): Promise<Transport> => (await import('./lazy/nodeFetch')).createNodeFetchTransport();

/** node-fetch, loaded at the first request: it is most of the extension's code, and a start needs none of it. */
export function lazyTransport(load: () => Promise<Transport> = loadNodeFetch): Transport {
  let loading: Promise<Transport> | undefined;
  // A load that failed is tried again by the next request.
  const loadOnce = (): Promise<Transport> =>
    (loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    }));
  return async (url, request) => (await loadOnce())(url, request);
}
