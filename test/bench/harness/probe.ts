/** A time in which nobody else got a turn. */
export interface Block {
  /** ms from one look at the clock to the next, less the pause that was asked for. */
  readonly ms: number;
  /** ms of that in which this thread had a processor: the rest was the machine's; undefined where Node cannot tell. */
  readonly busyMs: number | undefined;
}

const pauseMs = 10;

/** Longer than this is a block. */
export const blockMs = 50;

type ThreadUsage = () => { readonly user: number; readonly system: number };

/** Looks at the clock every 10 ms while the work goes on. @returns every block over 50 ms, and the longest time between two looks */
export async function blocksDuring(work: () => unknown): Promise<{ blocks: readonly Block[]; longest: Block }> {
  const seen: Block[] = [];
  let [last, lastBusy] = [performance.now(), busyNow()];
  const timer = setInterval(() => {
    const [now, busy] = [performance.now(), busyNow()];
    const busyMs = busy === undefined || lastBusy === undefined ? undefined : busy - lastBusy;
    seen.push({ ms: now - last - pauseMs, busyMs });
    [last, lastBusy] = [now, busy];
  }, pauseMs);
  try {
    await work();
    // What the work has left to do is the next turn's.
    await new Promise((resolve) => setTimeout(resolve, 5 * pauseMs));
  } finally {
    clearInterval(timer);
  }
  const longest = seen.reduce((most, each) => (each.ms > most.ms ? each : most), { ms: 0, busyMs: 0 });
  return { blocks: seen.filter(({ ms }) => ms > blockMs), longest };
}

/** ms of a processor that this thread has had. */
function busyNow(): number | undefined {
  const usage = (process as { threadCpuUsage?: ThreadUsage }).threadCpuUsage?.();
  return usage && (usage.user + usage.system) / 1000;
}
