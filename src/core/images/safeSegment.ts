/** The longest segment, in bytes: every character of one is a byte. */
const longest = 100;

/** Names that Windows gives to devices, whatever follows the first dot. */
const deviceName = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * An id as one segment of a path, for what a server sends must not lead anywhere (faults, "Doors out"): an id that is safe
 * stays as it is; any other is cleaned, and the hash tells it from others that look the same then.
 *
 * @param hash of any text, in letters and digits
 */
export function safeSegment(id: string, hash: (text: string) => string): string {
  if (isSafe(id)) return id;
  const clean = id
    .slice(0, longest)
    .replace(/[^A-Za-z0-9._-]+/g, '_')
    .replace(/^\.+/, '')
    .slice(0, 70);
  return `${deviceName.test(clean) ? '_' : ''}${clean}-${hash(id).slice(0, 16)}`.replace(/^-/, '');
}

/** A dot at the end would be dropped by Windows, and one in front hides a file elsewhere. */
function isSafe(id: string): boolean {
  return /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(id) && !id.endsWith('.') && id.length <= longest && !deviceName.test(id);
}
