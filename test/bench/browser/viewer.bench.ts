import type { Locator, Page } from 'playwright-core';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { makeTempFolder, removeTempFolder } from '../../../scripts/tempFolder.mjs';
import { Editor } from '../../e2e/harness/editor';
import { eventually } from '../../e2e/harness/eventually';
import type { Workbench } from '../../e2e/harness/workbench';
import { alternate } from '../harness/alternate';
import type { Measures } from '../harness/measures';
import { report, say } from '../harness/report';
import { startSampleProcess } from '../harness/sampleProcess';
import { ratioOf, short } from '../harness/statistics';

const file = 'photo.png';
/** The preview's time is one of two: so many tell. */
const pairs = 11;
/** Of jobs that have a next result. */
const fewest = 9;
/** px */
const size = { width: 1050, height: 790 };

/** A job's picture with its crop, from the click, and then the next result; beside VS Code's own preview of the same file. */
async function measure(): Promise<Measures> {
  const imagesDir = makeTempFolder('pictures');
  const photo = await photoLike();
  await writePictures(imagesDir, photo);
  const server = startSampleProcess({ jobs: 60, labels: 1, imagesDir });
  const { baseUrl, labels } = await server.facts();
  const editor = await Editor.start({
    source: process.cwd(),
    // So high that enough jobs stand there to be clicked.
    viewport: { width: 1280, height: 1700 },
    settings: {
      'bannerJobs.profiles': [{ name: 'Test', url: baseUrl }],
      ...{ 'bannerJobs.profile': 'Test', 'bannerJobs.details': 'whenOpened', 'bannerJobs.polling.enabled': false },
      // Every picture comes from the server.
      'bannerJobs.imageCache.megabytes': 0,
    },
    workspaceSettings: { 'bannerJobs.labels': [...labels, 'still-empty'] },
  });
  try {
    await writeFile(join(editor.folder, file), photo);
    const window = await editor.open();
    await load(window, server.key, labels[0] ?? '');
    const [start, { cpuMs }] = [performance.now(), await server.facts()];
    const busy = async (): Promise<number> =>
      (100 * ((await server.facts()).cpuMs - cpuMs)) / (performance.now() - start);
    return await compare(window, `${Math.round(photo.length / 1e5) / 10} MB, ${size.width} × ${size.height} px`, busy);
  } finally {
    await editor.close();
    await server.end();
    removeTempFolder(imagesDir);
  }
}

/** Soft shapes under the grain of a camera: it compresses as badly as a photo does, to some 2 MB. */
async function photoLike(): Promise<Buffer> {
  const { width, height } = size;
  const pixels = Buffer.alloc(width * height * 3);
  let state = 1;
  for (let at = 0; at < pixels.length; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const [x, y] = [((at / 3) | 0) % width, (at / 3 / width) | 0];
    pixels[at] = 128 + 90 * Math.sin(x / 90 + (at % 3)) * Math.cos(y / 70) + (state >>> 29);
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}

async function writePictures(folder: string, photo: Buffer): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, file), photo);
  const crop = (index: number) => ({ name: `crop ${index}`, x: 100 + 50 * index, y: 100, width: 800, height: 600 });
  const picture = { file, contentType: 'image/png', ...size, labels: [], crops: [crop(0), crop(1), crop(2), crop(3)] };
  await writeFile(join(folder, 'manifest.json'), JSON.stringify({ pictures: [picture] }));
}

/** Signs in, opens the label, and the files beside. */
async function load(window: Workbench, key: string, label: string): Promise<void> {
  await window.jobs.open();
  await window.runCommand('Banner Jobs: Sign In');
  await window.quickInput.untilOpen();
  await window.quickInput.type(key);
  await window.quickInput.accept();
  await eventually(async () => {
    if ((await window.jobs.rows()).length < 2) throw new Error('The labels are not there yet.');
  }, 60_000);
  await window.jobs.expand(label);
  say('signed in');
}

