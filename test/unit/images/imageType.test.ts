import assert from 'node:assert/strict';
import sharp, { type Sharp } from 'sharp';
import { imageLimits } from '../../../src/core/images/imageLimits';
import { judgeImage } from '../../../src/core/images/judgeImage';
import { isCutOff } from '../../../src/core/images/pictureEnd';
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

  for (const [name, make] of Object.entries(files))
    it(`fault 70: is judged whole with anything behind it, and cut off without its end: ${name}`, async () => {
      const bytes = await make();
      const { format } = readImageHeader(bytes)!;
      const judged = (cut: Uint8Array): boolean => isCutOff(format, cut);
      assert.deepEqual(
        [judged(bytes), judged(Buffer.concat([bytes, Buffer.from('trailing\xff\xd8\n')]))],
        [false, false],
      );
      for (const length of [bytes.length - 2, bytes.length >> 1, 30])
        assert.ok(judged(bytes.subarray(0, length)), `${length}`);
      assert.deepEqual(judgeImage(bytes.subarray(0, -2), { loadLarge: false }), { kind: 'cutOff' });
      assert.equal(judgeImage(bytes.subarray(0, -2), { loadLarge: false, showCutOff: true }).kind, 'image');
    });

  it('fault 70: takes the end of a thumbnail within a JPEG for no end of the JPEG', async () => {
    const thumbnail = await drawing().resize(40).jpeg().toBuffer();
    const segment = Buffer.concat([
      Buffer.from([0xff, 0xe1, (thumbnail.length + 2) >> 8, (thumbnail.length + 2) & 255]),
      thumbnail,
    ]);
    const whole = await drawing().jpeg().toBuffer();
    const bytes = Buffer.concat([whole.subarray(0, 2), segment, whole.subarray(2)]);
    assert.deepEqual([isCutOff('jpeg', bytes), isCutOff('jpeg', bytes.subarray(0, -2))], [false, true]);
  });

  it('fault 70: follows the frames and comments of an animation to its trailer', async () => {
    const frames = Buffer.alloc(40 * 60 * 3, 90).map((_, index) => index % 251);
    const bytes = await sharp(frames, { raw: { width: 40, height: 60, channels: 3, pageHeight: 20 } })
      .gif()
      .toBuffer();
    assert.deepEqual([isCutOff('gif', bytes), isCutOff('gif', bytes.subarray(0, -1))], [false, true]);
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
    const answer = judgeImage(bytes, { loadLarge: false });
    assert.deepEqual(answer, { kind: 'notImage', text: '<Error> <Code>Expired</Code> https://host.example/a?…' });
  });

  it('fault 71: finds the size of a JPEG behind stray and fill bytes before its markers', async () => {
    const whole = await drawing().jpeg().toBuffer();
    const second = 4 + whole.readUInt16BE(4);
    const strays = [[0x00], [0x41, 0xff, 0x00, 0x42], [0xff, 0xff, 0xff]];
    for (const [at, stray] of [...strays.map((each) => [second, each] as const), [2, [0xff, 0xff]] as const]) {
      const bytes = Buffer.concat([whole.subarray(0, at), Buffer.from(stray), whole.subarray(at)]);
      assert.deepEqual(readImageHeader(bytes)?.size, size, `${at} ${stray.join()}`);
    }
  });

  it('finds the size of the smallest lossless WebP', () => {
    const bytes = Buffer.from('RIFF\x12\0\0\0WEBPVP8L\x05\0\0\0\x2f\x06\xc0\x01\0\0', 'latin1');
    assert.deepEqual([bytes.length, readImageHeader(bytes)?.size], [26, { width: 7, height: 8 }]);
  });

  const frames = () =>
    sharp(
      Buffer.alloc(40 * 60 * 3, 90).map((_, index) => index % 251),
      { raw: { width: 40, height: 60, channels: 3, pageHeight: 20 } },
    );
  /** A still PNG, with the chunk before its data that makes it an animation of so many pictures. */
  const animatedPng = async (pictures: number): Promise<Buffer> => {
    const still = await drawing().png().toBuffer();
    const chunk = Buffer.alloc(20);
    chunk.writeUInt32BE(8, 0);
    chunk.write('acTL', 4);
    chunk.writeUInt32BE(pictures, 8);
    return Buffer.concat([still.subarray(0, 33), chunk, still.subarray(33)]);
  };
  for (const [name, still, moving] of [
    ['GIF', () => drawing().gif().toBuffer(), () => frames().gif().toBuffer()],
    ['WebP', () => drawing().webp().toBuffer(), () => frames().webp().toBuffer()],
    ['PNG', () => animatedPng(1), () => animatedPng(3)],
  ] as const)
    it(`fault 71: refuses an animated ${name} by its structure alone, unless asked to, and no still one`, async () => {
      assert.equal(judgeImage(await still(), { loadLarge: false }).kind, 'image');
      const bytes = await moving();
      assert.deepEqual(judgeImage(bytes, { loadLarge: false }), { kind: 'animation' });
      assert.equal(judgeImage(bytes, { loadLarge: true }).kind, 'image');
    });

  it('fault 71: takes a picture whose size is not told for too large, unless asked to', () => {
    const bytes = Buffer.from('\xff\xd8\xff\xda\0\x02\xff\xd9', 'latin1');
    assert.deepEqual(judgeImage(bytes, { loadLarge: false }), { kind: 'unknownSize' });
    assert.equal(judgeImage(bytes, { loadLarge: true }).kind, 'image');
  });

  it('fault 71: refuses more than 50 MB, unless asked to: it may have been kept since it was wanted anyway', () => {
    const bytes = Buffer.alloc(imageLimits.maxBytes + 1);
    bytes.set(bitmap(100, 100));
    assert.deepEqual(judgeImage(bytes, { loadLarge: false }), {
      ...{ kind: 'tooLarge', by: 'bytes', limit: imageLimits.maxBytes },
    });
    assert.equal(judgeImage(bytes, { loadLarge: true }).kind, 'image');
  });

  it('fault 71: never shows what takes more than 512 MB when decoded, by the header alone, and saves it', () => {
    const bytes = bitmap(30_000, 30_000);
    assert.deepEqual(judgeImage(bytes, { loadLarge: true }), { kind: 'neverShown', limit: 134 });
    assert.equal(judgeImage(bytes, { loadLarge: true, forFile: true }).kind, 'image');
  });

  it('fault 71: refuses more than 100 megapixels by the header alone, unless asked to', () => {
    const bytes = bitmap(13_000, 10_000);
    assert.deepEqual(judgeImage(bytes, { loadLarge: false }), { kind: 'tooLarge', by: 'pixels', limit: 100 });
    assert.equal(judgeImage(bytes, { loadLarge: true }).kind, 'image');
  });
});

function bitmap(width: number, height: number): Uint8Array {
  const bytes = Buffer.alloc(54);
  bytes.write('BM');
  bytes.writeUInt32LE(54, 2);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(height, 22);
  return new Uint8Array(bytes);
}
