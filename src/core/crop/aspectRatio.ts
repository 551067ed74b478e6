import { numberText } from '../numberText';
import type { Translate } from '../translate';
import type { Size } from './pixelEdges';

/** Names by which ratios are known; those of small integers come out of the division by themselves. */
const wellKnown: readonly (readonly [number, number])[] = [
  [1, 1],
  [6, 5],
  [5, 4],
  [4, 3],
  [7, 5],
  [3, 2],
  [16, 10],
  [5, 3],
  [16, 9],
  [1.91, 1],
  [2, 1],
  [21, 9],
  [5, 2],
  [3, 1],
  [4, 1],
];

/** Integers up to here are read at a glance. */
const smallInteger = 20;

/** The nearest well-known ratio may be off by this much of itself (viewer, point 4). */
const nearEnough = 0.005;

/**
 * A ratio for the eye: `16:9 (1.778)` when exact in small integers, `≈16:9 (1.780)` when within 0.5 % of a well-known
 * one, else the decimal alone; empty for a picture without width or height.
 */
export function aspectText(t: Translate, size: Size): string {
  if (!(size.width > 0 && size.height > 0)) return '';
  const decimal = ratioDecimal(t, size.width / size.height, 3);
  const name = aspectName(size);
  return name === undefined ? decimal : `${name} (${decimal})`;
}

/** A ratio without a name: `1.78`. @param digits behind the point */
export function ratioDecimal(t: Translate, ratio: number, digits = 2): string {
  return numberText(t, ratio, [digits, digits]);
}

/** `16:9`, `≈16:9`, or undefined where no name is near. */
export function aspectName(size: Size): string | undefined {
  return exactName(size) ?? nearName(size.width / size.height);
}

/**
 * As `aspectName`, of a ratio that was computed: exact up to the last digits of the computation.
 *
 * @param ratio width to height
 */
export function ratioName(ratio: number): string | undefined {
  const known = both().find(([a, b]) => Math.abs(ratio / (a / b) - 1) < 1e-9);
  return known ? known.join(':') : nearName(ratio);
}

function exactName({ width, height }: Size): string | undefined {
  if (!Number.isInteger(width) || !Number.isInteger(height)) return undefined;
  const divisor = greatestDivisor(width, height);
  const [across, down] = [width / divisor, height / divisor];
  const known = both().find(([a, b]) => a * down === b * across);
  if (known) return known.join(':');
  return Math.max(across, down) <= smallInteger ? `${across}:${down}` : undefined;
}

function nearName(ratio: number): string | undefined {
  const off = ([a, b]: readonly [number, number]): number => Math.abs(ratio / (a / b) - 1);
  const [nearest] = both().sort((one, other) => off(one) - off(other));
  return nearest && off(nearest) <= nearEnough ? `≈${nearest.join(':')}` : undefined;
}

/** Lying and standing. */
function both(): (readonly [number, number])[] {
  return wellKnown.flatMap(([a, b]) => [[a, b] as const, [b, a] as const]);
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
