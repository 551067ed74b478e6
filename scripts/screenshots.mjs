// @ts-check
// `npm run screenshots`: packs the extension and takes the pictures of the README in real VS Code, with the sample jobs.
import { build } from 'esbuild';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runChild } from './processes.mjs';
import { say } from './progress.mjs';

const { code } = await runChild(process.execPath, [join('scripts', 'package.mjs')], { stdio: 'ignore' });
if (code !== 0) throw new Error('Packing failed: `npm run package` says why.');
// The helpers that drive the window are those of the end-to-end tests, which are TypeScript.
const outfile = resolve('.build', 'screenshots', 'takePictures.cjs');
await build({
  entryPoints: ['test/e2e/harness/takePictures.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['playwright-core'],
  logLevel: 'warning',
});
const { takePictures } = await import(pathToFileURL(outfile).href);
for (const file of await takePictures(join('media', 'screenshots'))) say(file);
process.exit(0);
