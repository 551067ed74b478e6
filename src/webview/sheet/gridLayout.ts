import type { Size } from '../../core/crop/pixelEdges';

/** A cell with its margin is at least so wide, in CSS px; in a narrower panel there is one column. */
const narrowest = 196;

/** Height of a row with its margin, in CSS px per CSS px of the root's font: words grow with it. */
const wordsHeight = 4.6;

/** Rows drawn above and below the view, so that a scroll shows no gap. */
const overscan = 1;

/** Where cells lie; all lengths in CSS px. */
export interface GridLayout {
  readonly columns: number;
  readonly rows: number;
  readonly cellWidth: number;
  readonly rowHeight: number;
  /** Of all rows. */
  readonly height: number;
}

/** Rows from the first to before the last. */
export interface RowRange {
  readonly first: number;
  readonly end: number;
}

/** @param fontSize of the page, in CSS px */
export function layOut(count: number, width: number, fontSize: number): GridLayout {
  const columns = Math.max(1, Math.floor(width / narrowest));
  const rows = Math.ceil(count / columns);
  const cellWidth = Math.floor(width / columns);
  // Pictures are rarely taller than wide by much, and a column of wide cells must still fit a low panel.
  const rowHeight = Math.round(Math.min(cellWidth, 240) * 0.75 + wordsHeight * fontSize + 6);
  return { columns, rows, cellWidth, rowHeight, height: rows * rowHeight };
}

/** The rows to draw for a place of the scroll bar. */
export function rowsInView({ rows, rowHeight }: GridLayout, top: number, viewHeight: number): RowRange {
  const first = Math.max(0, Math.floor(top / rowHeight) - overscan);
  const end = Math.min(rows, Math.ceil((top + viewHeight) / rowHeight) + overscan);
  return { first: Math.min(first, end), end };
}

/** Where to scroll so that a row is wholly in view, moving as little as can be. */
export function scrollToRow(row: number, { rowHeight }: GridLayout, view: { top: number; height: number }): number {
  const lowest = (row + 1) * rowHeight - view.height;
  return Math.max(0, Math.min(row * rowHeight, Math.max(view.top, lowest)));
}

/** The cell that a key leads to; undefined for a key that leads nowhere, the same index at an edge. */
export function cellAfterKey(
  index: number,
  { key, ctrlKey }: { readonly key: string; readonly ctrlKey: boolean },
  { count, columns, rowsInPage }: { readonly count: number; readonly columns: number; readonly rowsInPage: number },
): number | undefined {
  const column = index % columns;
  const lastInRow = Math.min(count - 1, index - column + columns - 1);
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: Math.max(0, index - 1),
    ArrowRight: Math.min(count - 1, index + 1),
    ArrowUp: index < columns ? index : index - columns,
    ArrowDown: down(index, columns, { count, columns }),
    PageUp: Math.max(column, index - columns * rowsInPage),
    PageDown: down(index, columns * rowsInPage, { count, columns }),
    Home: ctrlKey ? 0 : index - column,
    End: ctrlKey ? count - 1 : lastInRow,
  };
  return count === 0 ? undefined : steps[key];
}

/** The last row may be short: from above its gap one comes to its last cell. */
function down(index: number, by: number, { count, columns }: { count: number; columns: number }): number {
  if (index + by < count) return index + by;
  const lastRow = Math.floor((count - 1) / columns);
  if (Math.floor(index / columns) === lastRow) return index;
  return Math.min(count - 1, lastRow * columns + (index % columns));
}

/** The size of a picture that is shrunk to fit into a box; a smaller one stays as it is. */
export function fitInto(picture: Size, box: Size): Size {
  const scale = Math.min(1, box.width / picture.width, box.height / picture.height);
  return {
    width: Math.max(1, Math.round(picture.width * scale)),
    height: Math.max(1, Math.round(picture.height * scale)),
  };
}
