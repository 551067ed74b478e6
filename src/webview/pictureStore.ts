import type { Size } from '../core/crop/pixelEdges';
import type { PictureMessage } from '../core/protocol';

/** A picture that the page holds. */
export interface HeldPicture {
  readonly key: string;
  /** Undefined for the source. */
  readonly resultIndex?: number;
  readonly mimeType: string;
  /** Of the file. */
  readonly bytes: number;
  readonly image: HTMLImageElement;
  /** As shown: after the turn that its orientation tag asks for. */
  readonly size: Size;
}

interface Entry {
  readonly isSource: boolean;
  readonly url: string;
  readonly decoded: Promise<HeldPicture>;
  held?: HeldPicture;
}

/** Decoded pictures take four bytes a pixel; more than this is not held (viewer, point 21). */
const mostDecoded = 512 * 1024 * 1024;

/** Pictures by key, decoded before anyone shows them. */
export class PictureStore {
  private readonly entries = new Map<string, Entry>();

  /**
   * @param wanted the keys of what is shown, which stays: the host gives no two that are too large together
   * @param onDropped told of what is let go
   */
  constructor(
    private readonly wanted: () => readonly (string | undefined)[],
    private readonly onDropped: (key: string) => void,
  ) {}

  /** Takes bytes over. */
  add({ key, resultIndex, mimeType, bytes }: PictureMessage): void {
    if (this.entries.has(key)) return;
    const url = URL.createObjectURL(new Blob([bytes as BlobPart], { type: mimeType }));
    const image = new Image();
    image.draggable = false;
    image.src = url;
    const decoded = image.decode().then(() => {
      const size = { width: image.naturalWidth, height: image.naturalHeight };
      const whose = resultIndex === undefined ? {} : { resultIndex };
      const held: HeldPicture = { key, ...whose, mimeType, bytes: bytes.byteLength, image, size };
      entry.held = held;
      this.makeRoom(key);
      return held;
    });
    const entry: Entry = { isSource: resultIndex === undefined, url, decoded };
    // Whoever waits for the picture hears of it; nobody may be waiting for a neighbour.
    decoded.catch(() => undefined);
    this.entries.set(key, entry);
  }

  /** Resolves once the picture can be shown without a wait, rejects when it cannot be decoded; undefined for an unknown key. */
  get(key: string): Promise<HeldPicture> | undefined {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry.decoded;
  }

  /** Those of one job that are decoded by now. */
  held(): readonly HeldPicture[] {
    return [...this.entries.values()].flatMap(({ held }) => held ?? []);
  }

  /**
   * Lets go of everything, for another job.
   *
   * @param but keeps the source: a job that is asked for anew may have other results under the same numbers
   */
  clear(but?: 'source'): void {
    for (const [key, { isSource }] of [...this.entries]) if (!but || !isSource) this.drop(key);
  }

  /** What was not asked for longest goes first; of what is not shown, the newest goes last. */
  private makeRoom(newest: string): void {
    const wanted = this.wanted();
    const loose = this.held().filter(({ key }) => !wanted.includes(key));
    loose.sort((one, other) => Number(one.key === newest) - Number(other.key === newest));
    let total = this.held().reduce((sum, { size }) => sum + decodedBytes(size), 0);
    for (const { key, size } of loose) {
      if (total <= mostDecoded) return;
      total -= decodedBytes(size);
      this.drop(key);
    }
  }

  private drop(key: string): void {
    const entry = this.entries.get(key);
    if (!entry) return;
    this.entries.delete(key);
    URL.revokeObjectURL(entry.url);
    this.onDropped(key);
  }
}

function decodedBytes({ width, height }: Size): number {
  return width * height * 4;
}
