import { sizeOf, type Edges } from '../core/crop/pixelEdges';
import type { HeldPicture } from './pictureStore';
import { squarePixels } from './canvas';

/**
 * Lays an output over the place of its crop on the screen, edge on edge: one whose ratio differs is stretched to it, and
 * the details say so.
 *
 * @param ratio device px per CSS px
 */
export function placeOutput({ image, size }: HeldPicture, crop: Edges, ratio: number): void {
  const { width, height } = sizeOf(crop);
  const scale = { x: width / size.width, y: height / size.height };
  image.style.transform = `translate(${crop.left}px, ${crop.top}px) scale(${scale.x}, ${scale.y})`;
  image.classList.toggle('square-pixels', scale.x * ratio >= squarePixels);
}