/** @param busy share of the time in which the server's process worked, in % */
async function compare(window: Workbench, what: string, busy: () => Promise<number>): Promise<Measures> {
  const left = await eventually(async () => {
    const rows = (await window.jobs.rows()).filter(({ level }) => level === 2);
    const completed = rows.flatMap(({ ariaLabel, label }) => (ariaLabel.startsWith('completed') ? [label] : []));
    if (completed.length < pairs + 1) throw new Error(`${completed.length} completed jobs stand there.`);
    return completed;
  }, 30_000);
  const next: number[] = [];
  const ours = async (): Promise<number> => {
    await window.jobs.open();
    const label = left.shift();
    if (label === undefined) throw new Error('No job is left to be opened.');
    const ms = await opened(window, window.jobs.row(label));
    const following = await nextResult(window);
    if (following !== undefined) next.push(following);
    await window.closeEditors();
    return ms;
  };
  const beside = async (): Promise<number> => {
    await openExplorer(window);
    const row = window.page.locator('.explorer-folders-view .monaco-list-row', { hasText: file });
    const ms = await opened(window, row);
    await window.closeEditors();
    return ms;
  };
  const times = await alternate({
    ours,
    beside,
    runs: 11,
    warmUp: 1,
    onPair: (pair) => say(`picture ${pair + 1} of 11`),
  });
  // Half of the jobs have one result.
  while (next.length < fewest && left.length > 0) await ours();
  if (next.length < fewest) throw new Error(`Only ${next.length} next results were opened.`);
  const note = `${what}; the next result was there ${next.length} times; the server's process was busy for ${short(await busy())} % of it all`;
  return {
    'viewer-cold': { ...ratioOf(times), note },
    'viewer-next': { ...ratioOf({ ours: next, beside: times.beside.slice(0, next.length) }), note },
  };
}

async function openExplorer({ page }: Workbench): Promise<void> {
  const row = page.locator('.explorer-folders-view .monaco-list-row', { hasText: file });
  await eventually(async () => {
    if (!(await row.isVisible())) await page.locator('.activitybar .action-item:has([aria-label^="Explorer"])').click();
    await row.waitFor({ timeout: 3000 });
  }, 60_000);
}

/** @returns ms from the mouse button to the picture on the screen */
async function opened({ page }: Workbench, row: Locator): Promise<number> {
  await row.hover();
  // What closing the last editor has set off is over.
  await page.waitForTimeout(1500);
  const start = performance.now();
  await page.mouse.down();
  await page.mouse.up();
  while (!(await stands(page))) {
    if (performance.now() - start > 30_000) throw new Error('The picture does not come.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return performance.now() - start;
}

/** Whether the page of any editor shows its picture; the same way of looking, and so the same delay, for both. */
async function stands(page: Page): Promise<boolean> {
  const looks = page.frames().map((frame) => frame.evaluate(hasPicture).catch(() => false));
  return (await Promise.all(looks)).includes(true);
}

/** Runs in a frame: our picture counts with its overlay. */
function hasPicture(): boolean {
  const image = document.querySelector<HTMLImageElement>('.canvas img, body.ready img');
  if (!image?.complete || image.naturalWidth === 0) return false;
  return !image.closest('.canvas') || document.querySelector('.overlay path[d^="M"]') !== null;
}

/** @returns ms from the key to the next result's picture; undefined when the job has one result */
async function nextResult({ page }: Workbench): Promise<number | undefined> {
  const shows = await Promise.all(page.frames().map((each) => each.evaluate(hasPicture).catch(() => false)));
  const frame = page.frames()[shows.indexOf(true)];
  if (!frame || (await frame.locator('.filmstrip button').count()) < 2) return undefined;
  // The neighbours are loaded ahead while somebody looks.
  await page.waitForTimeout(1500);
  const watching = frame.evaluate(watchNext);
  // Takes the focus first: VS Code may have it elsewhere by now.
  await frame.locator('.canvas').press(']');
  const ms = await watching;
  if (ms === undefined) say('the key did not reach the viewer');
  return ms;
}

/**
 * Runs in the frame.
 * @returns ms from the key to the last change of the picture and its crop that it brings; undefined when no key came
 */
async function watchNext(): Promise<number | undefined> {
  const look = (): string => {
    const image = document.querySelector<HTMLImageElement>('.canvas img');
    const isThere = image !== null && image.complete && image.naturalWidth > 0;
    const crop = document.querySelector('.overlay path[d^="M"]')?.getAttribute('d') ?? '';
    return `${image?.src ?? ''} ${isThere && crop !== '' ? 'there' : 'on its way'} ${crop}`;
  };
  const before = look();
  const pressed = await new Promise<number | undefined>((resolve) => {
    addEventListener('keydown', () => resolve(performance.now()), { capture: true, once: true });
    setTimeout(() => resolve(undefined), 10_000);
  });
  if (pressed === undefined) return undefined;
  let last = before;
  let shown = NaN;
  while (performance.now() - pressed < 1500) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const now = look();
    if (now !== last) shown = performance.now();
    last = now;
  }
  if (Number.isNaN(shown) || !last.includes(' there ')) throw new Error('The next result did not come within 1.5 s.');
  return shown - pressed;
}

export const run = (): Promise<void> => report(measure);
