import { alternate, timed, type Arm } from '../harness/alternate';
import type { Measures } from '../harness/measures';
import { report } from '../harness/report';
import { startSampleProcess, type SampleProcess } from '../harness/sampleProcess';
import { ratioOf, short } from '../harness/statistics';
import { sync } from '../harness/syncClient';

/** The first refresh costs so much a job, in µs: of 100,000 jobs in 100 labels beside 10,000 in 10. */
async function measure(): Promise<Measures> {
  const large = startSampleProcess({ jobs: 100_000, labels: 100, latencyMs: 20 });
  const small = startSampleProcess({ jobs: 10_000, labels: 10, latencyMs: 20 });
  try {
    const share = { busyMs: 0, ms: 0 };
    const ours = syncing(large, share);
    const samples = await alternate({ ours, beside: syncing(small), runs: 5 });
    const note = `the server's process was busy for ${short((100 * share.busyMs) / share.ms)} % of it`;
    return { 'growth-sync': { ...ratioOf(samples, 'µs a job'), note } };
  } finally {
    await Promise.all([large.end(), small.end()]);
  }
}

function syncing(server: SampleProcess, share = { busyMs: 0, ms: 0 }): Arm {
  return async () => {
    const before = await server.facts();
    const ms = await timed(() => sync(before, server.key));
    share.busyMs += (await server.facts()).cpuMs - before.cpuMs;
    share.ms += ms;
    return (ms * 1000) / before.jobs;
  };
}

export const run = (): Promise<void> => report(measure);
