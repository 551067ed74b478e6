import type { LoadedImage } from './imageAnswer';

/** Pictures kept in memory up to a number of bytes; what was not asked for longest goes first. */
export class ByteCache {
  private readonly entries = new Map<string, LoadedImage>();
  private held = 0;

  /** @param capacity in bytes; one picture larger than that is still kept, alone */
  constructor(private readonly capacity: number) {}

  /** Bytes held. */
  get size(): number {
    return this.held;
  }

  get(key: string): LoadedImage | undefined {
    const image = this.entries.get(key);
    if (image) {
      this.entries.delete(key);
      this.entries.set(key, image);
    }
    return image;
  }

  set(key: string, image: LoadedImage): void {
    this.delete(key);
    this.entries.set(key, image);
    this.held += image.bytes.byteLength;
    for (const oldest of this.entries.keys()) {
      if (this.held <= this.capacity || this.entries.size === 1) break;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    const image = this.entries.get(key);
    if (!image) return;
    this.entries.delete(key);
    this.held -= image.bytes.byteLength;
  }

  clear(): void {
    this.entries.clear();
    this.held = 0;
  }
}
