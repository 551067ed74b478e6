import { alternate, timed, type Arm } from '../harness/alternate';
import type { Measures } from '../harness/measures';
import { askNaively, askRaw } from '../harness/rawClient';
import { report, say } from '../harness/report';
import { startSampleProcess, type SampleProcess } from '../harness/sampleProcess';
import { short, ratioOf } from '../harness/statistics';
import { sync } from '../harness/syncClient';

/** 10,000 jobs in 10 labels over 20 ms of latency, from the first request to the store. */
async function measure(): Promise<Measures> {
  const server = startSampleProcess({ jobs: 10_000, labels: 10, latencyMs: 20 });
  try {
    return await compare(server);
  } finally {
    await server.end();
  }
}

async function compare(server: SampleProcess): Promise<Measures> {
  const { key } = server;
  const world = await server.facts();
  const { requests, store } = await sync(world, key);
  const first = await timed(() => sync(world, key, { isFirst: true }));
  // Some jobs stand under two labels.
  const entries = store.labels.reduce((sum, { jobIds }) => sum + jobIds.length, 0);
  const raw = { baseUrl: world.baseUrl, key, pages: requests };
  const share = { busyMs: 0, ms: 0 };
  const ours: Arm = async () => {
    const before = await server.facts();
    const ms = await timed(() => sync(world, key));
    const after = await server.facts();
    if (after.pages - before.pages !== requests.length)
      throw new Error('A refresh did not cost what the first one did.');
    share.busyMs += after.cpuMs - before.cpuMs;
    share.ms += ms;
    return ms;
  };
  const whole = (jobs: number): void => {
    if (jobs !== entries) throw new Error(`The peer got ${jobs} of ${entries} entries.`);
  };
  const fast = await alternate({ ours, beside: () => timed(async () => whole(await askRaw(raw))), runs: 9 });
  say('sync: measured; now what people write today, three times');
  const slow = await alternate({
    ours,
    beside: () => timed(async () => whole(await askNaively(world.baseUrl, key, world.labels))),
    ...{ runs: 3, warmUp: 0 },
  });
  const note = `${requests.length} requests; a session's first refresh, in which they begin one by one, took ${short(first)} ms; the server's process was busy for ${short((100 * share.busyMs) / share.ms)} % of it`;
  return { sync: { ...ratioOf(fast), note }, 'sync-naive': ratioOf(slow) };
}

export const run = (): Promise<void> => report(measure);
