import { randomUUID } from 'node:crypto';
import { watch, type FSWatcher } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import type { Disposable } from '../core/event';
import type { Folder, FolderEntry } from '../core/folder';
import { patiently } from './patiently';

/** Names of files that are still being written, or that a window left when it was killed. */
const unfinished = '.part-';

/** So much of a file is made text of at once, in bytes: a few megabytes would hold up the thread for tens of ms. */
const chunkSize = 128 * 1024;

/** A folder of the machine. @param root its path */
export function nodeFolder(root: string): Folder {
  const at = (path: string): string => join(root, ...path.split('/'));
  return {
    list: (path) => entries(at(path)),
    read: (path) => orIfMissing(readText(at(path)), undefined),
    readParts: (path) => orIfMissing(readParts(at(path)), undefined),
    write: (path, parts) => replace(at(path), parts),
    create: (path, text) => createNew(at(path), text),
    touch: (path) => orIfMissing(setTime(at(path)), false),
    remove: (path) => rm(at(path), { recursive: true, force: true, maxRetries: 3, retryDelay: 20 }),
    rename: (from, to) =>
      orIfMissing(
        patiently(() => rename(at(from), at(to))),
        undefined,
      ),
    watch: (path, changed) => watchFolder(at(path), changed),
  };
}

async function entries(folder: string): Promise<readonly FolderEntry[]> {
  const names = await orIfMissing(readdir(folder), []);
  const read = await Promise.all(names.map((name) => orIfMissing(entry(folder, name), undefined)));
  return read.filter((one) => one !== undefined);
}

async function entry(folder: string, name: string): Promise<FolderEntry> {
  const { mtimeMs, size } = await stat(join(folder, name));
  return { name, changedAt: Math.floor(mtimeMs), size };
}

async function readText(file: string): Promise<string> {
  return (await readParts(file)).join('');
}

async function readParts(file: string): Promise<readonly string[]> {
  const handle = await open(file, 'r');
  try {
    const chunk = Buffer.allocUnsafe(chunkSize);
    const decoder = new StringDecoder('utf8');
    const parts: string[] = [];
    for (;;) {
      const { bytesRead } = await handle.read(chunk, 0, chunkSize, null);
      if (bytesRead === 0) return [...parts, decoder.end()];
      parts.push(decoder.write(chunk.subarray(0, bytesRead)));
    }
  } finally {
    await handle.close();
  }
}

async function replace(file: string, parts: readonly string[]): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const part = join(dirname(file), `${unfinished}${randomUUID()}`);
  try {
    await writeParts(part, parts);
    await patiently(() => rename(part, file));
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

async function writeParts(file: string, parts: readonly string[]): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    for (const text of parts) await handle.writeFile(text);
  } finally {
    await handle.close();
  }
}

async function createNew(file: string, text: string): Promise<boolean> {
  await mkdir(dirname(file), { recursive: true });
  try {
    await writeFile(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

async function setTime(file: string): Promise<boolean> {
  const now = new Date();
  await utimes(file, now, now);
  return true;
}

function watchFolder(folder: string, changed: (name: string | undefined) => void): Disposable {
  let watcher: FSWatcher | undefined;
  let isOver = false;
  const begin = async (): Promise<void> => {
    await mkdir(folder, { recursive: true });
    if (isOver) return;
    watcher = watch(folder, { persistent: false }, (_, name) => {
      if (!name?.startsWith(unfinished)) changed(name ?? undefined);
    });
    // A watch that breaks is one that misses changes, and whoever asked for it looks by itself as well.
    watcher.on('error', () => watcher?.close());
  };
  void begin().catch(() => undefined);
  return {
    dispose: () => {
      isOver = true;
      watcher?.close();
    },
  };
}

async function orIfMissing<T, U>(work: Promise<T>, missing: U): Promise<T | U> {
  try {
    return await work;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return missing;
    throw error;
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
