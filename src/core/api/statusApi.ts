import type { JobAnswer, LabelAnswer } from './answer';

/** The status client of one profile: one base URL, one key. Every call rejects with `Failure` only. */
export interface StatusApi {
  /** All jobs of one label, paged by rule 3. Rejects when the first page fails; a later page's failure is in the answer. */
  label(label: string, signal: AbortSignal): Promise<LabelAnswer>;
  /** One job with its results or error; undefined when the server knows no such job (rule 10). */
  job(id: string, signal: AbortSignal): Promise<JobAnswer | undefined>;
  /** Asks the question of rule 11. Rejects with `unauthorized` when the key is refused, or when nothing can be said. */
  checkKey(label: string | undefined, signal: AbortSignal): Promise<'accepted' | 'billing'>;
}
