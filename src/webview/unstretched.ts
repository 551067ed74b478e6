import { sizeOf, type Edges, type Size } from '../core/crop/pixelEdges';
import { ratioMismatch } from '../core/crop/reading';

/** The part of its crop's place that an output fills which stands alone: one whose ratio differs is not stretched there. */
export function unstretched(output: Size, crop: Edges): Edges {
  const place = sizeOf(crop);
  if (!ratioMismatch(place, output)) return crop;
  const scale = Math.min(place.width / output.width, place.height / output.height);
  const [width, height] = [output.width * scale, output.height * scale];
  const [left, top] = [crop.left + (place.width - width) / 2, crop.top + (place.height - height) / 2];
  return { left, top, right: left + width, bottom: top + height };
}
