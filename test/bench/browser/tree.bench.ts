import type { Locator, Page } from 'playwright-core';
import { installStaticView } from '../../../scripts/benchExtensions.mjs';
import { eventually } from '../../e2e/harness/eventually';
import { Editor } from '../../e2e/harness/editor';
import type { Workbench } from '../../e2e/harness/workbench';
import { alternate, type Arm } from '../harness/alternate';
import type { Measures } from '../harness/measures';
import { report, say } from '../harness/report';
import { startSampleProcess } from '../harness/sampleProcess';
import { ratioOf, told } from '../harness/statistics';

/** A view with one row that opens. */
interface View {
  /** Of its icon in the activity bar. */
  readonly icon: string;
  readonly container: string;
  /** Place of the row at the top, from 0. */
  readonly row: number;
  /** How deep the rows stand that are waited for: jobs stand under pages. */
  readonly level: number;
}

const ours: View = { icon: 'Banner Jobs', container: 'bannerJobs', row: 0, level: 3 };
const peer: View = { icon: 'Static Rows', container: 'benchStatic', row: 0, level: 2 };
/** As many rows as ours gives first, on a page that opens by itself, too. */
const first: View = { ...peer, row: 1, level: 3 };

/** Opening a label of 20,000 jobs, beside opening 200 rows that never change in the same view: click to first rows, and the longest task. */
async function measure(): Promise<Measures> {
  const server = startSampleProcess({ jobs: 20_000, labels: 1 });
  const { baseUrl, labels } = await server.facts();
  const editor = await Editor.start({
    source: process.cwd(),
    install: installStaticView,
    settings: {
      'bannerJobs.profiles': [{ name: 'Test', url: baseUrl }],
      ...{ 'bannerJobs.profile': 'Test', 'bannerJobs.details': 'whenOpened', 'bannerJobs.polling.enabled': false },
    },
    // A label that stands alone would be open from the start.
    workspaceSettings: { 'bannerJobs.labels': [...labels, 'still-empty'] },
  });
  try {
    const window = await editor.open();
    await load(window, server.key);
    return await compare(window.page);
  } finally {
    await editor.close();
    await server.end();
  }
}

/** Signs in, and waits until the label has all its jobs. */
async function load(window: Workbench, key: string): Promise<void> {
  await window.jobs.open();
  await window.runCommand('Banner Jobs: Sign In');
  await window.quickInput.untilOpen();
  await window.quickInput.type(key);
  await window.quickInput.accept();
  say('signed in');
  await eventually(async () => {
    const [row] = await window.jobs.rows();
    if (!/^20000\/|20,000/.test(row?.description ?? '')) throw new Error(`The label says ${String(row?.description)}.`);
  }, 120_000);
}

async function compare(window: Page): Promise<Measures> {
  const longest = { ours: [] as number[], beside: [] as number[] };
  const opening = (name: keyof typeof longest, view: View): Arm => {
    return async () => {
      const { ms, task } = await openOnce(window, view);
      longest[name].push(task);
      return ms;
    };
  };
  // Single openings differ by half: the medians of 9 of them did by a fifth.
  const [runs, warmUp] = [15, 1];
  const floor: Arm = async () => (await openOnce(window, first)).ms;
  const arms = { ours: opening('ours', ours), beside: opening('beside', peer), floor };
  const onPair = (pair: number): void => say(`opening, ${pair + 1} of ${runs}`);
  const times = await alternate({ ...arms, runs, warmUp, onPair });
  const tasks = { ours: longest.ours.slice(warmUp), beside: longest.beside.slice(warmUp) };
  const { value } = ratioOf({ ours: times.ours, beside: times.floor });
  const note = `VS Code itself takes ${told(times.floor, 'ms')} for 64 rows that never change, with all that ours have, on a page as ours: in turns with both; ours takes ${value.toFixed(2)} of that`;
  return { tree: { ...ratioOf(times), note }, 'tree-longest-task': ratioOf(tasks) };
}

/** Opens the row, and closes it again for the next time. */
async function openOnce(page: Page, { icon, container, row, level }: View): Promise<{ ms: number; task: number }> {
  const root = page.locator(`[id="workbench.view.extension.${container}"]`);
  await eventually(async () => {
    if (!(await root.isVisible())) await page.locator(`.activitybar .action-item:has([aria-label^="${icon}"])`).click();
    await root.waitFor({ timeout: 3000 });
  }, 60_000);
  const top = root.locator('.monaco-list-row[aria-level="1"][aria-expanded]').nth(row);
  await close(top);
  // What the closing has set off is over.
  await page.waitForTimeout(2000);
  const watching = page.evaluate(watchOpening, { container, level });
  await top.locator('.monaco-tl-twistie').click();
  const found = await watching;
  await close(top);
  return found;
}

/** A busy window may miss a click. */
async function close(top: Locator): Promise<void> {
  await top.waitFor();
  await eventually(async () => {
    if ((await top.getAttribute('aria-expanded')) === 'true') await top.locator('.monaco-tl-twistie').click();
    await top.page().waitForTimeout(500);
    if ((await top.getAttribute('aria-expanded')) !== 'false') throw new Error('The row does not close.');
  }, 60_000);
}

/**
 * Runs in the window. @returns ms from the click to the first rows, and of the longest time in the second after it in
 * which nobody else got a turn: the browser's own list of long tasks begins at 50 ms, which most of these do not take.
 */
async function watchOpening({ container, level }: { container: string; level: number }) {
  const clicked = await new Promise<number>((resolve) => {
    window.addEventListener('mousedown', () => resolve(performance.now()), { capture: true, once: true });
  });
  const { port1, port2 } = new MessageChannel();
  let [last, longest] = [performance.now(), 0];
  port1.onmessage = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    port2.postMessage(undefined);
  };
  port2.postMessage(undefined);
  const row = `[id="workbench.view.extension.${container}"] .monaco-list-row[aria-level="${level}"]`;
  const shown = await new Promise<number>((resolve) => {
    const look = (): void => {
      if (document.querySelector(row)) resolve(performance.now());
      else requestAnimationFrame(look);
    };
    look();
  });
  await new Promise((resolve) => setTimeout(resolve, 1000));
  port1.close();
  return { ms: shown - clicked, task: longest };
}

export const run = (): Promise<void> => report(measure);
