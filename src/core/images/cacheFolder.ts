/** A file of the cache's own folder. */
export interface CacheFile {
  readonly name: string;
  readonly bytes: number;
  /** ms since 1970 */
  readonly usedAt: number;
}

/** The one folder of the cache. Names are plain file names. Everything may reject: a full disk, a file that is gone. */
export interface CacheFiles {
  /** Empty where the folder is not there yet. */
  list(): Promise<readonly CacheFile[]>;
  read(name: string): Promise<Uint8Array>;
  /** All or nothing: a reader sees the old file or the whole new one. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** Notes that the file was used now. */
  touch(name: string): Promise<void>;
  remove(name: string): Promise<void>;
}
