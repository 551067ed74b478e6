import type { StatusApi } from '../core/api/statusApi';
import type { StatusClientsDeps } from './lazy/statusClients';
import type { MakeApi } from './session';

/** Clients whose code is loaded at their first question: a start with nothing tracked asks none. */
export function lazyStatusClients(deps: StatusClientsDeps): MakeApi {
  let loading: Promise<MakeApi> | undefined;
  const load = async (): Promise<MakeApi> => (await import('./lazy/statusClients')).createStatusClients(deps);
  return (server) => {
    let made: Promise<StatusApi> | undefined;
    const make = async (): Promise<StatusApi> => (await (loading ??= load()))(server);
    const client = (): Promise<StatusApi> => (made ??= make());
    return {
      label: async (label, signal) => (await client()).label(label, signal),
      job: async (id, signal) => (await client()).job(id, signal),
      checkKey: async (label, signal) => (await client()).checkKey(label, signal),
    };
  };
}
