import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Failure } from '../../../src/core/api/failure';
import { createRequestSlots } from '../../../src/core/api/requestSlots';
import { createStatusApi, type StatusApi } from '../../../src/core/api/statusApi';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { PollMemory } from '../../../src/core/jobs/pollMemory';
import { PollRun } from '../../../src/core/jobs/pollRun';
import { MemoryLog } from '../../fakes/memoryLog';
import { systemClock } from '../../fakes/systemClock';
import { testKey } from '../../fakes/statusClient';

describe('a run of many queries', () => {
  const warnings: Error[] = [];
  const note = (warning: Error): void => void warnings.push(warning);
  before(() => process.on('warning', note));
  after(() => process.off('warning', note));

  it('listens to its signal without a warning of a leak', async () => {
    const labels = Array.from({ length: 60 }, (_, index) => `lot ${index}`);
    const { failure, listeners } = await run(labels, () => pause(2));
    assert.deepEqual([failure, listeners.most, listeners.left], [undefined, 1, 0]);
    await pause(5);
    assert.deepEqual(
      warnings.map(({ message }) => message),
      [],
    );
  });

  it('ends all of them when it is aborted', async () => {
    const abort = new AbortController();
    const ended = run(['one', 'two', 'three'], () => pause(60_000, undefined, { ref: false }), abort);
    await pause(5);
    abort.abort();
    assert.equal((await ended).failure, undefined);
  });
});

interface Ended {
  readonly failure: Failure | undefined;
  /** On the client's signal: while its requests were under way, and after them. */
  readonly listeners: { readonly most: number; readonly left: number };
}

/** Asks for these labels at once. @param answered when a request is answered */
async function run(
  labels: readonly string[],
  answered: () => Promise<void>,
  abort = new AbortController(),
): Promise<Ended> {
  const store = new JobStore(() => 0);
  store.track(labels, []);
  let most = 0;
  const signals = new Set<AbortSignal>();
  const heard = (signal: AbortSignal): number => getEventListeners(signal, 'abort').length;
  const client = createStatusApi({
    transport: async () => {
      await answered();
      return new Response('{"jobs":[],"results":[]}', { status: 200 });
    },
    clock: systemClock,
    log: new MemoryLog(),
    baseUrl: 'http://127.0.0.1:1/v1',
    key: () => Promise.resolve(testKey),
    slots: createRequestSlots(),
  });
  const api: StatusApi = {
    ...client,
    label: (label, signal) => {
      const answer = client.label(label, signal);
      signals.add(signal);
      most = Math.max(most, heard(signal));
      return answer;
    },
  };
  const deps = { api, store, memory: new PollMemory(), apply: () => undefined, now: () => 0 };
  const { failure } = await new PollRun({ ...deps, signal: abort.signal }).execute({
    passes: labels,
    pages: [],
    jobIds: [],
  });
  return { failure, listeners: { most, left: Math.max(...[...signals].map(heard)) } };
}
