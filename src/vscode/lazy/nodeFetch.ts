import fetch from 'node-fetch';
import type { Transport } from '../../core/api/transport';

/**
 * The real network: node-fetch over Node's own `http` and `https`, which VS Code equips with its proxy and certificates.
 * It must be given no agent, for VS Code then leaves its proxy out. `maxBytes` counts through `arrayBuffer()` only.
 */
export function createNodeFetchTransport(): Transport {
  return (url, { method, headers, body, redirect, signal, maxBytes }) =>
    fetch(url, { method, headers: { ...headers }, body: body ?? null, redirect, signal, size: maxBytes });
}
