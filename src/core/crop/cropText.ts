import { numberText } from '../numberText';
import type { Translate } from '../translate';
import type { CropProblem } from './cropChecks';
import { sizeOf, type Edges, type Size } from './pixelEdges';
import type { Rect } from './rect';

/** `1,600 × 900 at (400, 240)`, in px. */
export function pixelsText(t: Translate, edges: Edges): string {
  return t('{0} at ({1}, {2})', sizeText(t, sizeOf(edges)), numberText(t, edges.left), numberText(t, edges.top));
}

/** `1,600 × 900`, in px. */
export function sizeText(t: Translate, { width, height }: Size): string {
  return `${numberText(t, width)} × ${numberText(t, height)}`;
}

/** The size of a file in three digits: `950 B`, `12.3 kB`, `2.25 MB`. @param bytes ≥ 0 */
export function bytesText(t: Translate, bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [count, unit] = bytes < 1e6 ? [bytes / 1000, 'kB'] : [bytes / 1e6, 'MB'];
  return `${numberText(t, count, count >= 100 ? 0 : count >= 10 ? 1 : 2)} ${unit}`;
}

/** The fractions exactly as received: the shortest text that reads back as the same number. */
export function fractionTexts(crop: Rect): readonly (readonly [name: string, text: string])[] {
  return [
    ['x', String(crop.x)],
    ['y', String(crop.y)],
    ['width', String(crop.width)],
    ['height', String(crop.height)],
  ];
}

/** The crop's part of the picture's area: `16 %`, with decimals where a whole number would say nothing. */
export function shareText(t: Translate, share: number): string {
  const percent = share * 100;
  const digits = percent >= 10 ? 0 : percent >= 1 ? 1 : 2;
  return `${numberText(t, percent, digits)} %`;
}

/** What a check found, as a sentence. */
export function problemText(t: Translate, problem: CropProblem): string {
  switch (problem) {
    case 'notFinite':
      return t('A coordinate is not a number.');
    case 'negative':
      return t('The crop starts outside of the picture.');
    case 'empty':
      return t('The crop has no area.');
    case 'beyond':
      return t('The crop reaches beyond the picture.');
    case 'pixels':
      return t('The numbers look like pixels, not fractions.');
    default:
      return problem satisfies never;
  }
}
