import type { CacheFile, CacheFiles } from './cacheFolder';
import type { Consent, ImageAnswer, LoadedImage } from './imageAnswer';
import { readImageHeader } from './imageType';
import { judgeImage } from './judgeImage';
import { LiveBytes } from './liveBytes';
import { headBytes, packImage, unpackImage } from './packedImage';
import { SharedWork } from './sharedWork';

/** Which picture. */
export interface ImageKey {
  readonly profileId: string;
  readonly jobId: string;
  /** From 0. */
  readonly resultIndex: number;
  readonly kind: 'thumbnail' | 'picture';
  /** What the server told of the result: a job that ran again has another picture under the same number. */
  readonly revision: string;
}

/** How a picture is had that is not in the cache, and what is taken in spite of what is wrong with it. */
export interface CacheAsk extends Consent {
  readonly load: (signal: AbortSignal) => Promise<ImageAnswer>;
  /** False for one whose change nobody would notice: it is had again only while somebody holds it, and is on no disk. */
  readonly isKept?: boolean;
}

export interface ImageCacheDeps {
  readonly files: CacheFiles;
  /** In bytes, read at each use; 0: nothing is kept, and what was kept goes. */
  readonly capacity: () => number;
  /** A digest in lower-case hexadecimal, of at least 40 digits. */
  readonly hash: (text: string) => string;
  readonly onProblem: (text: string) => void;
  /** Lets what waits go on, and resolves afterwards. */
  readonly rest: () => Promise<void>;
}

/** Our own names; whatever else lies in the folder does not belong there. */
const ownName = /^[0-9a-f]{16}-[0-9a-f]{24}\.image$/;

/** Other windows write here too: once so large a share of the capacity was written, the folder is looked at again. */
const trustedShare = 0.05;

/** Pictures on disk, over restarts and windows, within a number of bytes: what was not used for longest goes first. It never rejects. */
export class ImageCache {
  /** Bytes by name, the one used last at the end. */
  private readonly entries = new Map<string, number>();
  private readonly work = new SharedWork<ImageAnswer>();
  private readonly live = new LiveBytes();
  private held = 0;
  /** Bytes written since the folder was looked at. */
  private written = 0;
  /** Settles once the disk knows what was used. */
  private touched: Promise<unknown> = Promise.resolve();
  private opening: Promise<void> | undefined;
  /** Grows when the cache is cleared: what was loaded for the cache before is not kept any more. */
  private generation = 0;

  constructor(private readonly deps: ImageCacheDeps) {}

  /** Bytes held, headers included; 0 until the first use. */
  get size(): number {
    return this.held;
  }

  async get(key: ImageKey): Promise<LoadedImage | undefined> {
    await this.open();
    const name = this.nameOf(key);
    if (!this.entries.has(name)) return undefined;
    const image = await this.read(name);
    if (!image) await this.drop(name);
    else this.use(name);
    return image;
  }

  /** Keeps a picture; one larger than the whole cache is not kept. */
  async set(key: ImageKey, bytes: Uint8Array): Promise<void> {
    await this.open();
    const { generation } = this;
    const name = this.nameOf(key);
    if (headBytes + bytes.byteLength > this.deps.capacity()) return this.drop(name);
    const packed = packImage(bytes);
    const isWritten = await this.attempt(() => this.deps.files.write(name, packed));
    if (!isWritten) return;
    this.note(name, packed.byteLength);
    this.written += packed.byteLength;
    if (generation !== this.generation) return this.drop(name);
    if (this.written >= this.deps.capacity() * trustedShare) await this.look();
    await this.trim();
  }

  /**
   * The picture from the cache, or from who shows it now, else by `load`; then it is kept afterwards. Whoever asks for the
   * same one meanwhile waits for the same load, which is aborted when nobody waits any more. What is kept is judged as
   * what comes: that somebody wanted it in spite of its size once is no consent for ever.
   */
  async load(key: ImageKey, ask: CacheAsk, signal: AbortSignal): Promise<ImageAnswer> {
    const { load, isKept = true, loadLarge, showCutOff = false, forFile = false } = ask;
    const run = async (shared: AbortSignal): Promise<ImageAnswer> => {
      const bytes = this.shown(key) ?? (isKept ? (await this.get(key))?.bytes : undefined);
      if (bytes) return judgeImage(bytes, ask);
      const { generation } = this;
      const answer = await load(shared);
      if (answer.kind !== 'image' || generation !== this.generation) return answer;
      this.live.set(this.nameOf(key), answer.image.bytes);
      if (isKept) void this.keep(key, answer.image.bytes);
      return answer;
    };
    // Who consents to less would be given what another consented to.
    const name = JSON.stringify([this.nameOf(key), loadLarge, showCutOff, forFile]);
    return (await this.work.join(name, run, signal)) ?? { kind: 'cancelled' };
  }

