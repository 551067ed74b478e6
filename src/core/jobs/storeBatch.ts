import type { JobAnswer, LabelAnswer } from '../api/answer';
import type { Failure } from '../api/failure';
import type { Job } from './job';

/** What a run brought: applied at once, told by at most one event. */
export interface StoreBatch {
  readonly labels?: ReadonlyMap<string, LabelAnswer | Failure>;
  /** By id; undefined: the server knows no such job (rule 10). */
  readonly jobs?: ReadonlyMap<string, JobAnswer | Failure | undefined>;
  /** Jobs that a single page told of: known ones take its word, and nothing is said of the rest of the label. */
  readonly seen?: readonly Job[];
  /** When the label answers and pages were asked for, ms since 1970: what a job itself told since then is newer. */
  readonly askedAt?: number;
}
