import type { Rect } from '../crop/rect';
import type { Job } from '../jobs/job';
import type { Failure } from './failure';

/** One page of a label query. `results` of such an answer belong to nobody (rule 1) and are not here. */
export interface JobsPage {
  /** Readable jobs, in the server's order, repeats included. */
  readonly jobs: readonly Job[];
  /** How many entries of `jobs` could not be read; with them, `start` advances by `received`. */
  readonly unreadable: number;
  /** Entries received, readable or not. */
  readonly received: number;
}

/** One output with its link. The link is a secret that expires: use it at once, keep it in memory only (rule 6). */
export interface LinkedResult {
  readonly imageUrl?: string;
  readonly crop?: Rect;
}

/** The answer to a query by one job's id. */
export interface JobAnswer {
  readonly job: Job;
  readonly results: readonly LinkedResult[];
  readonly errorMessage?: string;
}

/** All jobs of one label, page by page (rule 3). */
export interface LabelAnswer {
  /** Unique by id, in the order received. */
  readonly jobs: readonly Job[];
  readonly unreadable: number;
  /**
   * False when a page after the first failed, the last page held nothing readable, or the cap of 50,000 jobs was reached:
   * what is missing is unknown, not gone.
   */
  readonly complete: boolean;
  /** Why it is not complete, when a page failed. */
  readonly failure?: Failure;
  /** True when the cap was reached. */
  readonly capped: boolean;
  /** True when the job at index i was received at `start` i: nothing was unreadable, nothing came twice. */
  readonly aligned: boolean;
  /** Requests it took. */
  readonly requests: number;
  /** So many of the jobs, from the first on, were handed on as progress already. */
  readonly told?: number;
}