  /** What turns out to be none before it is written, or is forgotten until then, is not kept. */
  private async keep(key: ImageKey, bytes: Uint8Array): Promise<void> {
    await this.deps.rest();
    await this.set(key, bytes);
    if (this.live.get(this.nameOf(key)) !== bytes) await this.drop(this.nameOf(key));
  }

  /** The picture turned out not to be one. */
  async delete(key: ImageKey): Promise<void> {
    this.live.delete(this.nameOf(key));
    await this.open();
    await this.drop(this.nameOf(key));
  }

  /** Forgets all pictures of a job: it runs again. */
  async forget(profileId: string, jobId: string): Promise<void> {
    await this.open();
    const start = `${this.jobPart(profileId, jobId)}-`;
    this.live.delete(start);
    for (const name of [...this.entries.keys()]) if (name.startsWith(start)) await this.drop(name);
  }

  /** Deletes everything; answers the bytes that became free. */
  async clear(): Promise<number> {
    await this.open();
    this.generation++;
    this.live.delete('');
    await this.look();
    const before = this.held;
    for (const name of [...this.entries.keys()]) await this.drop(name);
    return before - this.held;
  }

  /** Bytes that somebody holds; where they lie on the disk as well, they were used there. */
  private shown(key: ImageKey): Uint8Array | undefined {
    const name = this.nameOf(key);
    const bytes = this.live.get(name);
    if (bytes && this.entries.has(name)) this.use(name);
    return bytes;
  }

  private open(): Promise<void> {
    return (this.opening ??= this.look().then(() => this.trim()));
  }

  /** Takes over what lies in the folder, as all windows left it. What is written meanwhile is not in the list yet. */
  private async look(): Promise<void> {
    await this.touched;
    this.written = 0;
    const before = [...this.entries.keys()];
    const files = await this.deps.files.list().catch((error: unknown) => {
      this.deps.onProblem(`The image cache cannot be read: ${String(error)}`);
    });
    if (!files) return;
    const known = new Set(before);
    const later = [...this.entries].filter(([name]) => !known.has(name));
    this.entries.clear();
    this.held = 0;
    // A disk may tell times less finely than they were.
    const age = (one: CacheFile, other: CacheFile): number =>
      one.usedAt - other.usedAt || before.indexOf(one.name) - before.indexOf(other.name);
    for (const { name, bytes } of files.toSorted(age)) {
      if (ownName.test(name)) this.note(name, bytes);
      else await this.attempt(() => this.deps.files.remove(name));
    }
    for (const [name, bytes] of later) this.note(name, bytes);
  }

  private async read(name: string): Promise<LoadedImage | undefined> {
    if (this.deps.capacity() <= 0) return undefined;
    const packed = await this.deps.files.read(name).catch(() => undefined);
    const bytes = packed && unpackImage(packed);
    const header = bytes && readImageHeader(bytes);
    return header && { bytes, header };
  }

  private use(name: string): void {
    this.note(name, this.entries.get(name) ?? 0);
    this.touched = Promise.all([this.touched, this.attempt(() => this.deps.files.touch(name))]);
  }

  private note(name: string, bytes: number): void {
    this.held += bytes - (this.entries.get(name) ?? 0);
    this.entries.delete(name);
    this.entries.set(name, bytes);
  }

  private async trim(): Promise<void> {
    for (const name of [...this.entries.keys()]) {
      if (this.held <= this.deps.capacity()) return;
      await this.drop(name);
    }
  }

  private async drop(name: string): Promise<void> {
    const bytes = this.entries.get(name);
    if (bytes === undefined) return;
    this.entries.delete(name);
    this.held -= bytes;
    await this.attempt(() => this.deps.files.remove(name));
  }

  private async attempt(act: () => Promise<void>): Promise<boolean> {
    try {
      await act();
      return true;
    } catch (error) {
      this.deps.onProblem(`The image cache could not change a file: ${String(error)}`);
      return false;
    }
  }

  /** No link, no key and no id in a name: who sees the folder learns nothing. */
  private nameOf({ profileId, jobId, resultIndex, kind, revision }: ImageKey): string {
    const rest = this.deps.hash(JSON.stringify([profileId, jobId, resultIndex, kind, revision]));
    return `${this.jobPart(profileId, jobId)}-${rest.slice(0, 24)}.image`;
  }

  private jobPart(profileId: string, jobId: string): string {
    return this.deps.hash(JSON.stringify([profileId, jobId])).slice(0, 16);
  }
}
