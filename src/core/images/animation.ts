import { gifBlocks, gifPicture } from './gifBlocks';
import type { ImageFormat } from './imageType';

/** Whether a file holds more pictures than one, each of which would be decoded (faults, row 71), by its structure alone. */
export function isAnimation(format: ImageFormat, bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (format) {
    case 'gif':
      return hasTwoPictures(view);
    case 'png':
      return animationChunk(view);
    case 'webp':
      return view.byteLength > 20 && view.getUint32(12) === vp8x && (view.getUint8(20) & 0x02) !== 0;
    case 'avif':
      return view.byteLength > 12 && view.getUint32(8) === avis;
    case 'jpeg':
    case 'bmp':
      return false;
    default:
      return format satisfies never;
  }
}

const vp8x = 0x56503858;
const avis = 0x61766973;
const acTL = 0x6163544c;
const idat = 0x49444154;

function hasTwoPictures(view: DataView): boolean {
  let pictures = 0;
  for (const { kind } of gifBlocks(view)) if (kind === gifPicture && ++pictures > 1) return true;
  return false;
}

/** `acTL` stands before the data of the first picture, and tells how many there are. */
function animationChunk(view: DataView): boolean {
  for (let at = 8; at + 12 <= view.byteLength; at += 12 + view.getUint32(at)) {
    const name = view.getUint32(at + 4);
    if (name === acTL) return view.getUint32(at + 8) > 1;
    if (name === idat) return false;
  }
  return false;
}
