import type { HostMessage } from '../protocol';
import type { LoadedImage } from './imageAnswer';

/** Hands bytes to the page: each picture once, until the page lets it go. */
export class PictureMail {
  private readonly sent = new Set<string>();

  constructor(private readonly post: (message: HostMessage) => void) {}

  /** @param resultIndex undefined for the source */
  send(key: string, image: LoadedImage | undefined, resultIndex?: number): void {
    if (!image || this.sent.has(key)) return;
    this.sent.add(key);
    const { header, bytes } = image;
    const whose = resultIndex === undefined ? {} : { resultIndex };
    this.post({ type: 'picture', key, ...whose, mimeType: header.mimeType, bytes });
  }

  /** The page no longer holds this picture. */
  dropped(key: string): void {
    this.sent.delete(key);
  }

  /** The page starts from nothing. */
  reset(): void {
    this.sent.clear();
  }
}
