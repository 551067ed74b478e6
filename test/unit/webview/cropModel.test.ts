import fc from 'fast-check';
import assert from 'node:assert/strict';
import { cropModel } from '../../../src/webview/cropModel';

/** Doubles by chance lie near 0 and 1, where everything is rounded alike: these lie everywhere. */
const fraction = fc.integer({ min: 0, max: 1_000_000 }).map((count) => count / 1e6);

describe('what there is to draw of a crop', () => {
  it('shares edges with its neighbour, whatever its fractions', () => {
    fc.assert(
      fc.property(fraction, fraction, fc.integer({ min: 1, max: 20_000 }), (x, width, side) => {
        fc.pre(x > 0 && width > 0 && x + width < 1);
        // Between two pixels, the least bit of a sum decides.
        fc.pre(Math.abs((((x + width) * side) % 1) - 0.5) > 1e-6);
        const image = { width: side, height: 1 };
        const shared = { image, reading: 'source', asPixels: false } as const;
        const left = cropModel({ ...shared, crop: { x, y: 0, width, height: 1 } }).pixels;
        const right = cropModel({ ...shared, crop: { x: x + width, y: 0, width: 1 - x - width, height: 1 } }).pixels;
        if (left && right) assert.equal(left.right, right.left);
      }),
    );
  });

  it('is copied as received while it is good, else as far as it lies in the picture', () => {
    const shared = { image: { width: 100, height: 100 }, reading: 'source', asPixels: false } as const;
    const good = { x: 0.1, y: 0.2, width: 0.4, height: 0.4 };
    const half = { x: -0.5, y: 0, width: 1, height: 1 };
    assert.deepEqual(cropModel({ ...shared, crop: good }).copyable, {
      fractions: good,
      pixels: { left: 10, top: 20, right: 50, bottom: 60 },
    });
    assert.deepEqual(cropModel({ ...shared, crop: half }).copyable?.fractions, { x: 0, y: 0, width: 0.5, height: 1 });
    assert.equal(cropModel({ ...shared, crop: { ...good, x: NaN } }).copyable, undefined);
    assert.equal(cropModel({ ...shared, reading: 'cropped', crop: good }).copyable?.pixels, undefined);
  });
});
