import type { Browser, BrowserContext, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { launch } from '../../scripts/browser.mjs';
import type { SheetCell, SheetPageMessage, SheetState } from '../../src/core/sheetProtocol';
import { toSheetWire } from '../../src/core/sheetProtocolWire';
import { marked, startPageServer, type PageServer } from './pageServer';
import { themes, type Theme } from './themes';
import { playVsCode } from './viewerPage';

export interface OpenSheetOptions {
  readonly theme?: Theme;
  /** CSS px. */
  readonly width?: number;
  readonly height?: number;
  /** What `getState` answers. */
  readonly kept?: unknown;
  /** Speaks a made-up language; see `marked`. */
  readonly isMarked?: boolean;
}

type PictureKind = 'thumbnail' | 'whole';

/** The contact sheet's built page in a real browser; the test plays the host. */
export class SheetBench {
  private started: Promise<{ browser: Browser; server: PageServer }> | undefined;

  async open({
    theme = themes.dark,
    width = 900,
    height = 600,
    kept,
    isMarked,
  }: OpenSheetOptions = {}): Promise<SheetView> {
    this.started ??= Promise.all([launch({}), startPageServer()]).then(([browser, server]) => ({ browser, server }));
    const { browser, server } = await this.started;
    const context = await browser.newContext({ viewport: { width, height } });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await page.addInitScript(playVsCode, { theme, kept });
    await page.goto(`${server.origin}/sheet${isMarked ? marked : ''}`);
    return new SheetView(page, context, errors);
  }

  async stop(): Promise<void> {
    const { browser, server } = (await this.started) ?? {};
    await browser?.close();
    server?.close();
  }
}

export class SheetView {
  constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
    readonly errors: readonly string[],
  ) {}

  async show(state: SheetState): Promise<void> {
    await this.sendRaw(toSheetWire({ type: 'show', state }));
  }

  async sendRaw(message: unknown): Promise<void> {
    // VS Code carries messages as JSON.
    await this.page.evaluate((text) => window.postMessage(JSON.parse(text)), JSON.stringify(message));
    await this.settle();
  }

  /** Sends cells a picture each, as the host would its bytes. */
  async sendPictures(keys: readonly string[], png: Buffer, kind: PictureKind = 'thumbnail'): Promise<void> {
    await this.page.evaluate(
      ({ keys: all, kind: sent, base64 }) => {
        const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
        for (const key of all) window.postMessage({ type: 'picture', key, kind: sent, mimeType: 'image/png', bytes });
      },
      { keys, kind, base64: png.toString('base64') },
    );
  }

  /** Answers what the page wants in view until it wants nothing more. */
  async fill(png: Buffer): Promise<void> {
    for (;;) {
      const wanted = (await this.views()).at(-1)?.wanted ?? [];
      if (wanted.length === 0) return;
      await this.sendPictures(wanted, png);
      await this.page.waitForFunction(
        (count) => document.querySelectorAll('.picture img').length >= count,
        Math.min(wanted.length, 1),
      );
      await this.settle();
      await this.page.waitForTimeout(50);
    }
  }

  async told(): Promise<SheetPageMessage[]> {
    return this.page.evaluate(() => {
      const { told } = globalThis as unknown as { told: (SheetPageMessage & { bytes?: Uint8Array })[] };
      return told.map((each) => (each.bytes ? { ...each, bytes: each.bytes.length as never } : each));
    });
  }

  async views(): Promise<(SheetPageMessage & { type: 'view' })[]> {
    return (await this.told()).filter((each) => each.type === 'view');
  }

  async settle(): Promise<void> {
    await this.page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
        }),
    );
  }

  /** The result of the cell that has the focus; -1 without one. */
  async focused(): Promise<number> {
    return this.page.evaluate(() => Number((document.activeElement as HTMLElement | null)?.dataset.index ?? -1));
  }

  /** The page in device px. */
  async shot(): Promise<PNG> {
    return PNG.sync.read(await this.page.screenshot());
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}

export function cellOf(index: number, change: Partial<SheetCell> = {}): SheetCell {
  const jobId = `job-${String(index).padStart(4, '0')}`;
  return {
    key: JSON.stringify([jobId, 0]),
    ...{ jobId, resultIndex: 0, status: 'completed', kind: 'picture', problems: [], message: '', reading: 'source' },
    crop: { x: 0.25, y: 0.25, width: 0.5, height: 0.5 },
    ...change,
  };
}

export function sheetOf(cells: readonly SheetCell[], change: Partial<SheetState> = {}): SheetState {
  const counts = { jobs: cells.length, completed: cells.length, checked: cells.length };
  const target = { kind: 'label', profileId: 'Sample', label: 'car-model-lot-1' } as const;
  return { target, label: target.label, cells, ...counts, notice: '', ...change };
}
