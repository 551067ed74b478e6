import { aspectName } from '../core/crop/aspectRatio';
import { fractionTexts, pixelsText } from '../core/crop/cropText';
import { sizeOf } from '../core/crop/pixelEdges';
import type { SourceState, ViewerState } from '../core/protocol';
import { cleanText } from './heading';
import { sourceWords } from './sourceWords';
import type { Translate } from './words';
import type { CropModel } from './cropModel';
import type { HeldPicture } from './pictureStore';

/** "Result 2 of 5, 16:9, 1600 by 900": plain numbers, for a voice would read groups of three one by one. */
export function spokenResult(t: Translate, state: ViewerState, model: CropModel): string {
  const size = model.ratioOf ?? (model.pixels && sizeOf(model.pixels));
  const name = size && aspectName(size);
  const parts = [
    t('Result {0} of {1}', state.resultIndex + 1, state.results.length),
    ...(name === undefined ? [] : [name]),
    ...(size ? [t('{0} by {1}', size.width, size.height)] : []),
    ...(state.stage.kind === 'picture' && state.stage.renewed ? [t('The link had expired and was renewed.')] : []),
    ...(state.failure === undefined ? [] : [failureText(t, state.failure)]),
  ];
  return parts.join(', ');
}

/** Why the job failed, in the server's words on one line. */
export function failureText(t: Translate, failure: string): string {
  return t('The job failed: {0}', cleanText(failure, 500));
}

/** What is wrong with the source image; empty where nothing is. */
export function spokenTrouble(t: Translate, source: SourceState | undefined): string {
  if (source?.stage.kind !== 'notice') return '';
  return `${t('Source image')}: ${sourceWords(t, source.stage.reason, source.stage.detail).title}`;
}

/** The picture in words: what it is, and where its crop lies. */
export function pictureAlt(t: Translate, picture: HeldPicture, model: CropModel): string {
  const { width, height } = picture.size;
  const what =
    picture.resultIndex === undefined
      ? t('The source, a picture of {0} by {1} pixels.', width, height)
      : t('Result {0}, a picture of {1} by {2} pixels.', picture.resultIndex + 1, width, height);
  return `${what} ${cropWords(t, model)}`;
}

function cropWords(t: Translate, { crop, pixels }: CropModel): string {
  if (!crop) return t('No crop coordinates.');
  if (pixels) return t('The crop is {0} pixels.', pixelsText(t, pixels));
  const fractions = fractionTexts(crop).map((pair) => pair.join(' '));
  return t('The crop in fractions of its source: {0}.', fractions.join(', '));
}
