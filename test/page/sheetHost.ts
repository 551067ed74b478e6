import { createHash } from 'node:crypto';
import type { JobAnswer } from '../../src/core/api/answer';
import { ImageCache } from '../../src/core/images/imageCache';
import { judgeImage } from '../../src/core/images/judgeImage';
import { LinkDesk } from '../../src/core/sheet/linkDesk';
import { PictureDesk, type PictureCell } from '../../src/core/sheet/pictureDesk';
import type { SheetCell, SheetHostMessage, SheetPageMessage } from '../../src/core/sheetProtocol';
import { english } from '../../src/core/translate';
import { rest } from '../../src/vscode/rest';
import { job, jobAnswer } from '../fakes/jobs';
import { MemoryFiles } from '../fakes/memoryFiles';
import { systemClock } from '../fakes/systemClock';
import type { SheetView } from './sheetPage';

/** The real desk of pictures behind a real page: its server answers each job with one link, and each link with a picture. */
export class SheetHost {
  /** The most whole pictures that were at any time being loaded, or with the page that had not answered yet. */
  most = 0;
  loaded = 0;
  private loading = 0;
  /** Cells whose whole picture the page has, and did not answer. */
  private readonly sent = new Set<string>();
  private readonly desk: PictureDesk;

  constructor(
    private readonly view: SheetView,
    private readonly cells: readonly SheetCell[],
    private readonly picture: Buffer,
  ) {
    const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
    const onProblem = (text: string): never => {
      throw new Error(text);
    };
    const clock = systemClock;
    this.desk = new PictureDesk({
      ...{ profileId: 'p', t: english, clock, onSize: () => undefined, job: () => ({ changedAt: 1 }) },
      cache: new ImageCache({ files: new MemoryFiles(), hash, onProblem, rest, capacity: () => 1e9 }),
      links: new LinkDesk({ profileId: 'p', clock, openJob: (_, jobId) => Promise.resolve(answerOf(jobId)) }),
      loadImage: (_, options, signal) => this.load(signal).then(() => judgeImage(this.picture, options)),
      post: (message) => void this.post(message),
    });
  }

  /** Lets the page's messages reach the desk as they are sent. */
  async connect(): Promise<void> {
    await this.view.page.exposeFunction('tellHost', (text: string) => this.receive(text));
    await this.view.page.evaluate(() => {
      const { told, tellHost } = globalThis as unknown as {
        told: { push: (message: { bytes?: Uint8Array }) => number };
        tellHost: (text: string) => Promise<void>;
      };
      told.push = (message) => {
        void tellHost(JSON.stringify({ ...message, bytes: message.bytes && [...message.bytes] }));
        return 0;
      };
    });
  }

  private receive(text: string): void {
    const message = JSON.parse(text) as SheetPageMessage & { bytes: number[] };
    if (message.type === 'view') this.desk.want(message.wanted.flatMap((key) => this.cellOf(key)));
    if (message.type !== 'thumbnail' && message.type !== 'cannotDecode') return;
    this.sent.delete(message.key);
    if (message.type === 'thumbnail') void this.desk.made(message.key, Uint8Array.from(message.bytes));
    else void this.desk.undecodable(message.key);
  }

  private cellOf(key: string): PictureCell[] {
    return this.cells.filter((cell): cell is PictureCell => cell.key === key && cell.resultIndex !== undefined);
  }

  private async post(message: SheetHostMessage): Promise<void> {
    if (message.type !== 'picture') return this.view.sendRaw(message);
    if (message.kind === 'whole') this.sent.add(message.key);
    this.count();
    await this.view.page.evaluate(
      ({ rest, base64 }) => {
        const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
        window.postMessage({ ...rest, bytes });
      },
      { rest: { ...message, bytes: undefined }, base64: Buffer.from(message.bytes).toString('base64') },
    );
  }

  /** A little slower than scrolling, so that cells leave the view while theirs are on the way. */
  private async load(signal: AbortSignal): Promise<void> {
    this.loading++;
    this.loaded++;
    this.count();
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, 15);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    });
    this.loading--;
  }

  private count(): void {
    this.most = Math.max(this.most, this.loading + this.sent.size);
  }
}

function answerOf(jobId: string): JobAnswer {
  return jobAnswer(job(jobId, 'completed'), { results: [{ imageUrl: `https://x.example/${jobId}` }] });
}
