import { checkCrop, drawablePart, pixelsToFractions, type CropProblem } from '../core/crop/cropChecks';
import type { CopyableCrop } from '../core/crop/cropFormats';
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
  /** What a copy of the crop says; undefined when there is no crop in the picture. */
  readonly copyable: CopyableCrop | undefined;
}

/** Reads a crop against the picture that is shown (viewer, points 5 to 7). */
export function cropModel({ crop, image, reading, asPixels }: CropInput): CropModel {
  const fractions = crop && asPixels && reading === 'source' ? pixelsToFractions(crop, image) : crop;
  const problems = fractions ? checkCrop(fractions) : [];
  const part = fractions && !problems.includes('notFinite') ? drawablePart(fractions) : undefined;
  const isGood = problems.length === 0;
  const copyable = part && fractions && { fractions: isGood ? fractions : part, pixels: undefined };
  const shared = { crop, problems, part, copyable };
  if (reading === 'cropped') return { ...shared, framed: wholeOf(image), pixels: undefined, ratioOf: image };
  // From what was received: the part's width was subtracted, and two crops that share an edge would part by its rounding.
  const pixels = part && fractions && pixelEdges(fractions, image);
  const ratioOf = pixels && sizeOf(pixels);
  return { ...shared, framed: pixels, pixels, ratioOf, copyable: copyable && { ...copyable, pixels } };
}
