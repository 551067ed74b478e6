import { requestsAtOnce } from '../../core/api/limits';
import { createRequestSlots } from '../../core/api/requestSlots';
import { createServerMemory, createStatusApi, type ServerMemory } from '../../core/api/statusApi';
import type { Transport } from '../../core/api/transport';
import type { Clock } from '../../core/clock';
import type { Log } from '../../core/log';
import { ownTurn } from '../rest';
import { logRequests } from '../requestLog';
import type { MakeApi } from '../session';

export interface StatusClientsDeps {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly log: Log;
}

/** Makes the clients of all profiles: they share the six requests at once. */
export function createStatusClients(deps: StatusClientsDeps): MakeApi {
  const slots = createRequestSlots(requestsAtOnce, deps.clock);
  const onRequest = logRequests(deps.log);
  const memories = new Map<string, ServerMemory>();
  return ({ baseUrl, key }) => {
    const memory = memories.get(baseUrl) ?? createServerMemory();
    memories.set(baseUrl, memory);
    return createStatusApi({
      ...deps,
      turn: ownTurn,
      memory,
      slots,
      onRequest,
      baseUrl,
      key: () => Promise.resolve(key()),
    });
  };
}
