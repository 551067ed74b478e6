import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CacheFile, CacheFiles } from '../core/images/cacheFolder';

/** Another window may be writing: its unfinished files are left alone for so long, in ms. */
const unfinishedMs = 60 * 60 * 1000;

const unfinished = '.new';

/** The folder of the image cache on this machine's disk; made at the first write. */
export function cacheFiles(folder: string): CacheFiles {
  const pathOf = (name: string): string => join(folder, name);
  return {
    list: () => listFiles(folder),
    read: (name) => readFile(pathOf(name)),
    write: async (name, bytes) => {
      const made = pathOf(`${randomUUID()}${unfinished}`);
      await mkdir(folder, { recursive: true });
      try {
        await writeFile(made, bytes, { mode: 0o600 });
        await rename(made, pathOf(name));
      } catch (error) {
        await rm(made, { force: true });
        throw error;
      }
    },
    touch: (name) => utimes(pathOf(name), new Date(), new Date()),
    remove: (name) => rm(pathOf(name), { force: true }),
  };
}

async function listFiles(folder: string): Promise<readonly CacheFile[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => fileOf(folder, name));
  const recent = Date.now() - unfinishedMs;
  return (await Promise.all(files))
    .flatMap((file) => file ?? [])
    .filter(({ name, usedAt }) => !name.endsWith(unfinished) || usedAt < recent);
}

/** Undefined for a file that another window removed meanwhile. */
async function fileOf(folder: string, name: string): Promise<CacheFile | undefined> {
  const found = await stat(join(folder, name)).catch(() => undefined);
  return found && { name, bytes: found.size, usedAt: found.mtimeMs };
}
