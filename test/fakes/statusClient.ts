import { Failure } from '../../src/core/api/failure';
import { statusLimits } from '../../src/core/api/limits';
import type { RequestInfo } from '../../src/core/api/request';
import { createRequestSlots } from '../../src/core/api/requestSlots';
import { createStatusApi, type OpenStatusApi, type StatusApiDeps } from '../../src/core/api/statusApi';
import { createNodeFetchTransport } from '../../src/vscode/lazy/nodeFetch';
import { MemoryLog } from './memoryLog';
import { startScriptedServer, type ScriptedServer } from './scriptedServer';
import type { Certificate } from './selfSignedCertificate';
import { systemClock } from './systemClock';

/** A key no test may find anywhere but in the one header. */
export const testKey = 'api_TESTKEY1234';

/** A client over the real transport, with what it asked and logged. */
export interface StatusClient {
  readonly api: OpenStatusApi;
  readonly log: MemoryLog;
  readonly infos: readonly RequestInfo[];
}

/** @param baseUrl may be on any server; @param deps replace what is made here */
export function statusClient(baseUrl: string, deps: Partial<StatusApiDeps> = {}): StatusClient {
  const log = new MemoryLog();
  const infos: RequestInfo[] = [];
  const api = createStatusApi({
    transport: createNodeFetchTransport(),
    clock: systemClock,
    log,
    baseUrl,
    key: () => Promise.resolve(testKey),
    slots: createRequestSlots(),
    limits: { ...statusLimits, retryMs: 1 },
    onRequest: (info) => infos.push(info),
    ...deps,
  });
  return { api, log, infos };
}

/** Servers that are closed after the test that asked for them. Call at the top of a test file. */
export function serversPerTest(): (options?: { readonly tls?: Certificate }) => Promise<ScriptedServer> {
  const open: ScriptedServer[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((server) => server.close()));
  });
  return async (options) => {
    const server = await startScriptedServer(options);
    open.push(server);
    return server;
  };
}

/** A signal that never aborts. */
export function never(): AbortSignal {
  return new AbortController().signal;
}

/** The `Failure` that a call ends with; throws when it ends otherwise. */
export async function failureFrom(call: Promise<unknown>): Promise<Failure> {
  const outcome = await call.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('error' in outcome && outcome.error instanceof Failure) return outcome.error;
  throw new Error('expected a Failure', { cause: outcome });
}
