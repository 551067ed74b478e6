// @ts-check
// Lists the entries of a zip file, which a .vsix is, from its central directory.
import { readFileSync } from 'node:fs';

const endMark = 0x06054b50;
const entryMark = 0x02014b50;

/**
 * @param {string} file
 * @returns {{ name: string, bytes: number }[]} files by name, with their unpacked sizes
 */
export function listZip(file) {
  const zip = readFileSync(file);
  let end = zip.length - 22;
  while (end >= 0 && zip.readUInt32LE(end) !== endMark) end--;
  if (end < 0) throw new Error(`${file} is not a zip file.`);
  const entries = [];
  let at = zip.readUInt32LE(end + 16);
  while (zip.readUInt32LE(at) === entryMark) {
    const [name, extra, comment] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32)];
    entries.push({ name: zip.toString('utf8', at + 46, at + 46 + name), bytes: zip.readUInt32LE(at + 24) });
    at += 46 + name + extra + comment;
  }
  return entries.filter(({ name }) => !name.endsWith('/')).sort((a, b) => (a.name < b.name ? -1 : 1));
}
