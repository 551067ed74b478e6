import type { OpenStatusApi } from '../core/api/statusApi';
import type { StatusClientsDeps } from './lazy/statusClients';
import type { MakeApi } from './session';

type Load = (deps: StatusClientsDeps) => Promise<MakeApi>;

const loadClients: Load = async (deps) => (await import('./lazy/statusClients')).createStatusClients(deps);

/** Clients whose code is loaded at their first question: a start with nothing tracked asks none. */
export function lazyStatusClients(deps: StatusClientsDeps, load: Load = loadClients): MakeApi {
  let loading: Promise<MakeApi> | undefined;
  // A load that failed is tried again by the next question.
  const loadOnce = (): Promise<MakeApi> =>
    (loading ??= load(deps).catch((error: unknown) => {
      loading = undefined;
      throw error;
    }));
  return (server) => {
    let made: OpenStatusApi | undefined;
    const client = async (): Promise<OpenStatusApi> => {
      const make = await loadOnce();
      return (made ??= make(server));
    };
    return {
      label: async (label, signal, onProgress) => (await client()).label(label, signal, onProgress),
      page: async (label, start, signal) => (await client()).page(label, start, signal),
      job: async (id, signal) => (await client()).job(id, signal),
      raw: async (body, signal) => (await client()).raw(body, signal),
      checkKey: async (label, signal) => (await client()).checkKey(label, signal),
    };
  };
}
