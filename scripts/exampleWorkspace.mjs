// @ts-check
// A throw-away folder that tracks the labels of the sample jobs.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTempFolder } from './tempFolder.mjs';

/** User settings that choose the embedded sample server. */
export const sampleProfile = { 'bannerJobs.profile': 'Sample jobs' };

/** Those that the jobs of the sample server carry. */
export const sampleLabels = [
  'car-model-lot-1',
  'honda-lot-x',
  'spring-sale-2026',
  'newsletter-heroes',
  'marketplace-tiles',
];

const readme =
  '# Banner Jobs example\n\nThis folder is thrown away. Its settings track the labels of the sample jobs.\n';

/** @returns {{ home: string, folder: string }} `home` is removed when this process ends; the rest may be put there */
export function makeExampleWorkspace() {
  const home = makeTempFolder('example');
  const folder = join(home, 'banner-jobs-example');
  mkdirSync(join(folder, '.vscode'), { recursive: true });
  writeFileSync(
    join(folder, '.vscode', 'settings.json'),
    JSON.stringify({ 'bannerJobs.labels': sampleLabels }, null, 2),
  );
  writeFileSync(join(folder, 'README.md'), readme);
  return { home, folder };
}
