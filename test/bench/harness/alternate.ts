import type { Samples } from './statistics';

/** Does its work once. @returns how long it took in ms, or whatever else is compared */
export type Arm = () => Promise<number> | number;

export interface AlternateOptions {
  readonly ours: Arm;
  readonly beside: Arm;
  /** Takes its turn after each pair: what explains them. */
  readonly floor?: Arm;
  /** How often each arm counts. */
  readonly runs: number;
  /** How often each arm runs first without counting: compilers and caches are warm then. */
  readonly warmUp?: number;
  /** Told before each pair. */
  readonly onPair?: (pair: number) => void;
}

/** A B A B …: what slows the machine down slows both. */
export async function alternate(options: AlternateOptions): Promise<Samples & { readonly floor: readonly number[] }> {
  const { ours, beside, floor, runs, warmUp = 1, onPair } = options;
  const samples = { ours: [] as number[], beside: [] as number[], floor: [] as number[] };
  for (let pair = -warmUp; pair < runs; pair++) {
    onPair?.(pair);
    const [a, b, c] = [await once(ours), await once(beside), floor && (await once(floor))];
    if (pair < 0) continue;
    samples.ours.push(a);
    samples.beside.push(b);
    if (c !== undefined) samples.floor.push(c);
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
