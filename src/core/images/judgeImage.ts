import { plainText } from '../api/plainText';
import { isAnimation } from './animation';
import type { Consent, ImageAnswer, ImageProblem } from './imageAnswer';
import { imageLimits } from './imageLimits';
import { readImageHeader, type ImageHeader } from './imageType';
import { otherFormatNames, readOtherHeader } from './otherFormat';
import { isCutOff } from './pictureEnd';

/** Looks at what came: is it a picture, a whole one, and one that can be decoded without harm? */
export function judgeImage(bytes: Uint8Array, consent: Consent): ImageAnswer {
  const header = readImageHeader(bytes);
  if (!header) return judgeOther(bytes, consent);
  const problem = consent.forFile ? problemToSave(bytes, header, consent) : problemToShow(bytes, header, consent);
  return problem ?? { kind: 'image', image: { bytes, header } };
}

function judgeOther(bytes: Uint8Array, { forFile }: Consent): ImageAnswer {
  const header = readOtherHeader(bytes);
  if (!header) return { kind: 'notImage', text: firstText(bytes) };
  return forFile
    ? { kind: 'image', image: { bytes, header } }
    : { kind: 'otherFormat', name: otherFormatNames[header.format] };
}

function problemToSave(bytes: Uint8Array, { format }: ImageHeader, { showCutOff }: Consent): ImageProblem | undefined {
  return !showCutOff && isCutOff(format, bytes) ? { kind: 'cutOff' } : undefined;
}

function problemToShow(
  bytes: Uint8Array,
  { format, size }: ImageHeader,
  { loadLarge, showCutOff }: Consent,
): ImageProblem | undefined {
  const { maxBytes, maxPixels, maxDecodedBytes } = imageLimits;
  const pixels = (size?.width ?? 0) * (size?.height ?? 0);
  if (pixels * 4 > maxDecodedBytes) return { kind: 'neverShown', limit: Math.floor(maxDecodedBytes / 4e6) };
  if (bytes.byteLength > maxBytes && !loadLarge) return { kind: 'tooLarge', by: 'bytes', limit: maxBytes };
  if (pixels > maxPixels && !loadLarge) return { kind: 'tooLarge', by: 'pixels', limit: maxPixels / 1e6 };
  if (!showCutOff && isCutOff(format, bytes)) return { kind: 'cutOff' };
  if (loadLarge) return undefined;
  if (!size) return { kind: 'unknownSize' };
  return isAnimation(format, bytes) ? { kind: 'animation' } : undefined;
}

/** The start of what came in place of a picture: often a sentence that says why. */
function firstText(bytes: Uint8Array): string {
  return plainText(new TextDecoder().decode(bytes.subarray(0, 1024)), '').replaceAll('\ufffd', '·');
}
