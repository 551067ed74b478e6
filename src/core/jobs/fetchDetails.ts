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
    // The profile or the key may have changed meanwhile: an answer to another client is nobody's.
    if (client !== session.api) throw new Failure('cancelled', 'Another server or key is in use by now.');
    store.apply({ jobs: new Map([[jobId, answer]]) });
    // Without a failure the row would wait for ever for details that never come (rule 10).
    if (!answer) throw new Failure('query', 'The server knows no such job any more.');
  };
}
