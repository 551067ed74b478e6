import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sampleProfile } from '../../../scripts/exampleWorkspace.mjs';
import { Editor } from './editor';
import { eventually } from './eventually';
import type { Row } from './jobsView';
import type { Workbench } from './workbench';

/**
 * Takes the pictures of the README, 1280 × 800 px in the dark theme.
 *
 * @returns the files
 */
export async function takePictures(folder: string): Promise<string[]> {
  const files = [join(folder, 'tree.png'), join(folder, 'viewer.png'), join(folder, 'sheet.png')] as const;
  await mkdir(folder, { recursive: true });
  const editor = await Editor.start({ settings: sampleProfile });
  try {
    const workbench = await editor.open();
    await workbench.jobs.open();
    const result = await openToResults(workbench);
    await picture(workbench, files[0]);
    // The sample world lives: a row may move away from under the pointer, so the click is looked after.
    await eventually(async () => {
      await workbench.jobs.click(result.label);
      const shown = (await workbench.jobs.rows()).find(({ selected }) => selected);
      if (shown?.label !== result.label) throw new Error(`${shown?.label ?? 'Nothing'} is selected.`);
    });
    await workbench.webview().locator('.canvas img').waitFor();
    await picture(workbench, files[1]);
    // All of its jobs are finished: none stands there without a picture but one that failed.
    await openSheet(workbench, 'newsletter-heroes');
    await picture(workbench, files[2]);
    return [...files];
  } finally {
    await editor.close();
  }
}

/** Opens the contact sheet of a label, and waits until every cell that is seen has its picture. */
async function openSheet(workbench: Workbench, label: string): Promise<void> {
  await workbench.insist(
    () => workbench.chooseFromMenu(workbench.jobs.row(label), 'Open Contact Sheet'),
    () => workbench.page.locator('.tabs-container .tab', { hasText: label }).waitFor({ timeout: 15_000 }),
  );
  await eventually(async () => {
    const pictures = await workbench.webview().locator('.cell img').count();
    const busy = await workbench.webview().locator('.cell[aria-busy="true"]').count();
    const loading = await workbench.webview().locator('.cell', { hasText: 'loading…' }).count();
    if (pictures < 4 || busy + loading > 0)
      throw new Error(`${pictures} pictures, ${busy + loading} cells wait for theirs.`);
  }, 60_000);
}

/** Opens the first label and its first job that has results, as far as the first result. */
async function openToResults(workbench: Workbench): Promise<Row> {
  const { jobs } = workbench;
  const first = await rowWith(workbench, ({ level }) => level === 1);
  await jobs.expand(first.label);
  const completed = await rowWith(
    workbench,
    ({ level, ariaLabel }) => level === 2 && ariaLabel.startsWith('completed'),
  );
  await jobs.expand(completed.label);
  return rowWith(workbench, ({ level }) => level === 3);
}

const rowWith = (workbench: Workbench, fits: (row: Row) => boolean): Promise<Row> =>
  eventually(async () => {
    const row = (await workbench.jobs.rows()).find(fits);
    if (!row) throw new Error('The row is not there yet.');
    return row;
  });

/** The pointer goes where it shows no tooltip and no icons of a row. */
async function picture(workbench: Workbench, path: string): Promise<void> {
  await workbench.page.mouse.move(1279, 400);
  // A tooltip goes after a moment.
  await workbench.page.waitForTimeout(1000);
  await workbench.page.screenshot({ path, animations: 'disabled' });
}
