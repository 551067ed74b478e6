/** A block of a GIF. */
export interface GifBlock {
  /** Its first byte; a kind that is not there, the trailer included, is the last block. */
  readonly kind: number;
  /** Where it ends, in bytes from the start of the file; Infinity when the file ends within it. */
  readonly end: number;
}

/** A picture; an animation has several. */
export const gifPicture = 0x2c;
/** Words and rules beside the pictures. */
export const gifExtension = 0x21;

/** The blocks of a GIF, whose data come in parts of at most 255 bytes, up to the trailer or the end of the file. */
export function* gifBlocks(view: DataView): Generator<GifBlock> {
  let at = 13 + (view.byteLength > 10 ? coloursOf(view.getUint8(10)) : 0);
  while (at < view.byteLength) {
    const kind = view.getUint8(at);
    const end = endOf(view, kind, at);
    yield { kind, end };
    if (kind !== gifExtension && kind !== gifPicture) return;
    at = end;
  }
}

/** The trailer is one byte; so is a kind that there is not, for there is no way on. */
function endOf(view: DataView, kind: number, at: number): number {
  if (kind === gifExtension) return partsEnd(view, at + 2);
  if (kind !== gifPicture) return at + 1;
  return at + 10 > view.byteLength ? Infinity : partsEnd(view, at + 11 + coloursOf(view.getUint8(at + 9)));
}

/** Bytes of a table of colours, by the flags before it. */
function coloursOf(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1);
}

/** Where the parts that start here end: an empty one is the last. */
function partsEnd(view: DataView, start: number): number {
  let at = start;
  while (at < view.byteLength) {
    const length = view.getUint8(at);
    at += 1 + length;
    if (length === 0) return at;
  }
  return Infinity;
}
