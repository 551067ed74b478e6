// @ts-check
// Puts a pinned npm package into a folder. The folder appears complete or not at all: whatever was killed half way
// lies beside it under another name.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { npm } from './npm.mjs';
import { runChild } from './processes.mjs';

/**
 * @typedef {object} PinnedPackage
 * @property {string} name
 * @property {string} version
 * @property {string} integrity `sha512-…` of the tarball
 */

/**
 * @param {PinnedPackage} pinned
 * @param {string} folder made only once everything is in place; nothing happens when it is there
 * @param {{ only?: readonly string[], finish?: (partial: string) => Promise<void> }} [options]
 *   `only`: paths in the package that are wanted; `finish`: what remains to do before the folder counts as complete
 */
export async function ensurePackage(pinned, folder, { only = [], finish } = {}) {
  if (existsSync(folder)) return;
  await sweepPartials(folder);
  const partial = `${folder}.partial-${process.pid}`;
  await mkdir(partial, { recursive: true });
  try {
    const tarball = await download(pinned, partial);
    const members = only.map((path) => `package/${path}`);
    const args = ['-xzf', basename(tarball), '--strip-components=1', ...members];
    const { code } = await runChild('tar', args, { cwd: partial });
    if (code !== 0) throw new Error(`tar could not unpack ${basename(tarball)} (${code}).`);
    await rm(tarball);
    await finish?.(partial);
    await moveInPlace(partial, folder);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/**
 * @param {PinnedPackage} pinned
 * @param {string} folder
 * @returns {Promise<string>} the tarball, found by looking: npm may print warnings around its answer
 */
async function download({ name, version, integrity }, folder) {
  await npm(['pack', `${name}@${version}`, '--pack-destination', folder], folder);
  const file = (await readdir(folder)).find((entry) => entry.endsWith('.tgz'));
  if (!file) throw new Error(`npm pack ${name}@${version} left no tarball.`);
  const tarball = join(folder, file);
  const found = await sha512(tarball);
  if (found !== integrity) throw new Error(`${name}@${version} is not what was pinned: ${found}, not ${integrity}.`);
  return tarball;
}

/** @param {string} file @returns {Promise<string>} */
async function sha512(file) {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return `sha512-${hash.digest('base64')}`;
}

/**
 * @param {string} partial
 * @param {string} folder
 */
async function moveInPlace(partial, folder) {
  try {
    await rename(partial, folder);
  } catch (error) {
    // Another run of ours was faster: its folder is as good.
    if (!existsSync(folder)) throw error;
  }
}

/** @param {string} folder what killed runs left beside it is removed, what living ones are filling is not */
async function sweepPartials(folder) {
  await mkdir(dirname(folder), { recursive: true });
  const prefix = `${basename(folder)}.partial-`;
  for (const entry of await readdir(dirname(folder))) {
    if (!entry.startsWith(prefix) || isAlive(Number(entry.slice(prefix.length)))) continue;
    // An npm that outlived its killed run may still write there: the next run removes what it leaves.
    await rm(join(dirname(folder), entry), { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
