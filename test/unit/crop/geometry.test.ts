import fc from 'fast-check';
import assert from 'node:assert/strict';
import { checkCrop, drawablePart, pixelsToFractions } from '../../../src/core/crop/cropChecks';
import { dimPath, frameLines, ringPath, snapTo, thirdsPath, toScreen } from '../../../src/core/crop/overlayPath';
import { pixelEdges, sizeOf, wholeOf } from '../../../src/core/crop/pixelEdges';
import { guessReading, sourceRatio } from '../../../src/core/crop/reading';

const side = fc.integer({ min: 1, max: 20_000 });
const rect = (...[x, y, width, height]: readonly [number, number, number, number]) => ({ x, y, width, height });

/** Any place, and the next crop may begin there. */
const millionth = fc.integer({ min: 0, max: 1_000_000 }).map((count) => count / 1e6);

describe('the pixels of a crop', () => {
  it('are rounded edge by edge', () => {
    assert.deepEqual(pixelEdges(rect(0.1, 0.2, 0.4, 0.4), { width: 2000, height: 1500 }), {
      left: 200,
      top: 300,
      right: 1000,
      bottom: 900,
    });
    // Rounding the width by itself would give 4.
    assert.equal(sizeOf(pixelEdges(rect(0.14, 0, 0.36, 1), { width: 10, height: 1 })).width, 4);
    assert.equal(sizeOf(pixelEdges(rect(0.04, 0, 0.36, 1), { width: 10, height: 1 })).width, 4);
    assert.equal(sizeOf(pixelEdges(rect(0.06, 0, 0.38, 1), { width: 10, height: 1 })).width, 3);
  });

  it('meet where crops share an edge, and stay in the picture', () => {
    fc.assert(
      // Doubles by chance lie near 0 and 1, where everything is rounded alike: these lie everywhere.
      fc.property(fc.tuple(millionth, millionth, millionth), side, (places, width) => {
        const [start, first, second] = places.sort((one, other) => one - other);
        // A sum of two fractions may miss the third by a little, which tells only where it stands between two pixels.
        fc.pre(Math.abs(((first * width) % 1) - 0.5) > 1e-6);
        const size = { width, height: 1 };
        const left = pixelEdges({ ...rect(start, 0, 0, 1), width: first - start }, size);
        const middle = pixelEdges({ ...rect(first, 0, 0, 1), width: second - first }, size);
        assert.equal(left.right, middle.left);
        assert.ok(middle.left >= 0 && middle.right <= width && middle.left <= middle.right);
      }),
    );
  });

  it('cover the whole picture for the whole crop', () => {
    fc.assert(
      fc.property(side, side, (width, height) => {
        assert.deepEqual(pixelEdges(rect(0, 0, 1, 1), { width, height }), wholeOf({ width, height }));
      }),
    );
  });
});

describe('the checks of a crop', () => {
  const table: readonly (readonly [name: string, crop: ReturnType<typeof rect>, problems: readonly string[]])[] = [
    ['a good one', rect(0.1, 0.2, 0.3, 0.4), []],
    ['the whole', rect(0, 0, 1, 1), []],
    ['a rounded sum', rect(0.7, 0, 0.3000005, 1), []],
    ['no number', rect(NaN, 0, 1, 1), ['notFinite']],
    ['Infinity', rect(0, 0, Infinity, 1), ['notFinite']],
    ['left of the picture', rect(-0.1, 0, 0.5, 0.5), ['negative']],
    ['beyond', rect(0.7, 0, 0.5, 0.5), ['beyond']],
    ['empty', rect(0.1, 0.1, 0, 0.5), ['empty']],
    ['pixels', rect(120, 80, 300, 200), ['pixels']],
    ['negative and empty', rect(-1, 0, 0, 0), ['negative', 'empty']],
  ];
  for (const [name, crop, problems] of table)
    it(`fault 76: find ${problems.join(' and ') || 'nothing'} in ${name}`, () => {
      assert.deepEqual(checkCrop(crop), problems);
    });

  it('fault 76: leave what can be drawn', () => {
    assert.deepEqual(drawablePart(rect(-0.5, 0.5, 1, 1)), rect(0, 0.5, 0.5, 0.5));
    assert.equal(drawablePart(rect(1.5, 0, 0.5, 0.5)), undefined);
    assert.deepEqual(pixelsToFractions(rect(30, 20, 150, 100), { width: 300, height: 200 }), rect(0.1, 0.1, 0.5, 0.5));
  });
});

