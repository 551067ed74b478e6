import type { Transport } from '../../src/core/api/transport';
import { createHostFetchTransport } from '../../src/vscode/lazy/hostFetch';
import { createNodeFetchTransport } from '../../src/vscode/lazy/nodeFetch';

/** Both ways to the network: what is promised of one is promised of the other. */
export const transports: readonly (readonly [name: string, transport: Transport])[] = [
  ['node-fetch', createNodeFetchTransport()],
  ['the fetch of the host', createHostFetchTransport()],
];
