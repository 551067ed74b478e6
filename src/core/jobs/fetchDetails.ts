import { Failure } from '../api/failure';
import type { StatusApi } from '../api/statusApi';
import type { JobStore } from './jobStore';

interface FetchDetailsDeps {
  readonly store: JobStore;
  /** Its client is the one of the profile in use. */
  readonly session: { readonly api: StatusApi | undefined };
}

/** Asks for one job by its id and keeps the answer in the store. Rejects with `Failure`. */
export function fetchDetails({
  store,
  session,
}: FetchDetailsDeps): (jobId: string, signal: AbortSignal) => Promise<void> {
  return async (jobId, signal) => {
    const client = session.api;
    if (!client) throw new Failure('unauthorized', 'There is no API key.');
    const answer = await client.job(jobId, signal);
    // The profile may have changed meanwhile: an answer of another client is nobody's.
    if (client === session.api) store.apply({ jobs: new Map([[jobId, answer]]) });
  };
}
