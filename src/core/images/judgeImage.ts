import { plainText } from '../api/plainText';
import type { ImageAnswer } from './imageAnswer';
import { imageLimits } from './imageLimits';
import { readImageHeader } from './imageType';

/** Looks at what came: is it a picture, and one that can be decoded without harm? */
export function judgeImage(bytes: Uint8Array, loadLarge: boolean): ImageAnswer {
  const header = readImageHeader(bytes);
  if (!header) return { kind: 'notImage', text: firstText(bytes) };
  const pixels = (header.size?.width ?? 0) * (header.size?.height ?? 0);
  if (pixels > imageLimits.maxPixels && !loadLarge)
    return { kind: 'tooLarge', by: 'pixels', limit: imageLimits.maxPixels / 1e6 };
  return { kind: 'image', image: { bytes, header } };
}

/** The start of what came in place of a picture: often a sentence that says why. */
function firstText(bytes: Uint8Array): string {
  return plainText(new TextDecoder().decode(bytes.subarray(0, 1024)), '').replaceAll('\ufffd', '·');
}
