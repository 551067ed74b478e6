import { Failure } from '../api/failure';
import { leftOf, type Clock } from '../clock';
import type { Disposable } from '../event';
import type { Size } from '../crop/pixelEdges';
import type { ImageAnswer, LoadImage } from '../images/imageAnswer';
import type { ImageCache, ImageKey } from '../images/imageCache';
import { pictureRevision } from '../images/keptLoader';
import { readImageHeader } from '../images/imageType';
import type { TrackedJob } from '../jobs/job';
import type { SheetCell, SheetHostMessage } from '../sheetProtocol';
import type { Translate } from '../translate';
import type { LinkDesk } from './linkDesk';
import { failureText, problemText } from './pictureWords';

export interface PictureDeskDeps {
  readonly profileId: string;
  readonly cache: ImageCache;
  readonly links: LinkDesk;
  /** The job as it is tracked now. */
  readonly job: (jobId: string) => Pick<TrackedJob, 'changedAt'> | undefined;
  readonly loadImage: LoadImage;
  readonly clock: Clock;
  readonly post: (message: SheetHostMessage) => void;
  /** The shape of a cell's picture is known: the size of its thumbnail, turned as it is shown. */
  readonly onSize: (cell: PictureCell, size: Size) => void;
  readonly t: Translate;
}

/** A cell that shows a result. */
export type PictureCell = SheetCell & { readonly resultIndex: number };

/** A picture under way: until it failed, or the page made its thumbnail. */
interface Flight {
  readonly abort: AbortController;
  readonly cell: PictureCell;
  /** The page has it whole: it counts until the page answers, in view or not, for it is shrunk one after the other. */
  isSent: boolean;
}

/** Whole pictures under way, those that the page is shrinking included (viewer, point 13). */
const atOnce = 6;

/** After a failure that may meet every picture, the next is asked for so much later, in ms. */
const pauseMs = 5000;

/** Brings cells their pictures: from the cache, else whole, to be shrunk by the page. */
export class PictureDesk implements Disposable {
  private wanted: readonly PictureCell[] = [];
  private readonly flights = new Map<string, Flight>();
  /** Cells that were told the end of it since they came into view. */
  private readonly settled = new Set<string>();
  private pause = { since: -Infinity, ms: 0 };
  private timer: Disposable | undefined;

  constructor(private readonly deps: PictureDeskDeps) {}

  /** Whole pictures and look-ups under way. */
  get inFlight(): number {
    return this.flights.size;
  }

  /** These cells are in view and have no picture; the others are not waited for any more. */
  want(cells: readonly PictureCell[]): void {
    this.wanted = cells;
    const keys = new Set(cells.map(({ key }) => key));
    for (const key of this.settled) if (!keys.has(key)) this.settled.delete(key);
    for (const [key, { isSent }] of [...this.flights]) if (!keys.has(key) && !isSent) this.end(key);
    this.pump();
  }

  /** What these cells show is another picture now: of the former one nothing is waited for. */
  drop(keys: readonly string[]): void {
    for (const key of keys) {
      this.settled.delete(key);
      this.end(key);
    }
  }

  /** The page shrank a whole picture. What it gives back for any other cell is not looked at. */
  async made(key: string, bytes: Uint8Array): Promise<void> {
    const flight = this.flights.get(key);
    if (!flight?.isSent) return;
    this.land(key);
    // The page runs no foreign code, yet nothing but the picture it was asked for goes on the disk.
    const header = readImageHeader(bytes);
    if (header?.format !== 'webp') return;
    if (header.size) this.deps.onSize(flight.cell, header.size);
    await this.deps.cache.set(this.cacheKey(flight.cell, 'thumbnail'), bytes);
  }

  /** The page could not read the picture it was sent. */
  async undecodable(key: string): Promise<void> {
    const cell = this.flights.get(key)?.cell ?? this.wanted.find((each) => each.key === key);
    if (!cell) return;
    this.land(key);
    const kinds = ['thumbnail', 'picture'] as const;
    await Promise.all(kinds.map((kind) => this.deps.cache.delete(this.cacheKey(cell, kind))));
  }

