import type { SheetCell } from '../../core/sheetProtocol';
import { element, setAttributes } from '../element';
import type { Translate } from '../words';
import { cellContent, type CellInput } from './cellView';
import { cellAfterKey, layOut, rowsInView, scrollToRow, type GridLayout } from './gridLayout';

export interface SheetGridDeps {
  readonly t: Translate;
  /** What is known of a cell's picture. */
  readonly picture: (cell: SheetCell) => Omit<CellInput, 'cell' | 'box'>;
  readonly onOpen: (key: string) => void;
  /** Other cells came into view. */
  readonly onView: () => void;
  readonly signal: AbortSignal;
}

/** Around the picture in its cell, in CSS px; the same in sheet.css. */
const margin = 20;

/** The grid of cells. Only the rows in view are in the document, and the one with the focus. */
export class SheetGrid {
  private readonly body = element('div', { class: 'grid', role: 'grid' });
  readonly root = element('div', { class: 'scroller' }, this.body);
  private cells: readonly SheetCell[] = [];
  private layout: GridLayout = layOut(0, 1, 13);
  private readonly rows = new Map<number, HTMLElement>();
  private focusedIndex = 0;
  private isQueued = false;

  constructor(private readonly deps: SheetGridDeps) {
    const { signal } = deps;
    const observer = new ResizeObserver(() => this.resized());
    observer.observe(this.root);
    signal.addEventListener('abort', () => observer.disconnect());
    this.body.setAttribute('aria-label', deps.t('Results. Arrow keys move, Enter opens one in the viewer.'));
    this.root.addEventListener('scroll', () => this.queue(), { signal });
    this.body.addEventListener('keydown', (event) => this.onKey(event), { signal });
    this.body.addEventListener('click', ({ target }) => this.onClick(target), { signal });
    this.body.addEventListener('focusin', ({ target }) => this.onFocus(target), { signal });
  }

  /** The cell that the Tab key leads to. */
  get focused(): string | undefined {
    return this.cells[this.focusedIndex]?.key;
  }

  /** How far it is scrolled, in CSS px. */
  get top(): number {
    return this.root.scrollTop;
  }

  /** The cells of the rows that are drawn. */
  get inView(): readonly SheetCell[] {
    const { columns } = this.layout;
    const { first, end } = rowsInView(this.layout, this.root.scrollTop, this.root.clientHeight);
    return this.cells.slice(first * columns, end * columns);
  }

  /** Takes other cells; what stood at the top stays there, and the focus stays with its cell. */
  update(cells: readonly SheetCell[]): void {
    const { focused } = this;
    const anchor = this.anchor();
    this.cells = cells;
    const found = cells.findIndex(({ key }) => key === focused);
    this.focusedIndex = found >= 0 ? found : Math.min(this.focusedIndex, Math.max(0, cells.length - 1));
    this.arrange();
    if (anchor) this.moveTo(anchor);
    this.redraw();
  }

  /** Where the user was before the page was destroyed. */
  restore(place: { readonly focused?: string; readonly top: number }): void {
    const found = this.cells.findIndex(({ key }) => key === place.focused);
    this.focusedIndex = Math.max(0, found);
    this.root.scrollTop = place.top;
    this.redraw();
  }

  /** Draws a cell anew, if it is in the document. */
  refresh(key: string): void {
    const index = this.cells.findIndex((cell) => cell.key === key);
    const cell = this.cells[index];
    const shown = this.elementAt(index);
    if (cell && shown) this.fill(shown, cell);
  }

  private resized(): void {
    const anchor = this.anchor();
    this.arrange();
    if (anchor) this.moveTo(anchor);
    this.redraw();
  }

  private arrange(): void {
    const fontSize = Number.parseFloat(getComputedStyle(this.root).fontSize) || 13;
    this.layout = layOut(this.cells.length, Math.max(1, this.root.clientWidth), fontSize);
    this.body.style.height = `${this.layout.height}px`;
    setAttributes(this.body, { 'aria-rowcount': this.layout.rows, 'aria-colcount': this.layout.columns });
  }

  /** The first cell in view and how far its row is scrolled out; undefined at the very top, which stays the top. */
  private anchor(): { key: string; into: number } | undefined {
    const { columns, rowHeight } = this.layout;
    const top = this.root.scrollTop;
    const key = this.cells[Math.floor(top / rowHeight) * columns]?.key;
    return top > 0 && key !== undefined ? { key, into: top % rowHeight } : undefined;
  }

  private moveTo({ key, into }: { key: string; into: number }): void {
    const index = this.cells.findIndex((cell) => cell.key === key);
    const { columns, rowHeight } = this.layout;
    if (index >= 0) this.root.scrollTop = Math.floor(index / columns) * rowHeight + into;
  }

