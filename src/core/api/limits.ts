/** What one request may cost (status-api, "Limits"). */
export interface RequestLimits {
  /** From the first byte sent to the answer's headers, connecting included, in ms. */
  readonly headersMs: number;
  /** From the first byte sent to the last received, in ms. */
  readonly totalMs: number;
  /** The decompressed body, in bytes. */
  readonly maxBytes: number;
  /** Before a request that failed is tried once more, in ms, on average; see `createRetrying`. */
  readonly retryMs: number;
}

/** Connecting is limited by the transport, which alone sees it: 10 s (`vscode/lazy/nodeFetch.ts`). */
export const statusLimits: RequestLimits = {
  headersMs: 15_000,
  totalMs: 30_000,
  maxBytes: 16 * 1024 * 1024,
  retryMs: 400,
};

/** Requests at once, over all labels and profiles. */
export const requestsAtOnce = 6;

/** Jobs asked for in one page: the most the API allows. */
export const pageLimit = 100;

/** Pages in flight at once in one label (status-api, rule 3). */
export const pagesAhead = 3;

/** Jobs kept of one label (status-api, rule 3). */
export const maxJobsPerLabel = 50_000;

/** The longest pause a server may ask for, in ms. */
export const maxRetryAfterMs = 5 * 60_000;
