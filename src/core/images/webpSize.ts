import type { Size } from '../crop/pixelEdges';

/** The size in a WebP's first chunk (lossy, lossless or extended), in px. */
export function webpSize(view: DataView): Size | undefined {
  if (view.byteLength < 25) return undefined;
  const isLossless = view.getUint32(12) === 0x5650384c;
  // The other two have more before their size; of a lossless picture this may be the whole file.
  if (view.byteLength < 30 && !isLossless) return undefined;
  switch (view.getUint32(12)) {
    case 0x56503820: // "VP8 "
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    case 0x5650384c: // "VP8L": 14 bits each, less one
      return losslessSize(view.getUint32(21, true));
    case 0x56503858: // "VP8X": 24 bits each, less one
      return { width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) };
    default:
      return undefined;
  }
}

function losslessSize(bits: number): Size {
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000;
}
