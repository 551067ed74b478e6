import type { Disposable } from './event';

/** A file or a folder, as a listing tells it. */
export interface FolderEntry {
  readonly name: string;
  /** When it was last written or touched, ms since 1970. */
  readonly changedAt: number;
  /** In bytes. */
  readonly size: number;
}

/**
 * The extension's own folder on the disk. Paths are relative to it, their segments are parted by `/`, and each segment
 * is a safe name: letters, digits, `.`, `_` and `-`. Folders are made where a path needs them.
 * Every call may reject, as disks do: full, read-only, busy.
 */
export interface Folder {
  /** What is in a folder; nothing when there is none. */
  list(path: string): Promise<readonly FolderEntry[]>;
  /** The text of a file; undefined when there is none. */
  read(path: string): Promise<string | undefined>;
  /** As `read`, in pieces: a long text that was put together is made whole by the first look into it, which holds up everybody. */
  readParts(path: string): Promise<readonly string[] | undefined>;
  /** Replaces a file as a whole: whoever reads it, at any moment, reads the old text or the new one. */
  write(path: string, parts: readonly string[]): Promise<void>;
  /** Makes a file. @returns false when it is there already: of several callers exactly one makes it */
  create(path: string, text: string): Promise<boolean>;
  /** Sets the time of a file to now. @returns false when there is none */
  touch(path: string): Promise<boolean>;
  /** Removes a file, or a folder with all that is in it, if there is one. */
  remove(path: string): Promise<void>;
  /** Renames a file; does nothing when there is none. */
  rename(from: string, to: string): Promise<void>;
  /** Calls back when something in a folder changed, with its name where that is known. May miss changes. */
  watch(path: string, changed: (name: string | undefined) => void): Disposable;
}
