import { readFileSync } from 'node:fs';
import { PerformanceObserver, type PerformanceEntry } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** A time in which nobody else got a turn. */
export interface Block {
  /** ms from one look at the clock to the next, less the pause that was asked for. */
  readonly ms: number;
  /** ms of that in which this thread had a processor: the rest was the machine's; undefined where Node cannot tell. */
  readonly busyMs: number | undefined;
  /** ms of that in which it was ready to go on and something else had the processors; undefined where only Linux could tell. */
  readonly waitedMs: number | undefined;
  /** ms of a processor that the other threads of this process had, V8's own above all; undefined where Node cannot tell. */
  readonly helpersMs: number | undefined;
  /**
   * ms that the host of a virtual machine took from its processors, all of them together, from at most 0.1 s before to the
   * end of it; undefined for what is no block, and where only Linux could tell.
   */
  readonly stolenMs?: number | undefined;
  /** ms that V8 held this thread in it to collect garbage, of whomever; undefined for what is no block. */
  readonly garbageMs?: number | undefined;
}

const pauseMs = 10;

const looksPerTheft = 10;

/** Longer than this is a block. */
export const blockMs = 50;

type ThreadUsage = () => { readonly user: number; readonly system: number };

/** Looks at the clock every 10 ms while the work goes on. @returns every block over 50 ms, and the longest time between two looks */
export async function blocksDuring(work: () => unknown): Promise<{ blocks: readonly Block[]; longest: Block }> {
  const seen: (Block & { readonly end: number })[] = [];
  const pauses: PerformanceEntry[] = [];
  const observer = new PerformanceObserver((list) => pauses.push(...list.getEntries()));
  observer.observe({ entryTypes: ['gc'] });
  let last = clocksNow();
  let stolen = stolenUntilNow();
  const timer = setInterval(() => {
    const now = clocksNow();
    const block = { ...between(last, now), end: now.wall };
    seen.push(block.ms > blockMs ? { ...block, stolenMs: since(stolen, stolenUntilNow()) } : block);
    // Not at each look, for it takes longer than one.
    if (seen.length % looksPerTheft === 0) stolen = stolenUntilNow();
    last = now;
  }, pauseMs);
  try {
    await work();
    // What the work has left to do is the next turn's.
    await new Promise((resolve) => setTimeout(resolve, 5 * pauseMs));
  } finally {
    clearInterval(timer);
    pauses.push(...observer.takeRecords());
    observer.disconnect();
  }
  const withGarbage = (block: (typeof seen)[number]): Block => ({ ...block, garbageMs: pausedIn(block, pauses) });
  const longest = seen.reduce((most, each) => (each.ms > most.ms ? each : most));
  return { blocks: seen.filter(({ ms }) => ms > blockMs).map(withGarbage), longest: withGarbage(longest) };
}

/** ms of these pauses that fell into a time. @param end by `performance.now()` */
function pausedIn({ end, ms }: { end: number; ms: number }, pauses: readonly PerformanceEntry[]): number {
  const start = end - ms - pauseMs;
  const within = ({ startTime, duration }: PerformanceEntry): number =>
    Math.max(0, Math.min(startTime + duration, end) - Math.max(startTime, start));
  return pauses.reduce((sum, pause) => sum + within(pause), 0);
}

/**
 * Collects all garbage that there is, of whomever: an extension host that did nothing for a while collects what its start
 * left as soon as anybody makes more, on all processors.
 */
export async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  setFlagsFromString('--no-expose-gc');
  collect();
  await new Promise((resolve) => setTimeout(resolve, 500));
}

/** What has gone by of each kind of time, in ms. */
interface Clocks {
  readonly wall: number;
  readonly busy: number | undefined;
  readonly waited: number | undefined;
  readonly helpers: number | undefined;
}

function clocksNow(): Clocks {
  const busy = busyNow();
  const { user, system } = process.cpuUsage();
  const helpers = busy === undefined ? undefined : (user + system) / 1000 - busy;
  return { wall: performance.now(), busy, waited: waitedUntilNow(), helpers };
}

function between(before: Clocks, now: Clocks): Block {
  return {
    ms: now.wall - before.wall - pauseMs,
    busyMs: since(before.busy, now.busy),
    waitedMs: since(before.waited, now.waited),
    helpersMs: since(before.helpers, now.helpers),
  };
}

function since(before: number | undefined, now: number | undefined): number | undefined {
  return before === undefined || now === undefined ? undefined : now - before;
}

/** ms that the main thread of this process, where extensions run, has waited for a processor: Linux counts them. */
function waitedUntilNow(): number | undefined {
  try {
    const [, waited] = readFileSync(`/proc/${process.pid}/task/${process.pid}/schedstat`, 'utf8').split(' ');
    return Number(waited) / 1e6;
  } catch {
    return undefined;
  }
}

/** ms that were taken from the processors of this machine, if it is a virtual one: Linux counts hundredths of a second. */
function stolenUntilNow(): number | undefined {
  try {
    const stolen = readFileSync('/proc/stat', 'utf8').split(/\s+/, 9)[8];
    return stolen === undefined ? undefined : Number(stolen) * 10;
  } catch {
    return undefined;
  }
}

/** ms of a processor that this thread has had. */
function busyNow(): number | undefined {
  const usage = (process as { threadCpuUsage?: ThreadUsage }).threadCpuUsage?.();
  return usage && (usage.user + usage.system) / 1000;
}
