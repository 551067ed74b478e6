import { PNG } from 'pngjs';

/** A picture in which neighbouring pixels differ, by a fixed pattern of soft colours. */
export function testPicture(width: number, height: number, alpha = 255): Buffer {
  const png = new PNG({ width, height });
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4;
      png.data[at] = 60 + ((x * 7 + y * 3) % 160);
      png.data[at + 1] = 60 + ((x * 3 + y * 11) % 160);
      png.data[at + 2] = 60 + (((x >> 4) + (y >> 4)) % 2) * 120;
      png.data[at + 3] = alpha;
    }
  return PNG.sync.write(png);
}
