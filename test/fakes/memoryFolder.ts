import type { Disposable } from '../../src/core/event';
import type { Folder, FolderEntry } from '../../src/core/folder';

interface File {
  text: string;
  changedAt: number;
}

/** Long files are read in parts of so many characters, which end in the middle of a line. */
const partSize = 5000;

/** A folder in memory, shared by the windows of a test, with a disk that a test can break. */
export class MemoryFolder implements Folder {
  readonly files = new Map<string, File>();
  /** Paths written, created, touched, removed or renamed, in order: `write windows/a.json`. */
  readonly calls: string[] = [];
  /** When set, every call that writes rejects with it. */
  broken: Error | undefined;
  /** When false, watchers hear nothing. */
  tells = true;
  private readonly watchers = new Set<{ path: string; changed: (name: string | undefined) => void }>();

  /** @param now the time of the files, ms since 1970 */
  constructor(private readonly now: () => number = () => Date.now()) {}

  list(path: string): Promise<readonly FolderEntry[]> {
    const found = new Map<string, FolderEntry>();
    for (const [file, { text, changedAt }] of this.files) {
      if (!file.startsWith(`${path}/`)) continue;
      const name = file.slice(path.length + 1).split('/')[0] ?? '';
      found.set(name, { name, changedAt, size: Buffer.byteLength(text) });
    }
    return Promise.resolve([...found.values()]);
  }

  read(path: string): Promise<string | undefined> {
    return Promise.resolve(this.files.get(path)?.text);
  }

  readParts(path: string): Promise<readonly string[] | undefined> {
    const text = this.files.get(path)?.text;
    if (text === undefined) return Promise.resolve(undefined);
    const starts = Array.from({ length: Math.ceil(text.length / partSize) }, (_, index) => index * partSize);
    return Promise.resolve(starts.map((start) => text.slice(start, start + partSize)));
  }

  write(path: string, parts: readonly string[]): Promise<void> {
    return this.change('write', path, () => void this.put(path, parts.join('')));
  }

  create(path: string, text: string): Promise<boolean> {
    return this.change('create', path, () => !this.files.has(path) && this.put(path, text));
  }

  touch(path: string): Promise<boolean> {
    return this.change('touch', path, () => {
      const file = this.files.get(path);
      if (file) file.changedAt = this.now();
      return file !== undefined;
    });
  }

  remove(path: string): Promise<void> {
    return this.change('remove', path, () => {
      for (const file of [...this.files.keys()])
        if (file === path || file.startsWith(`${path}/`)) this.files.delete(file);
    });
  }

  rename(from: string, to: string): Promise<void> {
    return this.change('rename', from, () => {
      const file = this.files.get(from);
      if (!file) return;
      this.files.delete(from);
      this.files.set(to, file);
    });
  }

  watch(path: string, changed: (name: string | undefined) => void): Disposable {
    const watcher = { path, changed };
    this.watchers.add(watcher);
    return { dispose: () => this.watchers.delete(watcher) };
  }

  /** Watchers that are still there: 0 once everything is disposed. */
  get watching(): number {
    return this.watchers.size;
  }

  private put(path: string, text: string): true {
    this.files.set(path, { text, changedAt: this.now() });
    return true;
  }

  private change<T>(name: string, path: string, work: () => T): Promise<T> {
    this.calls.push(`${name} ${path}`);
    if (this.broken) return Promise.reject(this.broken);
    const done = work();
    const cut = path.lastIndexOf('/');
    for (const { path: watched, changed } of this.tells ? this.watchers : [])
      if (watched === path.slice(0, cut)) queueMicrotask(() => changed(path.slice(cut + 1)));
    return Promise.resolve(done);
  }
}
