import { alternate, timed, type Arm } from '../harness/alternate';
import { startChild } from '../harness/childProcess';
import type { Measures } from '../harness/measures';
import { askNaively, askRaw } from '../harness/rawClient';
import { report, say } from '../harness/report';
import { startSampleProcess, type SampleProcess } from '../harness/sampleProcess';
import { ratioOf, short, told } from '../harness/statistics';
import { sync } from '../harness/syncClient';
import type { FirstSync } from './firstSync.child';

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
  say("sync: now a session's first refresh, in new processes");
  const first = await alternate({
    ours: () => inNewProcess('node/firstSync', { world, key } satisfies FirstSync),
    beside: () => inNewProcess('node/rawClient', { ...raw, entries }),
    ...{ runs: 7, warmUp: 0 },
  });
  const busy = short((100 * share.busyMs) / share.ms);
  const note = `${requests.length} requests; the server's process was busy for ${busy} % of it; a session's first refresh, whose requests join one after the other: ${told(first.ours, 'ms')} beside ${told(first.beside, 'ms')} of the same client's first, each ${first.ours.length} times in a new process`;
  return { sync: { ...ratioOf(fast), note }, 'sync-naive': ratioOf(slow) };
}

/** Its code runs for the first time there, over connections that are new. @returns ms, without the start of the process */
async function inNewProcess(name: string, question: unknown): Promise<number> {
  const child = startChild(name);
  try {
    return Number(await child.ask(question));
  } finally {
    await child.end();
  }
}

export const run = (): Promise<void> => report(measure);
