/** `BJI1`: the mark of our own files, and of this layout. */
const mark = [0x42, 0x4a, 0x49, 0x31] as const;

/** What a file is longer than its picture: the mark, the length and the checksum, each 4 bytes. */
export const headBytes = 12;

/** A picture as a file: with its length and a checksum before it, so that a torn file is known for one. */
export function packImage(bytes: Uint8Array): Uint8Array {
  const packed = new Uint8Array(headBytes + bytes.byteLength);
  packed.set(mark);
  const head = new DataView(packed.buffer);
  head.setUint32(4, bytes.byteLength);
  head.setUint32(8, checksum(bytes));
  packed.set(bytes, headBytes);
  return packed;
}

/** The picture in a file; undefined for a file that is torn or not ours. */
export function unpackImage(packed: Uint8Array): Uint8Array | undefined {
  if (packed.byteLength < headBytes || mark.some((byte, index) => packed[index] !== byte)) return undefined;
  const head = new DataView(packed.buffer, packed.byteOffset, headBytes);
  // A copy, and a plain one: VS Code carries no `Buffer` to a page, and of a view all that lies behind it.
  const bytes = new Uint8Array(packed.subarray(headBytes));
  const isWhole = head.getUint32(4) === bytes.byteLength && head.getUint32(8) === checksum(bytes);
  return isWhole ? bytes : undefined;
}

/** FNV-1a: against accidents, not against people. */
function checksum(bytes: Uint8Array): number {
  let sum = 0x811c9dc5;
  for (const byte of bytes) sum = Math.imul(sum ^ byte, 0x01000193);
  return sum >>> 0;
}
