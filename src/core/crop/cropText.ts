import type { Translate } from '../translate';
import type { CropProblem } from './cropChecks';
import { sizeOf, type Edges, type Size } from './pixelEdges';
import type { Rect } from './rect';

/** `1,600 × 900 at (400, 240)`, in px. */
export function pixelsText(t: Translate, edges: Edges): string {
  const { width, height } = sizeOf(edges);
  return t('{0} × {1} at ({2}, {3})', count(width), count(height), count(edges.left), count(edges.top));
}

/** `1,600 × 900`, in px. */
export function sizeText({ width, height }: Size): string {
  return `${count(width)} × ${count(height)}`;
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
export function shareText(share: number): string {
  const percent = share * 100;
  const digits = percent >= 10 ? 0 : percent >= 1 ? 1 : 2;
  return `${Number(percent.toFixed(digits))} %`;
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

function count(value: number): string {
  return value.toLocaleString('en-US');
}
