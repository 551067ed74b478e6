import type { Size } from './pixelEdges';
import type { Rect } from './rect';

/** What a result's picture shows: the whole source, or the finished crop (status-api, rule 5). */
export type Reading = 'source' | 'cropped';

/** A result whose picture was seen. */
export interface SeenResult {
  readonly crop: Rect;
  readonly size: Size;
}

/** Ratios closer than this are the same: outputs have whole pixels. */
const sameRatio = 0.02;

/**
 * Guesses the reading from the pictures of one job: all of one size are the source; ratios that differ as the crops'
 * do are the crops (viewer, point 7). Undefined when the pictures do not tell.
 */
export function guessReading(results: readonly SeenResult[]): Reading | undefined {
  const [first, ...others] = results;
  if (!first || others.length === 0) return undefined;
  if (others.every(({ size }) => size.width === first.size.width && size.height === first.size.height)) return 'source';
  const agrees = others.every((other) =>
    near(pictureRatio(other) / pictureRatio(first), cropRatio(other) / cropRatio(first)),
  );
  const differ = others.some((other) => !near(cropRatio(other), cropRatio(first)));
  return agrees && differ ? 'cropped' : undefined;
}

/** Width to height of the source that a finished crop was cut from: the crop's fractions tell it. */
export function sourceRatio({ crop, size }: SeenResult): number {
  return ((size.width / size.height) * crop.height) / crop.width;
}

function pictureRatio({ size }: SeenResult): number {
  return size.width / size.height;
}

function cropRatio({ crop }: SeenResult): number {
  return crop.width / crop.height;
}

function near(a: number, b: number): boolean {
  return Math.abs(a / b - 1) <= sameRatio;
}

/** An output whose ratio is not the crop's, both as width to height. */
export interface RatioMismatch {
  readonly crop: number;
  readonly output: number;
  /** How far the output's is off, as a share of the crop's. */
  readonly off: number;
}

/** An output may miss the ratio of its crop by this much: both have whole pixels. */
const allowedMismatch = 0.01;

/** Compares an output with the crop that it should be; undefined when it has the crop's ratio within 1 % (viewer, point 7). */
export function ratioMismatch(crop: Size, output: Size): RatioMismatch | undefined {
  if (!(crop.width > 0 && crop.height > 0 && output.width > 0 && output.height > 0)) return undefined;
  const ratios = { crop: crop.width / crop.height, output: output.width / output.height };
  const off = Math.abs(ratios.output / ratios.crop - 1);
  return off > allowedMismatch ? { ...ratios, off } : undefined;
}
