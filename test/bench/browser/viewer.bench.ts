import type { Frame, Locator, Page } from 'playwright-core';
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
const warmUp = 1;
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
    const left = await jobsWithNext(window, { baseUrl, key: server.key });
    const [start, { cpuMs }] = [performance.now(), await server.facts()];
    const busy = async (): Promise<number> =>
      (100 * ((await server.facts()).cpuMs - cpuMs)) / (performance.now() - start);
    const what = `${Math.round(photo.length / 1e5) / 10} MB, ${size.width} × ${size.height} px`;
    return await compare(
      window,
      left,
      async () => `${what}; the server's process was busy for ${short(await busy())} % of it all`,
    );
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

/** Ids of jobs on the screen that have a next result, as many as are opened: about half of them have one result. */
async function jobsWithNext(window: Workbench, server: { baseUrl: string; key: string }): Promise<string[]> {
  const ids = await eventually(async () => {
    const rows = (await window.jobs.rows()).filter(({ level }) => level === 2);
    const completed = rows.flatMap(({ ariaLabel, label }) => (ariaLabel.startsWith('completed') ? [label] : []));
    if (completed.length < 2 * pairs) throw new Error(`${completed.length} completed jobs stand there.`);
    return completed;
  }, 30_000);
  const found: string[] = [];
  for (const id of ids) if ((await resultsOf(id, server)) > 1) found.push(id);
  const needed = warmUp + pairs;
  if (found.length < needed) throw new Error(`${found.length} of ${needed} jobs have a next result.`);
  return found.slice(0, needed);
}

/** Asks the server itself: nothing of it is known to the window. */
async function resultsOf(id: string, { baseUrl, key }: { baseUrl: string; key: string }): Promise<number> {
  const response = await fetch(`${baseUrl}/banners/with-mask/status`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ job_id: id, limit: 100 }),
  });
  return ((await response.json()) as { results: unknown[] }).results.length;
}

/** @param left ids of the jobs to open, one in each round; @param tellAll what else is to be known */
async function compare(window: Workbench, left: string[], tellAll: () => Promise<string>): Promise<Measures> {
  const next: number[] = [];
  const ours = async (): Promise<number> => {
    await window.jobs.open();
    const ms = await opened(window, window.jobs.row(left.shift() ?? ''));
    next.push(await nextResult(window));
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
  const onPair = (pair: number): void => say(`picture ${pair + 1} of ${pairs}`);
  const times = await alternate({ ours, beside, runs: pairs, warmUp, onPair });
  const note = `each ${pairs} times, in turns; ${await tellAll()}`;
  return {
    'viewer-cold': { ...ratioOf(times), note },
    'viewer-next': { ...ratioOf({ ours: next.slice(warmUp), beside: times.beside }), note },
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
  if (await stands(page)) throw new Error('A picture stands there before the click.');
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

/** @returns ms from the key to the next result's picture and crop on the screen */
async function nextResult({ page }: Workbench): Promise<number> {
  const shows = await Promise.all(page.frames().map((each) => each.evaluate(hasPicture).catch(() => false)));
  const frame = page.frames()[shows.indexOf(true)];
  if (!frame || (await frame.locator('.filmstrip button').count()) < 2) throw new Error('There is no next result.');
  // The neighbours are loaded ahead while somebody looks.
  await page.waitForTimeout(1500);
  for (let tries = 0; tries < 3; tries++) {
    const ms = await pressNext(page, frame);
    if (ms !== undefined) return ms;
    say('the key did not reach the viewer');
  }
  throw new Error('No key reaches the viewer.');
}

/**
 * Looks for 1.5 s at what all pages show, as `opened` does, and so with the same delay.
 * @returns ms from the key to the last change of the picture and its crop that it brings; undefined when no key came
 */
async function pressNext(page: Page, frame: Frame): Promise<number | undefined> {
  const look = async (): Promise<string> => {
    const looks = page.frames().map((each) => each.evaluate(shownResult).catch(() => ''));
    return (await Promise.all(looks)).join('');
  };
  const came = frame.evaluate(keyComes);
  // VS Code may have the focus elsewhere by now.
  await frame.locator('.canvas').focus();
  let [last, shown] = [await look(), NaN];
  const start = performance.now();
  await page.keyboard.press(']');
  while (performance.now() - start < 1500) {
    const now = await look();
    if (now !== last) shown = performance.now() - start;
    last = now;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  if (!(await came)) return undefined;
  if (Number.isNaN(shown) || !last.includes(' there ')) throw new Error('The next result did not come within 1.5 s.');
  return shown;
}

/** Runs in the frame. @returns whether a key comes within 3 s */
function keyComes(): Promise<boolean> {
  return new Promise((resolve) => {
    addEventListener('keydown', () => resolve(true), { capture: true, once: true });
    setTimeout(() => resolve(false), 3000);
  });
}

/** Runs in a frame. @returns which picture with which crop it shows; empty where it is not ours */
function shownResult(): string {
  if (!document.querySelector('.canvas')) return '';
  const image = document.querySelector<HTMLImageElement>('.canvas img');
  const isThere = image !== null && image.complete && image.naturalWidth > 0;
  const crop = document.querySelector('.overlay path[d^="M"]')?.getAttribute('d') ?? '';
  return `${image?.src ?? ''} ${isThere && crop !== '' ? 'there' : 'on its way'} ${crop}`;
}

export const run = (): Promise<void> => report(measure);
