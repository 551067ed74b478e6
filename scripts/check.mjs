// @ts-check
// `npm run check`: types, lint, the import fence and the format. Each counts as one; all run even after a failure.
import { join } from 'node:path';
import { holesInFence } from './importFence.mjs';
import { writeReport } from './mochaRun.mjs';
import { runChild } from './processes.mjs';
import { say } from './progress.mjs';

/** @param {string} file below node_modules @param {...string} args */
const tool =
  (file, ...args) =>
  async () =>
    (await runChild(process.execPath, [join('node_modules', file), ...args])).code === 0;

/** @param {string} project */
const types = (project) => tool('typescript/bin/tsc', '--noEmit', '-p', project);

function fence() {
  const holes = holesInFence();
  holes.forEach(say);
  return holes.length === 0;
}

/** @type {Record<string, () => boolean | Promise<boolean>>} */
const checks = {
  'types of the host and its tests': types('tsconfig.json'),
  'types of the page': types('src/webview/tsconfig.json'),
  'types of the page tests and the end-to-end tests': types('test/tsconfig.json'),
  'types of the scripts': types('scripts/tsconfig.json'),
  lint: tool('eslint/bin/eslint.js', '--max-warnings', '0', '.'),
  'import fence': fence,
  format: tool('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'),
};

const failures = [];
for (const [title, check] of Object.entries(checks)) {
  const good = await check();
  say(`${good ? '✔' : '✘'} ${title}`);
  if (!good) failures.push({ title, message: 'see above' });
}
const failed = failures.length;
const passed = Object.keys(checks).length - failed;
if (process.env.BANNER_JOBS_REPORT)
  writeReport(process.env.BANNER_JOBS_REPORT, { passed, failed, skipped: 0, failures });
process.exitCode = failed > 0 ? 1 : 0;
