import type { Translate } from '../translate';
import { sizeOf, type Edges } from './pixelEdges';
import { exactPercent, roundedPercent } from './percent';
import type { Rect } from './rect';

/** The ways to copy a crop, in the order of the menu (viewer, point 14). */
export const cropFormats = [
  'jsonFractions',
  'jsonPixels',
  'objectViewBox',
  'clipPath',
  'imageMagick',
  'ffmpeg',
  'sharp',
  'pillow',
  'mediaFragment',
] as const;
export type CropFormat = (typeof cropFormats)[number];

/** A crop to copy: in fractions of its source, and in px where the source's size is known. */
export interface CopyableCrop {
  /** As received where that is a good crop, else the part of it that lies in the picture. */
  readonly fractions: Rect;
  readonly pixels: Edges | undefined;
}

/** What a format is called in a menu. */
export function formatName(t: Translate, format: CropFormat): string {
  const names: Readonly<Record<CropFormat, string>> = {
    jsonFractions: t('JSON (fractions)'),
    jsonPixels: t('JSON (pixels)'),
    objectViewBox: 'CSS object-view-box',
    clipPath: 'CSS clip-path',
    imageMagick: 'ImageMagick',
    ffmpeg: 'ffmpeg',
    sharp: 'sharp',
    pillow: 'Pillow',
    mediaFragment: t('Media fragment'),
  };
  return names[format];
}

/** Whether a format counts pixels, and so needs the size of the source. */
export function needsPixels(format: CropFormat): boolean {
  return ['jsonPixels', 'imageMagick', 'ffmpeg', 'sharp', 'pillow'].includes(format);
}

/** Whether a crop has whole pixels, but less than one of them: tools refuse to cut that. */
export function isBelowPixel({ pixels }: CopyableCrop): boolean {
  return pixels !== undefined && (pixels.right <= pixels.left || pixels.bottom <= pixels.top);
}

/** The crop as text; undefined for a format in pixels where these are not known, or there is not one of them. */
export function formatCrop(format: CropFormat, crop: CopyableCrop): string | undefined {
  const { fractions, pixels } = crop;
  switch (format) {
    case 'jsonFractions':
      return jsonText(fractions);
    case 'objectViewBox':
      return `object-view-box: xywh(${percents(fractions).join('% ')}%)`;
    case 'clipPath':
      return clipPath(fractions);
    case 'mediaFragment':
      return `#xywh=percent:${percents(fractions).join(',')}`;
    default:
      return pixels && !isBelowPixel(crop) ? inPixels[format](pixels) : undefined;
  }
}

/** The tools that turn a picture as its orientation tag asks are told to: these px are those of the picture as shown. */
const inPixels: Readonly<
  Record<'jsonPixels' | 'imageMagick' | 'ffmpeg' | 'sharp' | 'pillow', (edges: Edges) => string>
> = {
  jsonPixels: (edges) => jsonText({ x: edges.left, y: edges.top, ...sizeOf(edges) }),
  imageMagick: (edges) => {
    const { width, height } = sizeOf(edges);
    return `magick in.jpg -auto-orient -crop ${width}x${height}+${edges.left}+${edges.top} +repage out.jpg`;
  },
  ffmpeg: (edges) => {
    const { width, height } = sizeOf(edges);
    return `ffmpeg -i in.jpg -vf "crop=${width}:${height}:${edges.left}:${edges.top}" out.jpg`;
  },
  sharp: ({ left, top, ...edges }) => {
    const { width, height } = sizeOf({ left, top, ...edges });
    return `sharp(input).autoOrient().extract({ left: ${left}, top: ${top}, width: ${width}, height: ${height} })`;
  },
  pillow: ({ left, top, right, bottom }) => `ImageOps.exif_transpose(im).crop((${left}, ${top}, ${right}, ${bottom}))`,
};

function jsonText({ x, y, width, height }: Rect): string {
  return JSON.stringify({ x, y, width, height });
}

function percents({ x, y, width, height }: Rect): readonly string[] {
  return [x, y, width, height].map(exactPercent);
}

function clipPath({ x, y, width, height }: Rect): string {
  const right = roundedPercent(1 - x - width);
  const bottom = roundedPercent(1 - y - height);
  return `clip-path: inset(${exactPercent(y)}% ${right}% ${bottom}% ${exactPercent(x)}%)`;
}
