import { readFileSync } from 'node:fs';

/** A time in which nobody else got a turn. */
export interface Block {
  /** ms from one look at the clock to the next, less the pause that was asked for. */
  readonly ms: number;
  /** ms of that in which this thread had a processor: the rest was the machine's; undefined where Node cannot tell. */
  readonly busyMs: number | undefined;
  /** ms of that in which it was ready to go on and something else had the processors; undefined where only Linux could tell. */
  readonly waitedMs: number | undefined;
}

const pauseMs = 10;

/** Longer than this is a block. */
export const blockMs = 50;

type ThreadUsage = () => { readonly user: number; readonly system: number };

/** Looks at the clock every 10 ms while the work goes on. @returns every block over 50 ms, and the longest time between two looks */
export async function blocksDuring(work: () => unknown): Promise<{ blocks: readonly Block[]; longest: Block }> {
  const seen: Block[] = [];
  let [last, lastBusy, lastWaited] = [performance.now(), busyNow(), waitedUntilNow()];
  const timer = setInterval(() => {
    const [now, busy, waited] = [performance.now(), busyNow(), waitedUntilNow()];
    seen.push({ ms: now - last - pauseMs, busyMs: since(lastBusy, busy), waitedMs: since(lastWaited, waited) });
    [last, lastBusy, lastWaited] = [now, busy, waited];
  }, pauseMs);
  try {
    await work();
    // What the work has left to do is the next turn's.
    await new Promise((resolve) => setTimeout(resolve, 5 * pauseMs));
  } finally {
    clearInterval(timer);
  }
  const longest = seen.reduce((most, each) => (each.ms > most.ms ? each : most), { ms: 0, busyMs: 0, waitedMs: 0 });
  return { blocks: seen.filter(({ ms }) => ms > blockMs), longest };
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

/** ms of a processor that this thread has had. */
function busyNow(): number | undefined {
  const usage = (process as { threadCpuUsage?: ThreadUsage }).threadCpuUsage?.();
  return usage && (usage.user + usage.system) / 1000;
}
