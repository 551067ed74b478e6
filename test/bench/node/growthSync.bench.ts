import { alternate, timed, type Arm } from '../harness/alternate';
import type { Measures } from '../harness/measures';
import { report } from '../harness/report';
import { startSampleProcess, type SampleProcess } from '../harness/sampleProcess';
import { ratioOf, short, told } from '../harness/statistics';
import { sync } from '../harness/syncClient';

const [runs, warmUp] = [5, 1];

/** A new window's refresh costs so much a job, in µs: of 100,000 jobs in 100 labels beside 10,000 in 10. */
async function measure(): Promise<Measures> {
  const large = startSampleProcess({ jobs: 100_000, labels: 100, latencyMs: 20 });
  const small = startSampleProcess({ jobs: 10_000, labels: 10, latencyMs: 20 });
  try {
    const works = { ours: [] as Work[], beside: [] as Work[] };
    const arms = { ours: syncing(large, works.ours), beside: syncing(small, works.beside) };
    const samples = await alternate({ ...arms, runs, warmUp });
    const [ours, beside] = [toldOwn(works.ours), toldOwn(works.beside)];
    const warm = works.ours.slice(warmUp);
    const share = (100 * sum(warm, 'serverMs')) / sum(warm, 'ms');
    const note = `of a processor this process takes ${ours} beside ${beside}; the server's process was busy for ${short(share)} % of it`;
    return { 'growth-sync': { ...ratioOf(samples, 'µs a job'), note } };
  } finally {
    await Promise.all([large.end(), small.end()]);
  }
}

/** What a refresh took. */
interface Work {
  readonly ms: number;
  /** Of a processor, by the server's process, in ms. */
  readonly serverMs: number;
  /** Of a processor, by this process, in µs a job: it does not shrink into the time in which answers are waited for. */
  readonly ownUs: number;
}

function syncing(server: SampleProcess, works: Work[]): Arm {
  return async () => {
    const before = await server.facts();
    const own = process.cpuUsage();
    const ms = await timed(() => sync(before, server.key));
    const { user, system } = process.cpuUsage(own);
    const serverMs = (await server.facts()).cpuMs - before.cpuMs;
    works.push({ ms, serverMs, ownUs: (user + system) / before.jobs });
    return (ms * 1000) / before.jobs;
  };
}

const toldOwn = (works: readonly Work[]): string =>
  told(
    works.slice(warmUp).map(({ ownUs }) => ownUs),
    'µs a job',
  );

const sum = (works: readonly Work[], what: keyof Work): number => works.reduce((all, each) => all + each[what], 0);

export const run = (): Promise<void> => report(measure);
