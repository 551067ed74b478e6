import type { HeldPicture } from './pictureStore';

/** Where a picture stands: its corner in CSS px of its pane, and CSS px per image px. */
interface Place {
  readonly x: number;
  readonly y: number;
  readonly across: number;
  readonly down: number;
}

/** From this many device px per image px on, pixels are drawn as squares (viewer, point 11). */
const squarePixels = 3;

/** Layout cuts off what is less than a 64th of a device px: with a little more it cuts off no whole one. */
const little = 0.005;

/**
 * Stands a picture somewhere. It is laid out with one device pixel for each of its own and scaled from there: a picture
 * is painted into whole device pixels, so that one laid out in CSS px would lose a part of one, and be blurred at 100 %.
 *
 * @param ratio device px per CSS px
 */
export function placePicture({ image, size }: HeldPicture, { x, y, across, down }: Place, ratio: number): void {
  const { style } = image;
  style.width = `${(size.width + little) / ratio}px`;
  style.height = `${(size.height + little) / ratio}px`;
  style.transform = `translate(${x}px, ${y}px) scale(${across * ratio}, ${down * ratio})`;
  image.classList.toggle('square-pixels', across * ratio >= squarePixels);
}
