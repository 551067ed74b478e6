// @ts-check
// Throw-away folders: gone when this process ends, also when Ctrl+C ends it in the middle of its work.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One listener for all of them: Node takes more than ten for a leak. @type {Set<string>} */
const folders = new Set();

/** @param {string} name says in the system's folder for such whose it is @returns {string} */
export function makeTempFolder(name) {
  const folder = mkdtempSync(join(tmpdir(), `banner-jobs-${name}-`));
  if (folders.size === 0) process.once('exit', () => folders.forEach(removeTempFolder));
  folders.add(folder);
  return folder;
}

/** @param {string} folder removed now, since its maker needs it no longer; what cannot be removed is left */
export function removeTempFolder(folder) {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  } catch {
    // A process that is just ending may still write there: a full disk is not at stake.
  }
}
