import type { ServerFacts } from './sampleProcess';

/** What the server over TLS says of itself: 1,000 jobs in 10 labels. */
export interface TlsFacts extends ServerFacts {
  /** TLS connections that were opened to it. */
  readonly connections: number;
  readonly requests: number;
}
