import sharp from 'sharp';
import { pictureStage, stateOf, stopBrowser, ViewerPage } from '../../page/viewerPage';
import { alternate, type Arm } from '../harness/alternate';
import type { Measures } from '../harness/measures';
import { report, say } from '../harness/report';
import { percentile, ratioOf, told } from '../harness/statistics';

const size = { width: 8000, height: 6000 };
const crop = { x: 0.2, y: 0.2, width: 0.5, height: 0.5 };

/** Frames of a continuous zoom over 8,000 × 6,000 px with the crop drawn over it, beside the same without a crop. */
async function measure(): Promise<Measures> {
  const view = await ViewerPage.open();
  try {
    say(`drawing ${size.width} × ${size.height} px`);
    await view.show(stateOf({ results: [{ hasImage: true, crop }], stage: pictureStage() }), await drawPicture());
    const work = await watchWork(view);
    const p95s = { ours: [] as number[], beside: [] as number[] };
    const works = { ours: [] as Work[], beside: [] as Work[] };
    const zooming = (arm: keyof typeof p95s, hasCrop: boolean): Arm => {
      return async () => {
        const results = [{ hasImage: true, ...(hasCrop && { crop }) }];
        await view.send({ type: 'show', state: stateOf({ results, stage: pictureStage() }) });
        await view.settle();
        if ((await isDrawn(view)) !== hasCrop) throw new Error('The overlay is not as this arm wants it.');
        const before = await work();
        const frames = await framesOfZoom(view);
        works[arm].push(perFrame(before, await work(), frames.length));
        p95s[arm].push(percentile(frames, 0.95));
        return percentile(frames, 0.5);
      };
    };
    const arms = { ours: zooming('ours', true), beside: zooming('beside', false) };
    const medians = await alternate({ ...arms, runs: 7, warmUp: 1 });
    const warm = { ours: p95s.ours.slice(1), beside: p95s.beside.slice(1) };
    const note = `a page is given the display's frames, so that only a lost one shows; ${toldWork(works)}`;
    return { zoom: { ...ratioOf(medians, 'ms a frame'), note }, 'zoom-p95': ratioOf(warm, 'ms a frame') };
  } finally {
    await view.close();
    await stopBrowser();
  }
}

/** What was worked, in ms. */
interface Work {
  /** By the thread of the page: scripts, style, layout, and what is to be painted. */
  readonly page: number;
  /** On all processors, by all processes of the browser: painting, and putting it on the screen, too. */
  readonly browser: number;
}

/** @returns what tells how much was worked so far */
async function watchWork({ page }: ViewerPage): Promise<() => Promise<Work>> {
  const ofPage = await page.context().newCDPSession(page);
  const ofBrowser = await page.context().browser()?.newBrowserCDPSession();
  await ofPage.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await ofPage.send('Performance.getMetrics');
    const busy = metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN;
    const processes = (await ofBrowser?.send('SystemInfo.getProcessInfo'))?.processInfo ?? [];
    return { page: 1000 * busy, browser: 1000 * processes.reduce((sum, { cpuTime }) => sum + cpuTime, 0) };
  };
}

function perFrame(before: Work, after: Work, frames: number): Work {
  const work = { page: (after.page - before.page) / frames, browser: (after.browser - before.browser) / frames };
  if (!(work.page > 0 && work.browser > 0)) throw new Error('The browser does not tell what it works.');
  return work;
}

/** Of both arms, without the first run of each. */
function toldWork({ ours, beside }: Record<'ours' | 'beside', readonly Work[]>): string {
  const of = (all: readonly Work[], whose: keyof Work): string =>
    told(
      all.slice(1).map((each) => each[whose]),
      'ms',
    );
  const both = (whose: keyof Work): string => `${of(ours, whose)} a frame beside ${of(beside, whose)}`;
  return `of a processor, the page's thread takes ${both('page')}, all of the browser ${both('browser')}`;
}

/** A picture whose pixels differ, which packs well: it crosses to the page as text. */
function drawPicture(): Promise<Buffer> {
  const colours =
    '<stop offset="0" stop-color="#234"/><stop offset=".5" stop-color="#c85"/><stop offset="1" stop-color="#fed"/>';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}">
    <linearGradient id="g" x2="1" y2="1">${colours}</linearGradient><rect width="100%" height="100%" fill="url(#g)"/></svg>`;
  return sharp(Buffer.from(svg), { limitInputPixels: false }).png({ compressionLevel: 6 }).toBuffer();
}

function isDrawn({ page }: ViewerPage): Promise<boolean> {
  return page.locator('svg.overlay .frame.light').evaluate((path) => !path.hasAttribute('hidden'));
}

/** Turns the wheel a little in each frame, in and out again. @returns ms from frame to frame */
async function framesOfZoom({ page }: ViewerPage): Promise<number[]> {
  const { frames, widest, narrowest } = await page.evaluate(async () => {
    const canvas = document.querySelector('.canvas');
    const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    const { left = 0, top = 0, width = 0, height = 0 } = canvas?.getBoundingClientRect() ?? {};
    const place = { clientX: left + width / 2, clientY: top + height / 2, bubbles: true, cancelable: true };
    const frames: number[] = [];
    const widths: number[] = [];
    let last = await nextFrame();
    for (let turn = 0; turn < 120; turn++) {
      canvas?.dispatchEvent(new WheelEvent('wheel', { ...place, deltaY: turn < 60 ? -30 : 30 }));
      const now = await nextFrame();
      frames.push(now - last);
      last = now;
      if (turn % 10 === 9) widths.push(document.querySelector('.canvas img')?.getBoundingClientRect().width ?? 0);
    }
    return { frames, widest: Math.max(...widths), narrowest: Math.min(...widths) };
  });
  if (!(widest > 2 * narrowest)) throw new Error(`The picture did not zoom: ${narrowest} to ${widest} px wide.`);
  return frames;
}

export const run = (): Promise<void> => report(measure);
