import { randomUUID } from 'node:crypto';
import { watch, type FSWatcher } from 'node:fs';
import { dirname, join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import type { Disposable } from '../core/event';
import type { Folder, FolderEntry } from '../core/folder';
import { inLine } from './diskLine';
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
    remove: (path) => inLine.remove(at(path)),
    rename: (from, to) =>
      orIfMissing(
        patiently(() => inLine.rename(at(from), at(to))),
        undefined,
      ),
    watch: (path, changed) => watchFolder(at(path), changed),
  };
}

async function entries(folder: string): Promise<readonly FolderEntry[]> {
  const names = await orIfMissing(inLine.list(folder), []);
  const read: FolderEntry[] = [];
  // One by one: all operations stand in one line, and a window's sign of life is not to wait behind thousands of these.
  for (const name of names) {
    const one = await orIfMissing(entry(folder, name), undefined);
    if (one) read.push(one);
  }
  return read;
}

async function entry(folder: string, name: string): Promise<FolderEntry> {
  const { mtimeMs, size } = await inLine.stat(join(folder, name));
  return { name, changedAt: Math.floor(mtimeMs), size };
}

async function readText(file: string): Promise<string> {
  return (await readParts(file)).join('');
}

async function readParts(file: string): Promise<readonly string[]> {
  const handle = await inLine.open(file, 'r');
  try {
    const chunk = Buffer.allocUnsafe(chunkSize);
    const decoder = new StringDecoder('utf8');
    const parts: string[] = [];
    for (;;) {
      const bytesRead = await inLine.read(handle, chunk);
      if (bytesRead === 0) return [...parts, decoder.end()];
      parts.push(decoder.write(chunk.subarray(0, bytesRead)));
    }
  } finally {
    await inLine.close(handle);
  }
}

async function replace(file: string, parts: readonly string[]): Promise<void> {
  await inLine.mkdir(dirname(file));
  const part = join(dirname(file), `${unfinished}${randomUUID()}`);
  try {
    await writeParts(part, parts);
    await patiently(() => inLine.rename(part, file));
  } catch (error) {
    await inLine.remove(part);
    throw error;
  }
}

async function writeParts(file: string, parts: readonly string[]): Promise<void> {
  const handle = await inLine.open(file, 'wx');
  try {
    for (const text of parts) await inLine.append(handle, text);
  } finally {
    await inLine.close(handle);
  }
}

async function createNew(file: string, text: string): Promise<boolean> {
  await inLine.mkdir(dirname(file));
  try {
    await inLine.create(file, text);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

async function setTime(file: string): Promise<boolean> {
  await inLine.setTime(file, new Date());
  return true;
}

function watchFolder(folder: string, changed: (name: string | undefined) => void): Disposable {
  let watcher: FSWatcher | undefined;
  let isOver = false;
  const begin = async (): Promise<void> => {
    await inLine.mkdir(folder);
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
