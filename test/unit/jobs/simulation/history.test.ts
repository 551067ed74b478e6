import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isFinished } from '../../../../src/core/jobs/job';
import type { JobStore } from '../../../../src/core/jobs/jobStore';
import { passEvery } from '../../../../src/core/jobs/pollPlan';
import { anyChange, change } from './changes';
import { ModelServer } from './modelServer';
import { startPollWorld } from './pollWorld';

const sizes = [0, 1, 30, 99, 100, 101, 230, 420] as const;

function serverOf(lengths: readonly number[], open: number): ModelServer {
  const server = new ModelServer();
  for (const [label, length] of lengths.entries()) {
    server.open(`lot ${label}`);
    for (let place = 0; place < length; place++) {
      const status = open > 0 && place % open === 0 ? 'pending' : 'completed';
      server.add(`lot ${label}`, { id: `job-${label}-${place}`, status });
    }
  }
  return server;
}

/** Ids with statuses by label: in the server's order where it has one. */
function truth(server: ModelServer): Record<string, string[]> {
  const told = (id: string): string => `${id} ${server.jobs.get(id)?.status ?? ''}`;
  const rows = (label: string): string[] =>
    server
      .ids(label)
      .filter((id) => !server.unreadable.has(id))
      .map(told);
  return Object.fromEntries(server.labels.map((label) => [label, ordered(server, label, rows(label))]));
}

function known(server: ModelServer, store: JobStore): Record<string, string[]> {
  const told = (id: string): string => `${id} ${store.job(id)?.status ?? ''}`;
  const rows = (label: string): string[] => (store.label(label)?.jobIds ?? []).map(told);
  return Object.fromEntries(server.labels.map((label) => [label, ordered(server, label, rows(label))]));
}

const ordered = (server: ModelServer, label: string, rows: string[]): string[] =>
  server.unstable.has(label) ? rows.sort() : rows;

/** A label whose last page holds nothing readable has no known end: nothing goes from it, and its order says nothing. */
function assertTruth(server: ModelServer, store: JobStore): void {
  const [told, real] = [known(server, store), truth(server)];
  for (const label of server.labels) {
    if (store.label(label)?.complete) assert.deepEqual(told[label], real[label]);
    else {
      assert.ok(server.ids(label).some((id) => server.unreadable.has(id)));
      assert.deepEqual(
        real[label]?.filter((row) => !told[label]?.includes(row)),
        [],
      );
    }
  }
}

/**
 * What the store holds unfinished, with the labels it knows it under. Labels without order or with unreadable entries are
 * apart, and so are jobs that cannot be read: a query for one of them tells nothing, not even that it is gone.
 */
function openJobs(server: ModelServer, store: JobStore): Map<string, readonly string[]> {
  const isPlain = (label: string): boolean =>
    !server.unstable.has(label) && !server.ids(label).some((id) => server.unreadable.has(id));
  const open = [...store.jobs()].filter(
    (job) => !isFinished(job.status) && job.under.length > 0 && !server.unreadable.has(job.id),
  );
  return new Map(open.filter((job) => job.under.every(isPlain)).map((job) => [job.id, [...job.under]]));
}

/** What was unfinished when a run began is known after it: its status where it still is, its absence where it is not. */
function assertSeen(server: ModelServer, store: JobStore, open: ReadonlyMap<string, readonly string[]>): void {
  for (const [id, labels] of open) {
    const still = labels.filter((label) => server.labelsOf(id).includes(label));
    if (still.length > 0) assert.equal(store.job(id)?.status, server.jobs.get(id)?.status);
    else for (const label of labels) assert.equal(store.label(label)?.jobIds.includes(id), false);
  }
}

/** All pages of all labels, and unfinished single jobs, as of now; what it asks is not counted. */
async function naiveCost(server: ModelServer, jobIds: readonly string[]): Promise<{ all: number; most: number }> {
  const client = server.client();
  const before = { ...server.asked };
  const costs = [];
  for (const label of server.labels) {
    const { requests } = await client.label(label, new AbortController().signal);
    costs.push(requests);
  }
  Object.assign(server.asked, before);
  const singles = jobIds.filter((id) => !isFinished(server.jobs.get(id)?.status ?? '')).length;
  return { all: costs.reduce((sum, cost) => sum + cost, singles), most: Math.max(0, ...costs) };
}

describe('polling by plan, whatever the server does', () => {
  const histories = fc.record({
    lengths: fc.array(fc.constantFrom(...sizes), { minLength: 1, maxLength: 3 }),
    open: fc.constantFrom(0, 1, 7, 90),
    solo: fc.constantFrom('none', 'pending', 'completed', 'unknown'),
    changes: fc.array(fc.array(anyChange, { maxLength: 4 }), { maxLength: 10 }),
  });

  it('ends with the truth within one full pass, rows unique, never asking more than a client that asks for all', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async ({ lengths, open, solo, changes }) => {
        const server = serverOf(lengths, open);
        const jobIds = solo === 'none' ? [] : ['solo'];
        if (solo === 'pending' || solo === 'completed') server.jobs.set('solo', { id: 'solo', status: solo });
        const { store, poller, cycle } = await startPollWorld(server, jobIds);
        let planned = poller.report.last?.naiveRequests ?? 0;
        const run = async (): Promise<void> => {
          const naive = await naiveCost(server, jobIds);
          const before = server.requests;
          const open = openJobs(server, store);
          await cycle();
          assertSeen(server, store, open);
          const last = poller.report.last!;
          const asked = server.requests - before;
          assert.equal(last.requests, asked);
          const allowed = Math.max(naive.all, planned) + last.contradictions * (naive.most + 1);
          assert.ok(asked <= allowed, `${asked} requests, ${allowed} allowed`);
          planned = last.naiveRequests;
          for (const { jobIds: ids } of store.allLabels) assert.equal(new Set(ids).size, ids.length);
          server.turn();
        };
        for (const [index, some] of changes.entries()) {
          some.forEach((each, number) => change(server, each, `new-${index}-${number}`));
          await run();
        }
        for (let quiet = 0; quiet < passEvery; quiet++) await run();
        assertTruth(server, store);
        for (const id of jobIds) assert.equal(store.job(id)?.status, server.jobs.get(id)?.status);
        poller.dispose();
      }),
      { numRuns: 60 },
    );
  }).timeout(60_000);
});
