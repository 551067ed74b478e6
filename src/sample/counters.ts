/** Requests answered so far, by kind. */
export interface Counters {
  /** Label queries. */
  readonly pages: number;
  /** Queries by one job's id. */
  readonly singleJobs: number;
  /** Image requests, refused ones included. */
  readonly images: number;
  /** Everything that was turned away before it came to a query or an image. */
  readonly refused: number;
}

export type MutableCounters = { -readonly [Kind in keyof Counters]: number };
