import * as disk from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { WorkQueue } from '../core/workQueue';

/**
 * All file operations of the extension's own folder stand in one line. Node gives each to a thread of its own; handed a
 * second one before the system found a processor for the thread of the first, the main thread may be held in the C
 * library (`pthread_cond_signal`, seen with glibc 2.36) until it has: up to 70 ms where all processors are busy.
 */
const line = new WorkQueue({ concurrency: 1 });

/** The functions of `node:fs/promises` that `nodeFolder` needs, one at a time. Each rejects as Node's own does. */
export const inLine = {
  mkdir: (path: string): Promise<unknown> => line.add(() => disk.mkdir(path, { recursive: true })),
  open: (path: string, flags: string): Promise<FileHandle> => line.add(() => disk.open(path, flags)),
  close: (file: FileHandle): Promise<void> => line.add(() => file.close()),
  /** @returns the number of bytes read, 0 at the end of the file */
  async read(file: FileHandle, into: Buffer): Promise<number> {
    const { bytesRead } = await line.add(() => file.read(into, 0, into.length, null));
    return bytesRead;
  },
  append: (file: FileHandle, text: string): Promise<void> => line.add(() => file.writeFile(text)),
  /** Rejects with `EEXIST` when there is such a file. */
  create: (path: string, text: string): Promise<void> => line.add(() => disk.writeFile(path, text, { flag: 'wx' })),
  list: (path: string): Promise<readonly string[]> => line.add(() => disk.readdir(path)),
  stat: (path: string): ReturnType<typeof statOf> => line.add(() => statOf(path)),
  setTime: (path: string, time: Date): Promise<void> => line.add(() => disk.utimes(path, time, time)),
  rename: (from: string, to: string): Promise<void> => line.add(() => disk.rename(from, to)),
  remove: (path: string): Promise<void> =>
    line.add(() => disk.rm(path, { recursive: true, force: true, maxRetries: 3, retryDelay: 20 })),
};

const statOf = (path: string) => disk.stat(path);
