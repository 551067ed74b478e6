import type { Transport } from '../../../src/core/api/transport';
import { inTurns, sentInTurns } from '../../../src/core/api/inTurns';
import { createStatusApi } from '../../../src/core/api/statusApi';
import { requestsAtOnce } from '../../../src/core/api/limits';
import { createRequestSlots } from '../../../src/core/api/requestSlots';
import type { RequestInfo } from '../../../src/core/api/request';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { PollEngine } from '../../../src/core/jobs/pollEngine';
import { Poller } from '../../../src/core/jobs/poller';
import { createNodeFetchTransport } from '../../../src/vscode/lazy/nodeFetch';
import { MemoryLog } from '../../fakes/memoryLog';
import { systemClock } from '../../fakes/systemClock';
import type { ServerFacts } from './sampleProcess';

/** What the first refresh of a window brought. */
export interface Synced {
  readonly store: JobStore;
  readonly requests: readonly RequestInfo[];
}

const rest = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const turn = inTurns(rest);
const nodeFetch = sentInTurns(createNodeFetchTransport(), turn);

/** How a refresh is sent. */
interface Way {
  /** The reference, where it is not told. */
  readonly transport?: Transport;
  /** A session's first refresh, in which requests join one after the other; as any later one, where it is not told. */
  readonly isFirst?: boolean;
}

/** Tracks all labels in a new window, refreshes once, and resolves when the store has them all. */
export async function sync(
  { baseUrl, labels, jobs }: ServerFacts,
  key: string,
  { transport = nodeFetch, isFirst = false }: Way = {},
): Promise<Synced> {
  const store = new JobStore(Date.now);
  store.track(labels, []);
  const requests: RequestInfo[] = [];
  const log = new MemoryLog();
  const api = createStatusApi({
    ...{
      transport,
      turn,
      clock: systemClock,
      log,
      baseUrl,
      slots: createRequestSlots(requestsAtOnce, isFirst ? systemClock : undefined),
    },
    key: () => Promise.resolve(key),
    onRequest: (info) => requests.push(info),
  });
  const poller = new Poller({
    ...{ clock: systemClock, log, store, random: Math.random },
    engine: (deps) => Promise.resolve(new PollEngine(deps)),
    api: () => api,
  });
  await poller.refresh({ kind: 'all' }, true);
  poller.dispose();
  if (!store.labels.every(({ complete }) => complete)) throw new Error('Not all labels are there.');
  if (store.size !== jobs) throw new Error(`${store.size} of ${jobs} jobs are there.`);
  return { store, requests };
}
