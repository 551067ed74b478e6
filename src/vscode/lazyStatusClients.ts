import { Failure } from '../core/api/failure';
import type { OpenStatusApi } from '../core/api/statusApi';
import type { StatusClientsDeps } from './lazy/statusClients';
import { rest } from './rest';
import type { MakeApi } from './session';

interface LazyClientsDeps extends StatusClientsDeps {
  /** Who has a client in use, and who must hear that its server asked for patience, whatever it was asked. */
  readonly users: () => {
    readonly session: { readonly api: OpenStatusApi | undefined };
    readonly poller: { hold(failure: Failure): void };
  };
}

type Load = (deps: StatusClientsDeps) => Promise<MakeApi>;

/** In a turn of the event loop of its own: whoever asks was told of something new just now, and asks in the next. */
const loadClients: Load = async (deps) => {
  await rest();
  const { createStatusClients } = await import('./lazy/statusClients');
  await rest();
  return createStatusClients(deps);
};

/** Clients whose code is loaded at their first question: a start with nothing tracked asks none. */
export function lazyStatusClients(deps: LazyClientsDeps, load: Load = loadClients): MakeApi {
  let loading: Promise<MakeApi> | undefined;
  // A load that failed is tried again by the next question.
  const loadOnce = (): Promise<MakeApi> =>
    (loading ??= load(deps).catch((error: unknown) => {
      loading = undefined;
      throw error;
    }));
  return (server) => {
    let made: OpenStatusApi | undefined;
    /** Asks once the code is there; that the server asked for patience is told whatever the question was. */
    const ask = async <T>(question: (client: OpenStatusApi) => Promise<T>): Promise<T> => {
      const make = await loadOnce();
      return question((made ??= make(server))).catch((error: unknown) => {
        const { session, poller } = deps.users();
        if (error instanceof Failure && error.retryAfterMs !== undefined && api === session.api) poller.hold(error);
        throw error;
      });
    };
    const api: OpenStatusApi = {
      label: (label, signal, onProgress) => ask((client) => client.label(label, signal, onProgress)),
      page: (label, start, signal) => ask((client) => client.page(label, start, signal)),
      job: (id, signal) => ask((client) => client.job(id, signal)),
      raw: (body, onAnswer, signal) => ask((client) => client.raw(body, onAnswer, signal)),
      checkKey: (label, signal) => ask((client) => client.checkKey(label, signal)),
    };
    return api;
  };
}
