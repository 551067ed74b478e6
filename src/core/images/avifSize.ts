import type { Size } from '../crop/pixelEdges';

/** An AVIF's boxes before its data are small. */
const searched = 65_536;

/** The largest `ispe` property in an AVIF's boxes, in px: tiles and thumbnails have smaller ones. */
export function avifSize(view: DataView): Size | undefined {
  const end = Math.min(view.byteLength, searched) - 16;
  let largest: Size | undefined;
  for (let at = 0; at <= end; at++) {
    if (view.getUint32(at) !== 0x69737065) continue;
    const size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    if (!largest || size.width * size.height > largest.width * largest.height) largest = size;
  }
  return largest;
}