  private queue(): void {
    if (this.isQueued) return;
    this.isQueued = true;
    requestAnimationFrame(() => {
      this.isQueued = false;
      this.draw();
      this.deps.onView();
    });
  }

  /** Draws everything in view anew. */
  private redraw(): void {
    const hadFocus = this.body.contains(document.activeElement);
    for (const row of this.rows.values()) row.remove();
    this.rows.clear();
    this.draw();
    if (hadFocus) this.elementAt(this.focusedIndex)?.focus({ preventScroll: true });
    this.deps.onView();
  }

  private draw(): void {
    const { first, end } = rowsInView(this.layout, this.root.scrollTop, this.root.clientHeight);
    const focusedRow = Math.floor(this.focusedIndex / this.layout.columns);
    const isWanted = (row: number): boolean => (row >= first && row < end) || row === focusedRow;
    for (const [row, shown] of this.rows) {
      if (isWanted(row)) continue;
      shown.remove();
      this.rows.delete(row);
    }
    for (let row = first; row < end; row++) this.ensureRow(row);
    this.ensureRow(focusedRow);
  }

  private ensureRow(row: number): void {
    if (this.rows.has(row) || row >= this.layout.rows) return;
    const shown = element('div', { role: 'row', class: 'row', 'aria-rowindex': row + 1 });
    shown.style.transform = `translateY(${row * this.layout.rowHeight}px)`;
    shown.style.height = `${this.layout.rowHeight}px`;
    const start = row * this.layout.columns;
    const cells = this.cells.slice(start, start + this.layout.columns);
    shown.append(...cells.map((cell, column) => this.makeCell(cell, start + column)));
    this.rows.set(row, shown);
    // In the order of the sheet, for who reads the document.
    const next = [...this.rows.keys()].filter((other) => other > row).sort((a, b) => a - b)[0];
    this.body.insertBefore(shown, next === undefined ? null : (this.rows.get(next) ?? null));
  }

  private makeCell(cell: SheetCell, index: number): HTMLElement {
    const shown = element('div', {
      role: 'gridcell',
      class: 'cell',
      'aria-colindex': (index % this.layout.columns) + 1,
      'data-index': index,
      tabindex: index === this.focusedIndex ? 0 : -1,
    });
    shown.style.width = `${this.layout.cellWidth}px`;
    this.fill(shown, cell);
    return shown;
  }

  private fill(shown: HTMLElement, cell: SheetCell): void {
    const { cellWidth } = this.layout;
    const box = { width: cellWidth - margin, height: Math.round((Math.min(cellWidth, 240) - margin) * 0.75) };
    shown.replaceChildren(...cellContent(this.deps.t, { ...this.deps.picture(cell), cell, box }));
    shown.dataset.kind = cell.kind;
  }

  private elementAt(index: number): HTMLElement | undefined {
    const row = this.rows.get(Math.floor(index / this.layout.columns));
    return row?.children[index % this.layout.columns] as HTMLElement | undefined;
  }

  private onKey(event: KeyboardEvent): void {
    if (event.altKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.open(this.focusedIndex);
      return;
    }
    const rowsInPage = Math.max(1, Math.floor(this.root.clientHeight / this.layout.rowHeight));
    const bounds = { count: this.cells.length, columns: this.layout.columns, rowsInPage };
    const next = cellAfterKey(this.focusedIndex, event, bounds);
    if (next === undefined) return;
    event.preventDefault();
    this.focusCell(next);
  }

  private focusCell(index: number): void {
    const view = { top: this.root.scrollTop, height: this.root.clientHeight };
    this.root.scrollTop = scrollToRow(Math.floor(index / this.layout.columns), this.layout, view);
    this.mark(index);
    this.draw();
    this.elementAt(index)?.focus({ preventScroll: true });
    this.queue();
  }

  private mark(index: number): void {
    this.elementAt(this.focusedIndex)?.setAttribute('tabindex', '-1');
    this.focusedIndex = index;
    this.elementAt(index)?.setAttribute('tabindex', '0');
  }

  private onFocus(target: EventTarget | null): void {
    const index = indexOf(target);
    if (index !== undefined && index !== this.focusedIndex) this.mark(index);
  }

  private onClick(target: EventTarget | null): void {
    const index = indexOf(target);
    if (index === undefined) return;
    this.mark(index);
    this.open(index);
  }

  private open(index: number): void {
    const key = this.cells[index]?.key;
    if (key !== undefined) this.deps.onOpen(key);
  }
}

function indexOf(target: EventTarget | null): number | undefined {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
  return cell ? Number(cell.dataset.index) : undefined;
}
