import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cellAfterKey, fitInto, layOut, rowsInView, scrollToRow } from '../../../src/webview/sheet/gridLayout';

const bounds = fc.record({
  count: fc.integer({ min: 1, max: 600 }),
  columns: fc.integer({ min: 1, max: 9 }),
  rowsInPage: fc.integer({ min: 1, max: 6 }),
});
const keys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'];

describe('the grid of the contact sheet', () => {
  it('has room for every cell, and fills its width without going beyond', () => {
    fc.assert(
      fc.property(fc.nat(2000), fc.integer({ min: 1, max: 4000 }), (count, width) => {
        const { columns, rows, cellWidth, rowHeight, height } = layOut(count, width, 13);
        assert.ok(columns >= 1 && columns * cellWidth <= width && width - columns * cellWidth < columns);
        assert.ok(rows * columns >= count && (rows - 1) * columns < Math.max(1, count));
        assert.equal(height, rows * rowHeight);
      }),
    );
  });

  it('draws every row that the view cuts, and few others', () => {
    const places = fc.record({ count: fc.nat(2000), top: fc.nat(100_000), height: fc.integer({ min: 1, max: 2000 }) });
    fc.assert(
      fc.property(places, ({ count, top, height }) => {
        const layout = layOut(count, 900, 13);
        const { first, end } = rowsInView(layout, top, height);
        for (let row = 0; row < layout.rows; row++) {
          const isCut = (row + 1) * layout.rowHeight > top && row * layout.rowHeight < top + height;
          if (isCut) assert.ok(row >= first && row < end, `row ${row}`);
        }
        assert.ok(end - first <= Math.ceil(height / layout.rowHeight) + 3 && first >= 0 && end <= layout.rows);
      }),
    );
  });

  it('keys lead to cells that are there, in the same column where they go up and down', () => {
    fc.assert(
      fc.property(bounds, fc.nat(599), fc.constantFrom(...keys), (within, at, key) => {
        const index = at % within.count;
        const next = cellAfterKey(index, { key, ctrlKey: false }, within)!;
        assert.ok(next >= 0 && next < within.count);
        const isVertical = ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown'].includes(key);
        // Only a last row that is short may lead to another column, to its last cell.
        if (isVertical) assert.ok(next % within.columns === index % within.columns || next === within.count - 1);
      }),
    );
  });

  it('goes by rows and pages, and stays at an edge', () => {
    const within = { count: 10, columns: 4, rowsInPage: 2 };
    const go = (index: number, key: string, ctrlKey = false): number | undefined =>
      cellAfterKey(index, { key, ctrlKey }, within);
    assert.deepEqual(
      [go(0, 'ArrowLeft'), go(9, 'ArrowRight'), go(1, 'ArrowUp'), go(5, 'ArrowUp'), go(1, 'ArrowDown')],
      [0, 9, 1, 1, 5],
    );
    // The last row holds 8 and 9 only.
    assert.deepEqual([go(7, 'ArrowDown'), go(9, 'ArrowDown'), go(1, 'PageDown'), go(3, 'PageDown')], [9, 9, 9, 9]);
    assert.deepEqual(
      [go(6, 'Home'), go(6, 'End'), go(8, 'End'), go(6, 'Home', true), go(6, 'End', true)],
      [4, 7, 9, 0, 9],
    );
    assert.deepEqual(
      [go(6, 'a'), cellAfterKey(0, { key: 'End', ctrlKey: false }, { ...within, count: 0 })],
      [].concat([undefined, undefined] as never),
    );
  });

  it('scrolls as little as can be until a row is wholly in view', () => {
    const layout = layOut(500, 900, 13);
    const { rowHeight } = layout;
    const view = { top: 10 * rowHeight, height: 3 * rowHeight };
    assert.equal(scrollToRow(11, layout, view), view.top);
    assert.equal(scrollToRow(9, layout, view), 9 * rowHeight);
    assert.equal(scrollToRow(13, layout, view), 11 * rowHeight);
    // Where a row is higher than the view, its top is what one sees.
    assert.equal(scrollToRow(2, layout, { top: 0, height: 20 }), 2 * rowHeight);
  });

  it('shrinks pictures in proportion and enlarges none', () => {
    const box = { width: 320, height: 320 };
    assert.deepEqual(fitInto({ width: 1600, height: 900 }, box), { width: 320, height: 180 });
    assert.deepEqual(fitInto({ width: 30, height: 20 }, box), { width: 30, height: 20 });
    assert.deepEqual(fitInto({ width: 100_000, height: 1 }, box), { width: 320, height: 1 });
  });
});
