import { plainText } from '../api/plainText';
import type { Consent, ImageAnswer } from './imageAnswer';
import { imageLimits } from './imageLimits';
import { readImageHeader } from './imageType';
import { isCutOff } from './pictureEnd';

/** Looks at what came: is it a picture, a whole one, and one that can be decoded without harm? */
export function judgeImage(bytes: Uint8Array, { loadLarge, showCutOff }: Consent): ImageAnswer {
  const header = readImageHeader(bytes);
  if (!header) return { kind: 'notImage', text: firstText(bytes) };
  if (bytes.byteLength > imageLimits.maxBytes && !loadLarge)
    return { kind: 'tooLarge', by: 'bytes', limit: imageLimits.maxBytes };
  const pixels = (header.size?.width ?? 0) * (header.size?.height ?? 0);
  if (pixels > imageLimits.maxPixels && !loadLarge)
    return { kind: 'tooLarge', by: 'pixels', limit: imageLimits.maxPixels / 1e6 };
  if (!showCutOff && isCutOff(header.format, bytes)) return { kind: 'cutOff' };
  if (!header.size && !loadLarge) return { kind: 'unknownSize' };
  return { kind: 'image', image: { bytes, header } };
}

/** The start of what came in place of a picture: often a sentence that says why. */
function firstText(bytes: Uint8Array): string {
  return plainText(new TextDecoder().decode(bytes.subarray(0, 1024)), '').replaceAll('\ufffd', '·');
}
