import type { CacheFile, CacheFiles } from '../../src/core/images/cacheFolder';

/** A folder in memory: each use is a moment later than the one before. */
export class MemoryFiles implements CacheFiles {
  readonly held = new Map<string, { bytes: Uint8Array; usedAt: number }>();
  /** Raised: every change fails, as on a full disk. */
  isFull = false;
  private time = 0;

  list(): Promise<readonly CacheFile[]> {
    return Promise.resolve(
      [...this.held].map(([name, { bytes, usedAt }]) => ({ name, bytes: bytes.byteLength, usedAt })),
    );
  }

  read(name: string): Promise<Uint8Array> {
    const file = this.held.get(name);
    return file ? Promise.resolve(file.bytes) : Promise.reject(new Error('no such file'));
  }

  async write(name: string, bytes: Uint8Array): Promise<void> {
    await this.change();
    this.held.set(name, { bytes: bytes.slice(), usedAt: ++this.time });
  }

  async touch(name: string): Promise<void> {
    await this.change();
    const file = this.held.get(name);
    if (file) file.usedAt = ++this.time;
  }

  async remove(name: string): Promise<void> {
    await this.change();
    this.held.delete(name);
  }

  private change(): Promise<void> {
    return this.isFull ? Promise.reject(new Error('the disk is full')) : Promise.resolve();
  }
}
