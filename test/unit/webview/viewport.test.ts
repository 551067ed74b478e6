import fc from 'fast-check';
import assert from 'node:assert/strict';
import {
  actual,
  centreOf,
  clampView,
  fit,
  keepView,
  keptInView,
  pan,
  viewAround,
  zoomAt,
  zoomTo,
  type Frame,
} from '../../../src/webview/viewport';

const frames = fc.record<Frame>({
  image: fc.record({ width: fc.integer({ min: 1, max: 12_000 }), height: fc.integer({ min: 1, max: 12_000 }) }),
  viewport: fc.record({ width: fc.integer({ min: 64, max: 3000 }), height: fc.integer({ min: 64, max: 3000 }) }),
  ratio: fc.constantFrom(1, 1.25, 1.44, 2),
});
const factor = fc.double({ min: 0.2, max: 5, noNaN: true });
const unit = fc.double({ min: 0, max: 1, noNaN: true });

const near = (one: number, other: number, allowed = 1e-6): boolean =>
  Math.abs(one - other) <= allowed * Math.max(1, Math.abs(one));

/** How much of the picture is in view, in CSS px of each direction. */
function shown(view: { scale: number; tx: number; ty: number }, { image, viewport }: Frame): [number, number] {
  const overlap = (start: number, length: number, space: number): number =>
    Math.min(space, start + length) - Math.max(0, start);
  return [
    overlap(view.tx, image.width * view.scale, viewport.width),
    overlap(view.ty, image.height * view.scale, viewport.height),
  ];
}

describe('the view of a picture', () => {
  it('fits the whole picture, never above 100 %', () => {
    fc.assert(
      fc.property(frames, (frame) => {
        const view = fit(frame);
        assert.ok(view.scale * frame.ratio <= 1 + 1e-9);
        assert.ok(near(view.tx * 2 + frame.image.width * view.scale, frame.viewport.width));
        assert.ok(view.tx >= 12 - 1e-6 && view.ty >= 12 - 1e-6);
      }),
    );
  });

  it('has one device pixel per image pixel at 100 %', () => {
    const frame = { image: { width: 100, height: 100 }, viewport: { width: 500, height: 500 }, ratio: 1.25 };
    assert.equal(actual(frame).scale * frame.ratio, 1);
  });

  it('comes back from a restart to the last bit, and is moved by keeping it by less than can be seen', () => {
    const moves = fc.array(fc.record({ x: fc.integer({ min: -900, max: 900 }), y: unit, by: factor }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(frames, moves, (frame, all) => {
        let view = fit(frame);
        for (const { x, y, by } of all) {
          const moved = pan(
            zoomAt(view, { x: Math.abs(x), y: y * 500 }, { factor: by, frame }),
            { x, y: x * y },
            frame,
          );
          const kept = keepView(moved, frame);
          const { centre, scale } = JSON.parse(JSON.stringify(kept.saved)) as typeof kept.saved;
          assert.deepEqual(viewAround(centre, scale, frame), kept.view);
          assert.ok(near(kept.view.tx, moved.tx) && near(kept.view.ty, moved.ty) && near(kept.view.scale, moved.scale));
          view = kept.view;
        }
      }),
    );
  });

  it('keeps the place under the cursor when it zooms', () => {
    fc.assert(
      fc.property(frames, fc.tuple(unit, unit), factor, (frame, [across, down], by) => {
        const view = fit(frame);
        // A point of the picture, not at the very edge of the viewport.
        const [x, y] = [
          view.tx + across * frame.image.width * view.scale,
          view.ty + down * frame.image.height * view.scale,
        ];
        fc.pre(Math.min(x, y, frame.viewport.width - x, frame.viewport.height - y) >= keptInView);
        const zoomed = zoomAt(view, { x, y }, { factor: by, frame });
        assert.ok(near((x - zoomed.tx) / zoomed.scale, (x - view.tx) / view.scale));
        assert.ok(near((y - zoomed.ty) / zoomed.scale, (y - view.ty) / view.scale));
      }),
    );
  });

  it('always keeps part of the picture in view', () => {
    const far = fc.double({ min: -5000, max: 5000, noNaN: true });
    const step = fc.oneof(fc.record({ x: far, y: far }), fc.record({ x: far, y: far, by: factor }));
    fc.assert(
      fc.property(frames, fc.array(step, { maxLength: 20 }), (frame, steps) => {
        let view = fit(frame);
        for (const each of steps)
          view = 'by' in each ? zoomAt(view, each, { factor: each.by, frame }) : pan(view, each, frame);
        const [across, down] = shown(view, frame);
        const kept = (length: number): number => Math.min(keptInView, (length * view.scale) / 2) - 1e-6;
        assert.ok(across >= kept(frame.image.width) && down >= kept(frame.image.height));
        assert.ok(across > 0 && down > 0);
      }),
    );
  });

  it('stays between a fraction of the fitted size and 64 device px per pixel', () => {
    const frame = { image: { width: 300, height: 200 }, viewport: { width: 500, height: 500 }, ratio: 2 };
    const middle = { x: 250, y: 250 };
    assert.equal(zoomAt(fit(frame), middle, { factor: 1e9, frame }).scale, 32);
    assert.equal(zoomAt(fit(frame), middle, { factor: 1e-9, frame }).scale, 0.05);
  });

  it('comes back to the same middle after a resize', () => {
    fc.assert(
      fc.property(frames, unit, unit, (frame, x, y) => {
        const view = viewAround({ x, y }, fit(frame).scale * 2, frame);
        const centre = centreOf(view, frame);
        fc.pre(near(centre.x, x) && near(centre.y, y));
        const wider = { ...frame, viewport: { width: frame.viewport.width + 100, height: frame.viewport.height + 50 } };
        const after = centreOf(viewAround(centre, view.scale, wider), wider);
        assert.ok(near(after.x, x) && near(after.y, y));
      }),
    );
  });

  it('shows a part as large as it fits, in the middle', () => {
    const frame = { image: { width: 1000, height: 1000 }, viewport: { width: 424, height: 324 }, ratio: 1 };
    const view = zoomTo({ left: 100, top: 100, right: 300, bottom: 200 }, frame);
    assert.deepEqual(view, { scale: 2, tx: -188, ty: -138 });
  });

  it('is left alone by the clamp when it is good', () => {
    fc.assert(fc.property(frames, (frame) => assert.deepEqual(clampView(fit(frame), frame), fit(frame))));
  });
});
