import type { Transport } from '../core/api/transport';

/** node-fetch, loaded at the first request: it is most of the extension's code, and a start needs none of it. */
export function lazyTransport(): Transport {
  let loading: Promise<Transport> | undefined;
  const load = async (): Promise<Transport> => (await import('./lazy/nodeFetch')).createNodeFetchTransport();
  return async (url, request) => {
    loading ??= load();
    return (await loading)(url, request);
  };
}
