import { gifBlocks, gifExtension, gifPicture } from './gifBlocks';
import type { ImageFormat } from './imageType';

/**
 * Whether a picture is all there, by the end mark of its format (faults, row 70). What comes after the mark does not
 * count, and what cannot be followed up to it is left to the decoder: only a file that ends too early is called cut off.
 */
export function isCutOff(format: ImageFormat, bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return needed[format](view) > bytes.byteLength;
}

/** Bytes that a file must have at least, as far as it tells; more than it has once the way to its end leads out of it. */
type Needed = (view: DataView) => number;

/** The way leads out of the file. */
const tooShort = Infinity;

const needed: Readonly<Record<ImageFormat, Needed>> = {
  png: pngEnd,
  jpeg: jpegEnd,
  gif: gifEnd,
  avif: avifEnd,
  // The byte that makes the length even is often left out.
  webp: (view) => (view.byteLength < 8 ? tooShort : 7 + view.getUint32(4, true) + (view.getUint32(4, true) % 2)),
  bmp: (view) => (view.byteLength < 6 ? tooShort : view.getUint32(2, true)),
};

/** Chunks of a length, a name, data and a checksum, up to `IEND`. */
function pngEnd(view: DataView): number {
  let at = 8;
  while (at + 12 <= view.byteLength) {
    const next = at + 12 + view.getUint32(at);
    if (view.getUint32(at + 4) === 0x49454e44) return next;
    at = next;
  }
  return tooShort;
}

/**
 * Segments with a length, and after a start of scan coded data, in which `FF` is followed by zero, by a restart mark or by
 * the next marker, up to the end of image `FF D9`. A thumbnail's own end lies within a segment, and is passed over.
 */
function jpegEnd(view: DataView): number {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  let at = 2;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    const marker = bytes[at + 1];
    if (at < 0 || marker === undefined) return tooShort;
    if (marker === 0xd9) return at + 2;
    if (marker === 0xff) at++;
    else if (!hasLength(marker)) at += 2;
    else if (at + 4 > bytes.length) return tooShort;
    else at += 2 + view.getUint16(at + 2);
  }
}

/** Not zero, which means the byte `FF` in coded data, not `TEM`, and not the restart marks. */
function hasLength(marker: number): boolean {
  return marker > 0x01 && !(marker >= 0xd0 && marker <= 0xd8);
}

/** Up to the trailer, or to a kind of block that there is not. */
function gifEnd(view: DataView): number {
  for (const { kind, end } of gifBlocks(view)) if (kind !== gifPicture && kind !== gifExtension) return end;
  return tooShort;
}

/**
 * Boxes of a length and a name, up to the one of the coded data, or to the last where these lie in the description. Length
 * 0 is a box up to the end, 1 one whose length takes eight bytes.
 */
function avifEnd(view: DataView): number {
  let at = 0;
  let isDescribed = false;
  while (at + 16 <= view.byteLength) {
    const short = view.getUint32(at);
    const name = view.getUint32(at + 4);
    if (short === 0) return view.byteLength;
    const length = short === 1 ? Number(view.getBigUint64(at + 8)) : short;
    // No box is smaller than its own head: what follows is none.
    if (length < 8) return at;
    at += length;
    isDescribed ||= name === 0x6d657461; // "meta"
    if (isDescribed && name === 0x6d646174) return at; // "mdat"
  }
  return isDescribed ? at : tooShort;
}
