import { imageLimits } from './imageLimits';
import type { LoadedImage } from './imageAnswer';

/** What a picture takes in bytes when decoded, four a pixel; one whose size is not told may take all that there is. */
export function decodedBytes({ header: { size } }: LoadedImage): number {
  return size ? size.width * size.height * 4 : imageLimits.maxDecodedBytes;
}
