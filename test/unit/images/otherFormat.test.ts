import assert from 'node:assert/strict';
import sharp from 'sharp';
import { readImageHeader } from '../../../src/core/images/imageType';
import { judgeImage } from '../../../src/core/images/judgeImage';
import { problemNotice } from '../../../src/core/images/notices';
import { readOtherHeader } from '../../../src/core/images/otherFormat';

const shown = { loadLarge: false };
const drawing = () => sharp({ create: { width: 8, height: 6, channels: 3, background: '#3a7b00' } });

/** The first bytes of each, as its specification has them. */
const starts: readonly (readonly [name: string, format: string, start: string])[] = [
  ['TIFF', 'tiff', 'II*\0\x08\0\0\0'],
  ['TIFF', 'tiff', 'MM\0*\0\0\0\x08'],
  ['TIFF', 'tiff', 'II+\0\x08\0\0\0'],
  ['HEIC', 'heic', '\0\0\0\x18ftypheic\0\0\0\0mif1heic'],
  ['HEIC', 'heic', '\0\0\0\x18ftypmif1\0\0\0\0mif1heic'],
  ['JPEG XL', 'jxl', '\xff\x0a\x7f\x0b'],
  ['JPEG XL', 'jxl', '\0\0\0\x0cJXL \r\n\x87\n\0\0\0\x14ftypjxl '],
  ['JPEG 2000', 'jp2', '\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x14ftypjp2 '],
  ['JPEG 2000', 'jp2', '\xff\x4f\xff\x51\0\x29'],
  ['Photoshop', 'psd', '8BPS\0\x01\0\0\0\0\0\0\0\x03'],
];

describe('a picture of a format that cannot be shown', () => {
  for (const [name, format, start] of starts)
    it(`is called by its name, and saved: ${name}, ${JSON.stringify(start.slice(0, 12))}`, () => {
      const bytes = Buffer.from(start, 'latin1');
      const problem = judgeImage(bytes, shown);
      assert.ok(problem.kind === 'otherFormat' && problem.name === name);
      assert.deepEqual(problemNotice(problem), { kind: 'notice', reason: 'otherFormat', detail: name });
      const saved = judgeImage(bytes, { ...shown, forFile: true });
      assert.ok(saved.kind === 'image' && saved.image.bytes === bytes);
      assert.equal(saved.image.header.format, format);
    });

  it('is known as an encoder writes it', async () => {
    const bytes = await drawing().tiff().toBuffer();
    assert.deepEqual(judgeImage(bytes, shown), { kind: 'otherFormat', name: 'TIFF' });
  });

  it('is none that calls itself a HEIF first and an AVIF besides', async () => {
    const bytes = await drawing().avif({ effort: 0 }).toBuffer();
    assert.equal(bytes.toString('latin1', 4, 12), 'ftypavif');
    bytes.write('mif1', 8, 'latin1');
    assert.ok(bytes.toString('latin1', 16, 40).includes('avif'));
    const judged = judgeImage(bytes, shown);
    assert.ok(judged.kind === 'image' && judged.image.header.format === 'avif');
    assert.deepEqual(judged.image.header.size, { width: 8, height: 6 });
  });

  it('is none of those that are shown, and no text', async () => {
    const { jpeg, png, webp, avif } = {
      ...{ jpeg: await drawing().jpeg().toBuffer(), png: await drawing().png().toBuffer() },
      ...{ webp: await drawing().webp().toBuffer(), avif: await drawing().avif({ effort: 0 }).toBuffer() },
    };
    for (const bytes of [jpeg, png, webp, avif]) {
      assert.equal(readOtherHeader(bytes), undefined);
      assert.ok(readImageHeader(bytes));
    }
    for (const text of ['', 'II', 'MM', 'II* is no TIFF', '8BPS', '<Error/>'])
      assert.equal(judgeImage(Buffer.from(text), shown).kind, 'notImage', text);
  });
});
