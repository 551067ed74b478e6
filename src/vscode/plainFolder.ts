import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PlainFolder } from '../core/handoff/wholeFiles';
import { patiently } from './patiently';

/** A folder on a disk of this machine: here a rename is one step, which VS Code's own file systems do not promise. */
export function plainFolder(root: string): PlainFolder {
  const at = (path: string): string => join(root, ...path.split('/'));
  return {
    list: () => readdir(root),
    size: async (path) => {
      try {
        return (await stat(at(path))).size;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    read: (path) => readFile(at(path)),
    write: (path, content) => writeFile(at(path), content),
    rename: async (from, to) => {
      await mkdir(dirname(at(to)), { recursive: true });
      await patiently(() => rename(at(from), at(to)));
    },
    remove: (path) => rm(at(path), { force: true }),
  };
}
