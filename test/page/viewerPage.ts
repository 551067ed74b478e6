import type { Browser, BrowserContext, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { launch } from '../../scripts/browser.mjs';
import type { HostMessage, PageMessage, Stage, ViewerState } from '../../src/core/protocol';
import { toWire } from '../../src/core/protocolWire';
import { marked, startPageServer, type PageServer } from './pageServer';
import { themes, type Theme } from './themes';

export interface OpenOptions {
  readonly theme?: Theme;
  /** Device px per CSS px. */
  readonly ratio?: number;
  /** CSS px. */
  readonly width?: number;
  readonly height?: number;
  /** What `getState` answers. */
  readonly kept?: unknown;
  /** Speaks a made-up language; see `marked`. */
  readonly isMarked?: boolean;
}

interface Started {
  readonly browser: Browser;
  readonly server: PageServer;
}

/** The browser and the server of one suite. */
class Bench {
  private readonly started = new Map<number, Promise<Started>>();

  /**
   * @param ratio device px per CSS px. Each has a browser of its own: a ratio that is only emulated is drawn at 1 and
   *   stretched, which no real screen does
   */
  start(ratio: number): Promise<Started> {
    const known = this.started.get(ratio);
    if (known) return known;
    const starting = begin(ratio);
    this.started.set(ratio, starting);
    return starting;
  }

  async stop(): Promise<void> {
    const all = [...this.started.values()];
    this.started.clear();
    for (const { browser, server } of await Promise.all(all)) {
      await browser.close();
      server.close();
    }
  }
}

async function begin(ratio: number): Promise<Started> {
  const args = ['--disable-gpu', `--force-device-scale-factor=${ratio}`];
  return { browser: await launch(ratio === 1 ? {} : { args }), server: await startPageServer() };
}

const bench = new Bench();

/** Ends the browsers after a suite; the next one starts others. */
export const stopBrowser = (): Promise<void> => bench.stop();

/** The built page in a real browser; the test plays the host. */
export class ViewerPage {
  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
    readonly errors: readonly string[],
  ) {}

  static async open(options: OpenOptions = {}): Promise<ViewerPage> {
    const { theme = themes.dark, ratio = 1, width = 900, height = 600, kept, isMarked } = options;
    const { browser, server } = await bench.start(ratio);
    const context = await browser.newContext(ratio === 1 ? { viewport: { width, height } } : { viewport: null });
    const page = await context.newPage();
    if (ratio !== 1) await resizeWindow(page, width, height);
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await page.addInitScript(playVsCode, { theme, kept });
    await page.goto(`${server.origin}/${isMarked ? marked : ''}`);
    return new ViewerPage(page, context, errors);
  }

  /** Tells the page something, as the host would. */
  async send(message: HostMessage): Promise<void> {
    if (message.type !== 'picture' && message.type !== 'strip') return this.sendRaw(toWire(message));
    const text = Buffer.from(message.bytes).toString('base64');
    await this.page.evaluate(
      ({ rest, base64 }) => {
        const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
        window.postMessage({ ...rest, bytes });
      },
      { rest: { ...message, bytes: undefined }, base64: text },
    );
  }

  async sendRaw(message: unknown): Promise<void> {
    // VS Code carries messages as JSON.
    await this.page.evaluate((text) => window.postMessage(JSON.parse(text)), JSON.stringify(message));
  }

  /** Shows a state with its picture, and waits until it stands. */
  async show(state: ViewerState, png?: Buffer): Promise<void> {
    await this.send({ type: 'show', state });
    if (!png || state.stage.kind !== 'picture') return this.settle();
    await this.sendPicture(state.stage.key, png, state.resultIndex);
    await this.page.waitForSelector('.canvas img', { timeout: 5000 });
    await this.settle();
  }

  /** Hands bytes over; without a number, those of the source. */
  async sendPicture(key: string, png: Buffer, resultIndex?: number): Promise<void> {
    const whose = resultIndex === undefined ? {} : { resultIndex };
    await this.send({ type: 'picture', key, ...whose, mimeType: 'image/png', bytes: png });
  }

  /** Shows a finished crop with its source, both decoded. */
  async showWithSource(output: Buffer, source: Buffer, change: Partial<ViewerState> = {}): Promise<void> {
    const stage = pictureStage('source');
    const given = { source: { name: 'source.png', stage }, reading: 'cropped' as const };
    await this.show(stateOf({ ...given, stage: pictureStage('output'), ...change }), output);
    await this.sendPicture('source', source);
    await this.page.waitForSelector('.work > .canvas > .pane-tag', { timeout: 5000 });
    await this.settle();
  }

  /** What the page has told the host. */
  async told(): Promise<PageMessage[]> {
    return this.page.evaluate(() => (globalThis as unknown as { told: PageMessage[] }).told);
  }

  async kept(): Promise<unknown> {
    await this.page.waitForTimeout(300);
    return this.page.evaluate(() => (globalThis as unknown as { kept: unknown }).kept);
  }

  /** Two frames: one to queue the painting, one to paint. */
  async settle(): Promise<void> {
    await this.page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
        }),
    );
  }

  /** Where the picture area lies, in CSS px. */
  async canvasBox(): Promise<{ x: number; y: number; width: number; height: number }> {
    return (await this.page.locator('.canvas').boundingBox())!;
  }

  /** The whole page in device px: a clip would be resampled where its edges lie between two of them. */
  async shot(): Promise<PNG> {
    return PNG.sync.read(await this.page.screenshot({ scale: 'device' }));
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}

/** The window includes no frame in a headless browser, and is measured in CSS px. */
async function resizeWindow(page: Page, width: number, height: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { windowId } = await session.send('Browser.getWindowForTarget');
  await session.send('Browser.setWindowBounds', { windowId, bounds: { width, height } });
}

/** Runs in the page before its script: the one fake, in the place of VS Code. */
export function playVsCode({ theme, kept }: { theme: Theme; kept: unknown }): void {
  const world = globalThis as unknown as Record<string, unknown>;
  const told: unknown[] = [];
  world.told = told;
  world.kept = kept;
  world.acquireVsCodeApi = () => ({
    postMessage: (message: unknown) => told.push(message),
    getState: () => world.kept,
    setState: (state: unknown) => {
      world.kept = state;
    },
  });
  const dress = (): void => {
    const { style } = document.documentElement;
    for (const [name, value] of Object.entries(theme.variables)) style.setProperty(`--vscode-${name}`, value);
    document.body.classList.add(...theme.bodyClass.split(' '));
  };
  new MutationObserver((_, observer) => {
    if (!document.contains(document.body)) return;
    observer.disconnect();
    dress();
  }).observe(document, { childList: true, subtree: true });
}

/** As `stateOf`, of a profile whose pictures nobody was asked about yet. */
export function unaskedState(change: Parameters<typeof stateOf>[0]): ViewerState {
  const state: { -readonly [Name in keyof ViewerState]: ViewerState[Name] } = stateOf(change);
  delete state.reading;
  return state;
}

/** A state of the viewer, with what the test does not care about filled in. */
export function stateOf(change: Partial<ViewerState> & { readonly stage: Stage }): ViewerState {
  return {
    profileId: 'Sample jobs',
    jobId: 'job-0042',
    label: 'car-model-lot-1',
    status: 'completed',
    results: [{ hasImage: true, crop: { x: 0.2, y: 0.2, width: 0.5, height: 0.5 } }],
    resultIndex: 0,
    reading: 'source',
    pinned: false,
    ...change,
  };
}

export const pictureStage = (key = 'p'): Stage => ({ kind: 'picture', key, renewed: false });
