import type { Samples } from './statistics';

/** Does its work once. @returns how long it took in ms, or whatever else is compared */
export type Arm = () => Promise<number> | number;

export interface AlternateOptions {
  readonly ours: Arm;
  readonly beside: Arm;
  /** How often each arm counts. */
  readonly runs: number;
  /** How often each arm runs first without counting: compilers and caches are warm then. */
  readonly warmUp?: number;
  /** Told before each pair. */
  readonly onPair?: (pair: number) => void;
}

/** A B A B …: what slows the machine down slows both. */
export async function alternate({ ours, beside, runs, warmUp = 1, onPair }: AlternateOptions): Promise<Samples> {
  const samples = { ours: [] as number[], beside: [] as number[] };
  for (let pair = -warmUp; pair < runs; pair++) {
    onPair?.(pair);
    const [a, b] = [await once(ours), await once(beside)];
    if (pair < 0) continue;
    samples.ours.push(a);
    samples.beside.push(b);
  }
  return samples;
}

/** How long it takes, in ms. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Neither arm pays for what the other one left lying about. */
async function once(arm: Arm): Promise<number> {
  (globalThis as { gc?: () => void }).gc?.();
  return arm();
}
