import fc from 'fast-check';
import assert from 'node:assert/strict';
import {
  cropFormats,
  formatCrop,
  formatName,
  isBelowPixel,
  needsPixels,
  type CropFormat,
} from '../../../src/core/crop/cropFormats';
import { exactPercent } from '../../../src/core/crop/percent';
import { pixelEdges, sizeOf, type Edges, type Size } from '../../../src/core/crop/pixelEdges';
import type { Rect } from '../../../src/core/crop/rect';
import { english } from '../../../src/core/translate';

const crop: Rect = { x: 0.1, y: 0.2, width: 0.4, height: 0.4 };
const edges: Edges = pixelEdges(crop, { width: 2000, height: 1500 });

/** Spelled as the specification does (viewer, point 14). */
const spelled: Readonly<Record<CropFormat, string>> = {
  jsonFractions: '{"x":0.1,"y":0.2,"width":0.4,"height":0.4}',
  jsonPixels: '{"x":200,"y":300,"width":800,"height":600}',
  objectViewBox: 'object-view-box: xywh(10% 20% 40% 40%)',
  clipPath: 'clip-path: inset(20% 50% 40% 10%)',
  imageMagick: 'magick in.jpg -auto-orient -crop 800x600+200+300 +repage out.jpg',
  ffmpeg: 'ffmpeg -i in.jpg -vf "crop=800:600:200:300" out.jpg',
  sharp: 'sharp(input).autoOrient().extract({ left: 200, top: 300, width: 800, height: 600 })',
  pillow: 'ImageOps.exif_transpose(im).crop((200, 300, 1000, 900))',
  mediaFragment: '#xywh=percent:10,20,40,40',
};

const numbers = (text: string): number[] => (text.match(/\d+(?:\.\d+)?/g) ?? []).map(Number);
const hundredth = (text: string): number[] => (text.match(/\d+(?:\.\d+)?/g) ?? []).map((part) => Number(`${part}e-2`));
const rectOf = ([x = NaN, y = NaN, width = NaN, height = NaN]: number[]): Rect => ({ x, y, width, height });
const inset = ([top = NaN, right = NaN, bottom = NaN, left = NaN]: number[]): Rect => ({
  ...{ x: left, y: top, width: 1 - left - right, height: 1 - top - bottom },
});

/** Reads the rectangle back from a text in fractions. */
const readFractions: Readonly<Partial<Record<CropFormat, (text: string) => Rect>>> = {
  jsonFractions: (text) => JSON.parse(text) as Rect,
  objectViewBox: (text) => rectOf(hundredth(text)),
  clipPath: (text) => inset(hundredth(text)),
  mediaFragment: (text) => rectOf(hundredth(text)),
};

/** Reads the rectangle back from a text in px. */
const readPixels: Readonly<Partial<Record<CropFormat, (text: string) => Rect>>> = {
  jsonPixels: (text) => JSON.parse(text) as Rect,
  imageMagick: (text) => {
    const [width = NaN, height = NaN, x = NaN, y = NaN] = numbers(text);
    return { x, y, width, height };
  },
  ffmpeg: (text) => {
    const [width = NaN, height = NaN, x = NaN, y = NaN] = numbers(text);
    return { x, y, width, height };
  },
  sharp: (text) => rectOf(numbers(text)),
  pillow: (text) => {
    const [left = NaN, top = NaN, right = NaN, bottom = NaN] = numbers(text);
    return { x: left, y: top, width: right - left, height: bottom - top };
  },
};

/** A crop within its picture, as fractions come: with any number of digits. */
const crops = fc
  .tuple(...([0, 0, 0, 0] as const).map(() => fc.double({ min: 0, max: 1, noNaN: true })))
  .map(([a = 0, b = 0, c = 0, d = 0]): Rect => ({ x: a, y: b, width: c * (1 - a), height: d * (1 - b) }));
const side = fc.integer({ min: 1, max: 20_000 });

describe('a copied crop', () => {
  for (const format of cropFormats)
    it(`is spelled as the specification says: ${format}`, () => {
      assert.equal(formatCrop(format, { fractions: crop, pixels: edges }), spelled[format]);
    });

  it('is there in fractions only while pixels are not known', () => {
    const there = cropFormats.filter((format) => formatCrop(format, { fractions: crop, pixels: undefined }));
    assert.deepEqual(there, ['jsonFractions', 'objectViewBox', 'clipPath', 'mediaFragment']);
    assert.deepEqual(
      there,
      cropFormats.filter((format) => !needsPixels(format)),
    );
  });

  for (const [what, right, bottom] of [
    ['wide', 10, 30],
    ['high', 30, 10],
  ] as const)
    it(`is there in fractions only while it is less than one pixel ${what}`, () => {
      const pixels = { left: 10, top: 10, right, bottom };
      const there = cropFormats.filter((format) => formatCrop(format, { fractions: crop, pixels }));
      assert.deepEqual(
        there,
        cropFormats.filter((format) => !needsPixels(format)),
      );
    });

  it('has a name of its own for every format', () => {
    assert.equal(new Set(cropFormats.map((format) => formatName(english, format))).size, cropFormats.length);
  });

  for (const [format, read] of Object.entries(readFractions))
    it(`reads back as the same fractions: ${format}`, () => {
      fc.assert(
        fc.property(crops, (fractions) => {
          const text = formatCrop(format as CropFormat, { fractions, pixels: undefined }) ?? '';
          if (format === 'clipPath') near(read(text), fractions);
          else assert.deepEqual(read(text), fractions);
        }),
      );
    });

  for (const [format, read] of Object.entries(readPixels))
    it(`reads back as the same pixels: ${format}`, () => {
      fc.assert(
        fc.property(crops, side, side, (fractions, width, height) => {
          const pixels = pixelEdges(fractions, { width, height } satisfies Size);
          const text = formatCrop(format as CropFormat, { fractions, pixels });
          assert.equal(text === undefined, isBelowPixel({ fractions, pixels }));
          if (text !== undefined)
            assert.deepEqual(read(text.replace(/in\.jpg|out\.jpg/g, '')), {
              x: pixels.left,
              y: pixels.top,
              ...sizeOf(pixels),
            });
        }),
      );
    });
});

describe('a fraction in per cent', () => {
  for (const [fraction, text] of [
    [0, '0'],
    [1, '100'],
    [0.07, '7'],
    [0.29, '29'],
    [1 / 3, '33.33333333333333'],
    [1e-7, '0.00001'],
    [0.005, '0.5'],
    [2.5, '250'],
    [-0.125, '-12.5'],
  ] as const)
    it(`is ${text} for ${fraction}`, () => assert.equal(exactPercent(fraction), text));
});

/** A right or bottom distance is a difference, which is exact to twelve decimals only. */
function near(one: Rect, other: Rect): void {
  for (const name of ['x', 'y', 'width', 'height'] as const)
    assert.ok(Math.abs(one[name] - other[name]) <= 1e-11, `${name}: ${one[name]} and ${other[name]}`);
}
