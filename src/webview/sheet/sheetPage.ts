import { guessReading, type Reading } from '../../core/crop/reading';
import type { SheetCell, SheetHostMessage, SheetState, SheetTarget } from '../../core/sheetProtocol';
import { element } from '../element';
import type { Translate } from '../words';
import { SheetGrid } from './sheetGrid';
import { SheetHeading } from './sheetHeading';
import { openSheetLink } from './sheetLink';
import { Thumbnails } from './thumbnails';

/** VS Code writes each kept place down: a scroll should not make it do so a hundred times, so it waits this long, in ms. */
const keepDelay = 250;

/** The contact sheet: what the host said last, and the pictures that came. */
export class SheetPage {
  private cells: readonly SheetCell[] = [];
  private readonly byJob = new Map<string, SheetCell[]>();
  /** Why a cell has no picture; forgotten when it leaves the view, so that it is asked for anew when it comes back. */
  private readonly troubles = new Map<string, string>();
  private isFirst = true;
  private target: SheetTarget | undefined;
  private told = JSON.stringify([[], []]);
  private keepTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly link;
  private readonly heading: SheetHeading;
  private readonly grid: SheetGrid;
  private readonly notice = element('p', { class: 'notice', role: 'status', hidden: true });
  private readonly thumbnails = new Thumbnails({
    onThumbnail: (key) => this.pictureCame(key),
    onMade: (key, bytes) => this.link.post({ type: 'thumbnail', key, bytes }),
    onUndecodable: (key) => {
      this.link.post({ type: 'cannotDecode', key });
      this.trouble(key, this.t('The picture cannot be decoded.'));
    },
  });

  constructor(
    private readonly t: Translate,
    signal: AbortSignal,
  ) {
    this.link = openSheetLink((message) => this.receive(message), signal);
    this.heading = new SheetHeading(t, () => this.link.post({ type: 'checkAll' }));
    this.grid = new SheetGrid({
      ...{ t, signal },
      picture: (cell) => this.pictureOf(cell),
      onOpen: (key) => this.link.post({ type: 'open', key }),
      onView: () => this.viewChanged(),
    });
    const parts = [this.heading.root, this.notice, this.grid.root];
    document.body.append(element('main', { 'aria-label': t('Contact sheet') }, ...parts));
    this.link.post({ type: 'ready' });
  }

  private receive(message: SheetHostMessage): void {
    switch (message.type) {
      case 'show':
        this.show(message.state);
        break;
      case 'picture':
        this.thumbnails.add(message);
        break;
      case 'noPicture':
        this.trouble(message.key, message.text);
        break;
      case 'stale':
        for (const key of message.keys) this.forget(key);
        this.viewChanged();
        break;
      default:
        message satisfies never;
    }
  }

  private show(state: SheetState): void {
    const isOther = JSON.stringify(this.target) !== JSON.stringify(state.target);
    this.target = state.target;
    this.cells = state.cells;
    this.byJob.clear();
    for (const cell of state.cells) this.byJob.set(cell.jobId, [...(this.byJob.get(cell.jobId) ?? []), cell]);
    this.heading.update(state);
    this.notice.textContent = state.notice;
    this.notice.hidden = state.notice === '';
    this.grid.root.hidden = state.cells.length === 0;
    this.grid.update(state.cells);
    if (this.isFirst && state.cells.length > 0) {
      this.isFirst = false;
      this.grid.restore(this.link.kept);
    }
    // At once: VS Code gives a panel back after a reload only where it knows whose it is.
    if (isOther) this.keep();
  }

  private pictureOf(cell: SheetCell): ReturnType<ConstructorParameters<typeof SheetGrid>[0]['picture']> {
    const thumbnail = cell.kind === 'picture' ? this.thumbnails.get(cell.key) : undefined;
    const trouble = this.troubles.get(cell.key) ?? '';
    return { thumbnail, size: thumbnail, whole: thumbnail?.whole, trouble, reading: this.readingOf(cell) };
  }

  /** What the picture shows: as the user said, else as the pictures of its job suggest, else the source. */
  private readingOf(cell: SheetCell): Reading {
    if (cell.reading) return cell.reading;
    const seen = (this.byJob.get(cell.jobId) ?? []).flatMap(({ key, crop }) => {
      const size = this.thumbnails.get(key);
      return crop && size ? [{ crop, size }] : [];
    });
    return guessReading(seen) ?? 'source';
  }

  private pictureCame(key: string): void {
    this.troubles.delete(key);
    const jobId = this.cells.find((cell) => cell.key === key)?.jobId;
    // One picture more may change what those of its job are taken for.
    for (const cell of this.byJob.get(jobId ?? '') ?? []) this.grid.refresh(cell.key);
    this.viewChanged();
  }

  private trouble(key: string, text: string | undefined): void {
    if (text === undefined) this.troubles.delete(key);
    else this.troubles.set(key, text);
    this.grid.refresh(key);
  }

  private forget(key: string): void {
    this.thumbnails.drop(key);
    this.trouble(key, undefined);
  }

  private viewChanged(): void {
    const inView = this.grid.inView;
    const keys = inView.map(({ key }) => key);
    for (const key of [...this.troubles.keys()]) if (!keys.includes(key)) this.trouble(key, undefined);
    const lacking = inView.filter(({ kind, key }) => kind === 'picture' && !this.thumbnails.has(key));
    const wanted = lacking.map(({ key }) => key);
    const told = JSON.stringify([keys, wanted]);
    if (told !== this.told) this.link.post({ type: 'view', keys, wanted });
    this.told = told;
    this.keepSoon();
  }

  private keepSoon(): void {
    clearTimeout(this.keepTimer);
    this.keepTimer = setTimeout(() => this.keep(), keepDelay);
  }

  /** Before the host said whose sheet it is, and before there are cells, what was kept stands. */
  private keep(): void {
    const { target } = this;
    const { focused, top } = this.isFirst ? this.link.kept : this.grid;
    if (target) this.link.keep({ ...(focused !== undefined && { focused }), top, target });
  }
}