describe('the overlay', () => {
  const viewport = { width: 400, height: 300 };
  const crop = { left: 100, top: 50, right: 200, bottom: 150 };

  it('leaves a hole for the crop, and none out of sight', () => {
    assert.equal(dimPath(crop, viewport), 'M-1 -1H401V301H-1ZM100 50H200V150H100Z');
    const far = { left: 9e6, top: 9e6, right: 9.1e6, bottom: 9.1e6 };
    assert.equal(dimPath(far, viewport), 'M-1 -1H401V301H-1ZM464 364H464V364H464Z');
  });

  it('frames outside of the crop', () => {
    assert.equal(ringPath(crop, { distance: 1, thickness: 1 }, viewport), 'M98 48H202V152H98ZM99 49H201V151H99Z');
  });

  it('has lines of whole device pixels, the light one in the middle of the dark one', () => {
    for (const ratio of [1, 1.25, 1.44, 1.5, 2, 3]) {
      const { dark, light } = frameLines(ratio);
      const [outer, inner] = [Math.round(dark * ratio), Math.round(light * ratio)];
      assert.equal((outer - inner) % 2, 0, String(ratio));
      assert.ok(Math.abs(dark * ratio - outer) < 1e-9 && Math.abs(dark - 3) < 1.5);
    }
  });

  it('lies on whole device pixels of the viewport', () => {
    const place = fc.double({ min: -500, max: 500, noNaN: true });
    fc.assert(
      fc.property(place, fc.constantFrom(1, 1.25, 1.44, 2), (tx, ratio) => {
        const { left } = toScreen(crop, { scale: 1.3, tx, ty: 0 }, snapTo(ratio));
        assert.ok(Math.abs(left * ratio - Math.round(left * ratio)) < 1e-6);
        assert.ok(Math.abs(left - (130 + tx)) <= 0.5 / ratio + 1e-6);
      }),
    );
  });

  it('divides into thirds', () => {
    const snap = snapTo(1);
    const lines = thirdsPath({ left: 0, top: 0, right: 90, bottom: 60 }, snap, 1).split('Z');
    assert.deepEqual(lines, ['M30 0H31V60H30', 'M0 20H90V21H0', 'M60 0H61V60H60', 'M0 40H90V41H0', '']);
  });
});

describe('the guess what pictures show', () => {
  const seen = (...[width, height, w, h]: readonly [number, number, number, number]) => ({
    size: { width, height },
    crop: rect(0, 0, w, h),
  });
  it('is the source for pictures of one size', () => {
    assert.equal(guessReading([seen(800, 600, 0.5, 0.5), seen(800, 600, 0.5, 0.2)]), 'source');
  });
  it('is the crop for ratios that differ as the crops do', () => {
    // A source of 2000 × 1000.
    assert.equal(guessReading([seen(1000, 500, 0.5, 0.5), seen(400, 800, 0.2, 0.8)]), 'cropped');
  });
  it('is none where the pictures do not tell', () => {
    assert.equal(guessReading([seen(800, 600, 0.5, 0.5)]), undefined);
    assert.equal(guessReading([seen(800, 600, 0.5, 0.5), seen(400, 300, 0.2, 0.2)]), undefined);
    assert.equal(guessReading([seen(800, 600, 0.5, 0.5), seen(100, 900, 0.2, 0.2)]), undefined);
  });
  it('knows the ratio of the source from a finished crop', () => {
    assert.equal(sourceRatio(seen(400, 800, 0.2, 0.8)), 2);
  });
});
