import type { SheetPictureMessage } from '../../core/sheetProtocol';
import type { Size } from '../../core/crop/pixelEdges';
import { fitInto } from './gridLayout';

/** The longer side of a thumbnail at most, in px (viewer, point 13). */
const longest = 320;

const quality = 0.8;

/** So many thumbnails are held, some 20 kB each; what was not in view for longest goes first. */
const mostHeld = 600;

/** A small picture that can be shown. */
export interface Thumbnail {
  readonly url: string;
  /** In px. */
  readonly width: number;
  readonly height: number;
  /** Of the picture that it was made from, where that was here. */
  readonly whole?: Size;
}

interface ThumbnailsDeps {
  readonly onThumbnail: (key: string) => void;
  /** A whole picture was shrunk. */
  readonly onMade: (key: string, bytes: Uint8Array) => void;
  readonly onUndecodable: (key: string) => void;
}

/** The thumbnails of cells, made here where pictures can be decoded, one whole picture after the other. */
export class Thumbnails {
  private readonly held = new Map<string, Thumbnail>();
  /** Cells whose picture came and is being decoded: the newest of each. */
  private readonly decoding = new Map<string, SheetPictureMessage>();
  private queue: Promise<unknown> = Promise.resolve();

  constructor(private readonly deps: ThumbnailsDeps) {}

  get(key: string): Thumbnail | undefined {
    const thumbnail = this.held.get(key);
    if (!thumbnail) return undefined;
    this.held.delete(key);
    this.held.set(key, thumbnail);
    return thumbnail;
  }

  /** Whether the cell has its picture. One that is being decoded is still wanted: the host counts those under way. */
  has(key: string): boolean {
    return this.held.has(key);
  }

  /** Takes a picture; a large one takes hundreds of MB while it is decoded, so one waits for the other. */
  add(message: SheetPictureMessage): void {
    this.decoding.set(message.key, message);
    this.queue = this.queue.then(() => this.decode(message));
  }

  /** The cell shows another picture from now on. */
  drop(key: string): void {
    const thumbnail = this.held.get(key);
    this.held.delete(key);
    this.decoding.delete(key);
    if (thumbnail) URL.revokeObjectURL(thumbnail.url);
  }

  private async decode(message: SheetPictureMessage): Promise<void> {
    const { key, kind, mimeType, bytes } = message;
    const isNewest = (): boolean => this.decoding.get(key) === message;
    if (!isNewest()) return;
    try {
      const source = new Blob([bytes as BlobPart], { type: mimeType });
      const { blob, ...size } = await (kind === 'whole' ? shrink(source) : measure(source));
      const made = kind === 'whole' ? new Uint8Array(await blob.arrayBuffer()) : undefined;
      // Dropped while it was decoded.
      if (!isNewest()) return;
      if (made) this.deps.onMade(key, made);
      this.hold(key, { url: URL.createObjectURL(blob), ...size });
    } catch {
      if (isNewest()) this.deps.onUndecodable(key);
    } finally {
      if (isNewest()) this.decoding.delete(key);
    }
  }

  private hold(key: string, thumbnail: Thumbnail): void {
    this.drop(key);
    this.held.set(key, thumbnail);
    for (const oldest of this.held.keys()) {
      if (this.held.size <= mostHeld) break;
      this.drop(oldest);
    }
    this.deps.onThumbnail(key);
  }
}

interface Measured extends Size {
  readonly blob: Blob;
  readonly whole?: Size;
}

async function measure(blob: Blob): Promise<Measured> {
  const bitmap = await createImageBitmap(blob);
  const { width, height } = bitmap;
  bitmap.close();
  return { blob, width, height };
}

/** Decoded with the turn that its orientation tag asks for, so that the crop lies where it should. */
async function shrink(source: Blob): Promise<Measured> {
  const whole = await createImageBitmap(source);
  const { width, height } = fitInto(whole, { width: longest, height: longest });
  try {
    const small = await createImageBitmap(whole, { resizeWidth: width, resizeHeight: height, resizeQuality: 'high' });
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext('2d')?.drawImage(small, 0, 0);
    small.close();
    const blob = await canvas.convertToBlob({ type: 'image/webp', quality });
    return { blob, width, height, whole: { width: whole.width, height: whole.height } };
  } finally {
    whole.close();
  }
}
