import type { Measure } from './measures';

/** The value in the middle, or between the two in the middle; NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const [low = NaN, high = NaN] = sorted.length % 2 === 1 ? [sorted[half], sorted[half]] : sorted.slice(half - 1);
  return (low + high) / 2;
}

/** The smallest value that this share (0…1) of all does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}

/** As `12.3 ms (11.0 to 14.2)`. */
export function told(values: readonly number[], unit: string): string {
  const spread = values.length > 1 ? ` (${short(Math.min(...values))} to ${short(Math.max(...values))})` : '';
  return `${short(median(values))} ${unit}${spread}`;
}

/** Three significant digits, or all digits of a larger number. */
export function short(value: number): string {
  return Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));
}

/** Samples of two arms that took turns. */
export interface Samples {
  readonly ours: readonly number[];
  readonly beside: readonly number[];
}

/** The ratio of the medians; its spread is that of the pairs. @param unit of the samples */
export function ratioOf({ ours, beside }: Samples, unit = 'ms'): Measure {
  if (ours.length === 0 || ours.length !== beside.length)
    throw new Error(`There are ${ours.length} samples beside ${beside.length}.`);
  const pairs = ours.map((value, index) => value / (beside[index] ?? NaN));
  return {
    value: median(ours) / median(beside),
    min: Math.min(...pairs),
    max: Math.max(...pairs),
    ours: told(ours, unit),
    beside: told(beside, unit),
  };
}

/** The median of these samples. @param unit of the samples */
export function medianOf(samples: readonly number[], unit: string): Measure {
  return {
    value: median(samples),
    min: Math.min(...samples),
    max: Math.max(...samples),
    ours: told(samples, unit),
  };
}