  /** The page is another one now and holds nothing. */
  reset(): void {
    this.settled.clear();
    for (const key of [...this.flights.keys()]) this.end(key);
    this.want([]);
  }

  dispose(): void {
    this.reset();
    this.timer?.dispose();
  }

  private pump(): void {
    const wait = leftOf(this.deps.clock, this.pause.since, this.pause.ms);
    if (wait > 0) {
      this.pumpLater(wait);
      return;
    }
    for (const cell of this.wanted) {
      if (this.flights.size >= atOnce) return;
      if (!this.flights.has(cell.key) && !this.settled.has(cell.key)) void this.bring(cell);
    }
  }

  private pumpLater(wait: number): void {
    this.timer?.dispose();
    this.timer = this.deps.clock.after(wait, () => this.pump());
  }

  private async bring(cell: PictureCell): Promise<void> {
    const flight: Flight = { abort: new AbortController(), cell, isSent: false };
    const { signal } = flight.abort;
    this.flights.set(cell.key, flight);
    const message = await this.messageFor(cell, signal).catch((error: unknown) => this.failed(cell, error));
    if (signal.aborted) return;
    this.settled.add(cell.key);
    this.deps.post(message);
    flight.isSent = message.type === 'picture' && message.kind === 'whole';
    if (!flight.isSent) this.land(cell.key);
  }

  private async messageFor(cell: PictureCell, signal: AbortSignal): Promise<SheetHostMessage> {
    const { cache, t } = this.deps;
    const { key } = cell;
    const thumbnail = await cache.get(this.cacheKey(cell, 'thumbnail'));
    const sent = { type: 'picture', key } as const;
    if (thumbnail?.header.size) this.deps.onSize(cell, thumbnail.header.size);
    if (thumbnail) return { ...sent, kind: 'thumbnail', mimeType: thumbnail.header.mimeType, bytes: thumbnail.bytes };
    const load = (shared: AbortSignal): Promise<ImageAnswer> => this.load(cell, shared);
    const answer = await cache.load(this.cacheKey(cell, 'picture'), { load, loadLarge: false }, signal);
    if (answer.kind !== 'image') return { type: 'noPicture', key, text: problemText(t, answer) };
    const { bytes, header } = answer.image;
    return { ...sent, kind: 'whole', mimeType: header.mimeType, bytes };
  }

  /** By a link that is used at once; one that is refused is renewed once (viewer, point 20). */
  private async load(cell: PictureCell, signal: AbortSignal): Promise<ImageAnswer> {
    const { links } = this.deps;
    const link = await links.link(cell);
    const first = await this.loadOnce(link, signal);
    if (first.kind !== 'forbidden' && first.kind !== 'gone') return first;
    return this.loadOnce(await links.link(cell, link), signal);
  }

  private async loadOnce(link: string | undefined, signal: AbortSignal): Promise<ImageAnswer> {
    const { loadImage, profileId } = this.deps;
    if (signal.aborted) return { kind: 'cancelled' };
    if (link === undefined) return { kind: 'gone', status: 404 };
    return loadImage(link, { profileId, loadLarge: false, allowedOrigins: new Set() }, signal);
  }

  /** A failure of the question for a link is one that the next question would meet too. */
  private failed({ key }: PictureCell, error: unknown): SheetHostMessage {
    const patience = error instanceof Failure ? error.retryAfterMs : undefined;
    this.pause = { since: this.deps.clock.now(), ms: patience ?? pauseMs };
    return { type: 'noPicture', key, text: failureText(this.deps.t, error) };
  }

  private end(key: string): void {
    this.flights.get(key)?.abort.abort();
    this.flights.delete(key);
  }

  private land(key: string): void {
    this.flights.delete(key);
    // It may have left the view and come back meanwhile.
    if (this.wanted.some((cell) => cell.key === key)) this.settled.add(key);
    this.pump();
  }

  private cacheKey({ jobId, resultIndex, crop }: PictureCell, kind: ImageKey['kind']): ImageKey {
    const { profileId, job } = this.deps;
    const revision = pictureRevision(job(jobId), crop);
    return { profileId, jobId, resultIndex, kind, revision };
  }
}
