import type { HostMessage } from '../protocol';
import type { LoadedImage } from './imageAnswer';

const nothing = { bytes: new Uint8Array(), header: { mimeType: '' } };

/** Hands bytes to the page: each picture once, until the page lets it go. */
export class PictureMail {
  private readonly sent = new Set<string>();
  /** Let go by the page, for want of room. */
  private readonly returned = new Set<string>();

  constructor(private readonly post: (message: HostMessage) => void) {}

  /** @param resultIndex undefined for the source */
  send(key: string, image: LoadedImage | undefined, resultIndex?: number): void {
    if (!image || this.sent.has(key)) return;
    this.sent.add(key);
    const { header, bytes } = image;
    const whose = resultIndex === undefined ? {} : { resultIndex };
    this.post({ type: 'picture', key, ...whose, mimeType: header.mimeType, bytes });
  }

  /** As `send`, ahead of time: not what the page had no room for, or it would decode it in vain again and again. */
  offer(key: string, image: LoadedImage, resultIndex: number): void {
    if (!this.returned.has(key)) this.send(key, image, resultIndex);
  }

  /** For the filmstrip, where it is drawn small and let go of; undefined for one that cannot be had. */
  strip(resultIndex: number, image: LoadedImage | undefined): void {
    const { bytes, header } = image ?? nothing;
    this.post({ type: 'strip', resultIndex, mimeType: header.mimeType, bytes });
  }

  /** The page no longer holds this picture. */
  dropped(key: string): void {
    this.sent.delete(key);
    this.returned.add(key);
  }

  /** A page starts from nothing, but for this picture, if it was sent. Answers its key then. */
  restart(key = ''): string | undefined {
    const ahead = this.sent.has(key) ? key : undefined;
    this.sent.clear();
    this.returned.clear();
    if (ahead !== undefined) this.sent.add(ahead);
    return ahead;
  }
}
