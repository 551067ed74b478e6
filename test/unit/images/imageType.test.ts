import assert from 'node:assert/strict';
import sharp, { type Sharp } from 'sharp';
import { judgeImage } from '../../../src/core/images/judgeImage';
import { readImageHeader, type ImageHeader } from '../../../src/core/images/imageType';

const size = { width: 321, height: 123 };
const drawing = (): Sharp => sharp({ create: { ...size, channels: 4, background: '#3a7b' } });

const files: Readonly<Record<string, () => Promise<Uint8Array>>> = {
  png: () => drawing().png().toBuffer(),
  jpeg: () => drawing().jpeg().withMetadata({ density: 72 }).toBuffer(),
  'jpeg, progressive': () => drawing().jpeg({ progressive: true }).toBuffer(),
  'webp, extended': () => drawing().webp().toBuffer(),
  'webp, lossy': () => drawing().removeAlpha().webp({ quality: 40 }).toBuffer(),
  'webp, lossless': () => drawing().webp({ lossless: true }).toBuffer(),
  gif: () => drawing().gif().toBuffer(),
  avif: () => drawing().avif({ effort: 0 }).toBuffer(),
  bmp: () => Promise.resolve(bitmap(321, -123)),
};

describe('the type of an image', () => {
  for (const [name, make] of Object.entries(files))
    it(`is told by the first bytes: ${name}`, async () => {
      const format = name.split(',')[0];
      const expected = { format, mimeType: `image/${format}`, size } as ImageHeader;
      assert.deepEqual(readImageHeader(await make()), expected);
    });

  for (const [name, make] of Object.entries(files))
    it(`fault 70: is read without harm from a file cut anywhere: ${name}`, async () => {
      const bytes = await make();
      for (let length = 0; length < Math.min(bytes.length, 700); length += 7)
        readImageHeader(bytes.subarray(0, length));
    });

  for (const text of [
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    '<!doctype html><title>Sign in',
    '',
    'GIF8',
    '{"a":1}',
  ])
    it(`fault 70: is none for "${text.slice(0, 12)}"`, () => {
      assert.equal(readImageHeader(new TextEncoder().encode(text)), undefined);
    });

  it('gives the first bytes of what is no picture as one line of text, without what a link signs', () => {
    const bytes = new TextEncoder().encode('<Error>\n<Code>Expired</Code> https://host.example/a?sig=secret\u202e');
    const answer = judgeImage(bytes, false);
    assert.deepEqual(answer, { kind: 'notImage', text: '<Error> <Code>Expired</Code> https://host.example/a?…' });
  });

  it('fault 71: refuses more than 100 megapixels by the header alone, unless asked to', () => {
    const bytes = bitmap(30_000, 30_000);
    assert.deepEqual(judgeImage(bytes, false), { kind: 'tooLarge', by: 'pixels', limit: 100 });
    assert.equal(judgeImage(bytes, true).kind, 'image');
  });
});

function bitmap(width: number, height: number): Uint8Array {
  const bytes = Buffer.alloc(54);
  bytes.write('BM');
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(height, 22);
  return new Uint8Array(bytes);
}
