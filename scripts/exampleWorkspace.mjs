// @ts-check
// A throw-away folder to open, and the settings that choose the sample jobs, which track their labels by themselves.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTempFolder } from './tempFolder.mjs';

/** User settings that choose the embedded sample server. */
export const sampleProfile = { 'bannerJobs.profile': 'Sample jobs' };

const readme = `# Banner Jobs example

Click the icon with the crop marks in the activity bar on the left: the sample jobs stand there, and go on by themselves.

- Open a label, then click a **completed** job: its pictures appear with their crop.
- *Filter…* and *Sort By…* are above the rows; all else is in the palette under **Banner Jobs**.

This folder is thrown away when \`npm start\` ends.
`;

/** @returns {{ home: string, folder: string }} `home` is removed when this process ends; the rest may be put there */
export function makeExampleWorkspace() {
  const home = makeTempFolder('example');
  const folder = join(home, 'banner-jobs-example');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'README.md'), readme);
  return { home, folder };
}
