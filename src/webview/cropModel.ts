import { checkCrop, drawablePart, pixelsToFractions, type CropProblem } from '../core/crop/cropChecks';
import { pixelEdges, sizeOf, wholeOf, type Edges, type Size } from '../core/crop/pixelEdges';
import type { Reading } from '../core/crop/reading';
import type { Rect } from '../core/crop/rect';

export interface CropInput {
  /** As received. */
  readonly crop: Rect | undefined;
  /** Of the picture shown, in px. */
  readonly image: Size;
  readonly reading: Reading;
  /** The user said that the numbers are pixels, not fractions. */
  readonly asPixels: boolean;
}

/** What there is to draw and to say about one result's crop. */
export interface CropModel {
  /** As received. */
  readonly crop: Rect | undefined;
  /** In fractions of the source, clamped to it; undefined when nothing can be drawn. */
  readonly part: Rect | undefined;
  readonly problems: readonly CropProblem[];
  /** What is framed in the picture, in px: the crop, or in a finished crop the whole; undefined when nothing is. */
  readonly framed: Edges | undefined;
  /** The crop's pixels in its source; undefined when the source's size is not known or nothing can be drawn. */
  readonly pixels: Edges | undefined;
  /** The size whose ratio is the crop's. */
  readonly ratioOf: Size | undefined;
}

/** Reads a crop against the picture that is shown (viewer, points 5 to 7). */
export function cropModel({ crop, image, reading, asPixels }: CropInput): CropModel {
  const fractions = crop && asPixels && reading === 'source' ? pixelsToFractions(crop, image) : crop;
  const problems = fractions ? checkCrop(fractions) : [];
  const part = fractions && !problems.includes('notFinite') ? drawablePart(fractions) : undefined;
  const shared = { crop, problems, part };
  if (reading === 'cropped') return { ...shared, framed: wholeOf(image), pixels: undefined, ratioOf: image };
  const pixels = part && pixelEdges(part, image);
  return { ...shared, framed: pixels, pixels, ratioOf: pixels && sizeOf(pixels) };
}
