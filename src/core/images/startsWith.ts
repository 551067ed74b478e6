/** Whether bytes are those of a text, a byte each, from a place on. */
export function startsWith(bytes: Uint8Array, text: string, at = 0): boolean {
  return Array.from(text).every((char, index) => bytes[at + index] === char.charCodeAt(0));
}
