import { isFinished } from '../../../../src/core/jobs/job';
import { ModelServer } from './modelServer';
import { startPollWorld, type PollWorld } from './pollWorld';

/** A fixed world: equal labels, some unfinished jobs that finish one by one, the last in the last cycle. */
export interface SimulationOptions {
  readonly labels: number;
  readonly jobsPerLabel: number;
  readonly unfinished: number;
  /** All on one page of the first label, or two in each label, far from each other. */
  readonly layout: 'together' | 'scattered';
  readonly cycles: number;
}

/** Requests after the start, by three clients that see the same. */
export interface SimulationResult {
  /** By the poller. */
  readonly requests: number;
  /** By one that knows what is unfinished and where, and passes everything once in 50 cycles. */
  readonly oracle: number;
  /** By one that asks for all pages of all labels each cycle. */
  readonly naive: number;
  /** Cycles from a change on the server to the store, for each change; 1 is the run that comes next. */
  readonly lags: readonly number[];
}

/** The world of the figures in the README and the bench. */
export const tenThousandJobs = { labels: 10, jobsPerLabel: 1000, unfinished: 20, cycles: 100 } as const;

/** Runs it, the same each time. */
export async function simulate(options: SimulationOptions): Promise<SimulationResult> {
  const server = serverOf(options);
  const open = [...server.jobs.values()].filter(({ status }) => !isFinished(status)).map(({ id }) => id);
  const world = await startPollWorld(server);
  const before = server.requests;
  const pending = new Map<string, number>();
  const lags: number[] = [];
  let oracle = 0;
  for (let cycle = 1; cycle <= options.cycles; cycle++) {
    oracle += oracleCost(server, cycle);
    if (cycle % (options.cycles / options.unfinished) === 0) finish(server, { id: open.shift(), cycle, pending });
    await world.cycle();
    settleLags(world, { cycle, pending, lags });
  }
  const requests = server.requests - before;
  world.poller.dispose();
  if (pending.size > 0) throw new Error(`${pending.size} changes never came.`);
  return { requests, oracle, naive: options.cycles * naiveCost(server), lags };
}

/** @param share 0…1 @returns the smallest value that this share of all does not exceed */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

function serverOf({ labels, jobsPerLabel, unfinished, layout }: SimulationOptions): ModelServer {
  const server = new ModelServer();
  const perLabel = layout === 'together' ? unfinished : unfinished / labels;
  const step = layout === 'together' ? 4 : jobsPerLabel / perLabel;
  for (let label = 0; label < labels; label++) {
    for (let place = 0; place < jobsPerLabel; place++) {
      const isOpen = place % step === 0 && place / step < perLabel && (layout === 'scattered' || label === 0);
      server.add(`lot ${label}`, { id: `job-${label}-${place}`, status: isOpen ? 'processing' : 'completed' });
    }
  }
  return server;
}

/** For each label windows or singles, whatever is fewer; in place of them each label's pages, with the one that ends it, every 50 cycles. */
function oracleCost(server: ModelServer, cycle: number): number {
  const costs = server.labels.map((label) => {
    const ids = server.ids(label);
    const open = [...ids.keys()].filter((place) => !isFinished(server.jobs.get(ids[place] ?? '')?.status ?? ''));
    const pages = pagesOver(open);
    return cycle % 50 === 0 ? passOf(ids.length) : Math.min(pages, open.length);
  });
  return costs.reduce((sum, cost) => sum + cost, 0);
}

/** The fewest pages of 100 that hold these places, from the first on. */
function pagesOver(places: readonly number[]): number {
  let [pages, end] = [0, 0];
  for (const place of places) {
    if (place < end) continue;
    pages++;
    end = place + 100;
  }
  return pages;
}

/** Each page of each label one by one, with the one that ends it, as whoever asks for everything does. */
function naiveCost(server: ModelServer): number {
  return server.labels.reduce((sum, label) => sum + passOf(server.ids(label).length), 0);
}

/** Requests for a label of so many jobs. */
function passOf(jobs: number): number {
  return Math.floor(jobs / 100) + 1;
}

interface Finishing {
  readonly id: string | undefined;
  readonly cycle: number;
  readonly pending: Map<string, number>;
}

function finish(server: ModelServer, { id, cycle, pending }: Finishing): void {
  const job = server.jobs.get(id ?? '');
  if (!job) throw new Error('Nothing is left to finish.');
  job.status = 'completed';
  pending.set(job.id, cycle);
}

interface Lagging {
  readonly cycle: number;
  readonly pending: Map<string, number>;
  readonly lags: number[];
}

function settleLags({ store }: PollWorld, { cycle, pending, lags }: Lagging): void {
  for (const [id, since] of pending) {
    if (!isFinished(store.job(id)?.status ?? '')) continue;
    lags.push(cycle - since + 1);
    pending.delete(id);
  }
}
