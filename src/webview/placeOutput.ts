import { sizeOf, type Edges } from '../core/crop/pixelEdges';
import type { HeldPicture } from './pictureStore';
import { placePicture } from './placePicture';

/**
 * Lays an output over the place of its crop on the screen, edge on edge: one whose ratio differs is stretched to it, and
 * the details say so.
 *
 * @param ratio device px per CSS px
 */
export function placeOutput(output: HeldPicture, crop: Edges, ratio: number): void {
  const { width, height } = sizeOf(crop);
  const place = { x: crop.left, y: crop.top, across: width / output.size.width, down: height / output.size.height };
  placePicture(output, place, ratio);
}
