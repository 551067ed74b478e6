import type { Size } from './pixelEdges';
import type { Rect } from './rect';

/**
 * What can be wrong with crop coordinates (status-api, rule 4):
 * - `notFinite`: a number that is none · `negative` · `empty`: no width or no height
 * - `beyond`: reaches past 1 · `pixels`: so far past 1 that the numbers look like pixels
 */
export type CropProblem = 'notFinite' | 'negative' | 'empty' | 'beyond' | 'pixels';

/** Fractions may miss 1 by this much: sums of rounded numbers do. */
const tolerance = 1e-6;

/** A crop may be sloppy, but a fraction of 2 and more is hardly one. */
const looksLikePixels = 2;

/** Everything wrong with a crop that was sent as fractions 0…1; empty when it is as documented. */
export function checkCrop(crop: Rect): CropProblem[] {
  const numbers = [crop.x, crop.y, crop.width, crop.height];
  if (!numbers.every(Number.isFinite)) return ['notFinite'];
  const problems: CropProblem[] = [];
  if (crop.x < -tolerance || crop.y < -tolerance) problems.push('negative');
  if (crop.width <= 0 || crop.height <= 0) problems.push('empty');
  const far = Math.max(crop.x + crop.width, crop.y + crop.height, ...numbers);
  if (far >= looksLikePixels) problems.push('pixels');
  else if (far > 1 + tolerance) problems.push('beyond');
  return problems;
}

/** The part of the crop that lies in the picture, in fractions; undefined when there is none to draw. */
export function drawablePart(crop: Rect): Rect | undefined {
  const x = clamp(crop.x);
  const y = clamp(crop.y);
  const width = clamp(crop.x + crop.width) - x;
  const height = clamp(crop.y + crop.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}

/** Reads the numbers of a crop as pixels of a picture of this size; answers fractions. */
export function pixelsToFractions(crop: Rect, size: Size): Rect {
  return {
    x: crop.x / size.width,
    y: crop.y / size.height,
    width: crop.width / size.width,
    height: crop.height / size.height,
  };
}

function clamp(fraction: number): number {
  return Math.min(1, Math.max(0, fraction));
}
