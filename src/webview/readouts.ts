import { aspectText } from '../core/crop/aspectRatio';
import { bytesText, fractionTexts, pixelsText, shareText, sizeText } from '../core/crop/cropText';
import type { Reading } from '../core/crop/reading';
import type { Rect } from '../core/crop/rect';
import type { Translate } from './words';
import type { CropModel } from './cropModel';
import type { HeldPicture } from './pictureStore';

/** A line of the details: what it is, and its value, or several with names of their own. */
export interface Readout {
  readonly name: string;
  readonly value: string | readonly (readonly [name: string, value: string])[];
  /** The value is a sentence why there is none. */
  readonly isReason?: boolean;
}

/** What the readouts tell of. */
export interface ReadoutInput {
  readonly model: CropModel;
  readonly picture: HeldPicture | undefined;
  readonly reading: Reading;
}

/** The numbers of a crop and its picture (viewer, point 4). */
export function readouts(t: Translate, { model, picture, reading }: ReadoutInput): Readout[] {
  return [...cropReadouts(t, model, reading), ...(picture ? pictureReadouts(t, picture) : [])];
}

function cropReadouts(t: Translate, model: CropModel, reading: Reading): Readout[] {
  const { crop, part, pixels, ratioOf } = model;
  if (!crop) return [{ name: t('Crop'), value: t('The server gave no coordinates.'), isReason: true }];
  const ratio = ratioOf ? aspectText(t, ratioOf) : '';
  return [
    pixels ? { name: t('Crop in pixels'), value: pixelsText(t, pixels) } : noPixels(t, reading),
    fractionsReadout(t, crop),
    ...(part ? [{ name: t('Share of the area'), value: shareText(t, part.width * part.height) }] : []),
    ...(ratio ? [{ name: t('Aspect ratio'), value: ratio }] : []),
  ];
}

/** The numbers as the server gave them. */
export function fractionsReadout(t: Translate, crop: Rect): Readout {
  return { name: t('Fractions as received'), value: fractionTexts(crop) };
}

function noPixels(t: Translate, reading: Reading): Readout {
  const value =
    reading === 'cropped'
      ? t('Unknown: they need the source picture, and this is the finished crop.')
      : t('Unknown: they need the picture and a crop inside of it.');
  return { name: t('Crop in pixels'), value, isReason: true };
}

function pictureReadouts(t: Translate, { size, mimeType, bytes }: HeldPicture): Readout[] {
  const format = mimeType.replace('image/', '').toUpperCase();
  return [{ name: t('Picture'), value: `${sizeText(t, size)} · ${format} · ${bytesText(t, bytes)}` }];
}
