/** What an answer offers: the part of the standard `Response` that core uses. */
export interface TransportResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  /** The decompressed bytes. Rejects once they exceed `maxBytes` of the request. */
  arrayBuffer(): Promise<ArrayBuffer>;
}

export interface TransportRequest {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** `error`: a redirect rejects. `manual`: the 3xx answer is returned, and the caller decides about the hop. */
  readonly redirect: 'error' | 'manual';
  readonly signal: AbortSignal;
  /** Cap on the decompressed body, in bytes. */
  readonly maxBytes: number;
  /**
   * Judges each address that the name of the host was found to have, before a connection to it: false rejects, and
   * nothing is sent. Literal addresses are not asked about. Only node-fetch's transport knows how.
   */
  readonly mayConnect?: (address: string) => boolean;
}

/**
 * The one port to the network, with the shape of `fetch`. The reference is node-fetch (`vscode/lazy/nodeFetch.ts`);
 * `transportChoice.ts` says when the fetch of the host takes its place.
 * Rejects with whatever its library throws: only `core/api/failureOf.ts` reads that, and nobody logs it. A transport over
 * another library marks a refused redirect with `type: 'no-redirect'` and a body over the cap with `type: 'max-size'`.
 */
export type Transport = (url: string, request: TransportRequest) => Promise<TransportResponse>;
