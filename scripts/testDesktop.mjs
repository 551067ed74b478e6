// @ts-check
// `npm run test:desktop`: runs test/integration in desktop VS Code, the oldest that is supported and the newest. It is
// downloaded from its maker's own server, which must be reachable. Linux needs a display: xvfb-run gives it one.
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { buildExtension } from './build.mjs';
import { buildTests } from './buildTests.mjs';
import { neighbour } from './integration.mjs';
import { writeReport } from './mochaRun.mjs';
import { say } from './progress.mjs';
import { makeTempFolder, removeTempFolder } from './tempFolder.mjs';
import { installFolder } from './vscodeServer.mjs';

/** What to download, and how its version must begin: nobody knows that of the newest beforehand. */
const versions = [
  { version: '1.100.0', begins: '1.100.0' },
  { version: 'stable', begins: '1.' },
];

/** @typedef {import('./mochaRun.mjs').Report} Report */

/**
 * @param {{ version: string, begins: string }} wanted
 * @returns {Promise<Report>}
 */
async function runIn({ version, begins }) {
  const reportFile = resolve('.build', 'reports', `desktop-${version}.json`);
  rmSync(reportFile, { force: true });
  const home = makeTempFolder('desktop');
  try {
    await run({ version, home, env: { BANNER_JOBS_REPORT: reportFile, BANNER_JOBS_VSCODE: begins } });
  } catch (error) {
    say(`VS Code ${version}: ${error instanceof Error ? error.message : error}`);
    if (!existsSync(reportFile)) return crash(version, String(error));
  } finally {
    removeTempFolder(home);
  }
  if (!existsSync(reportFile)) return crash(version, 'no test ran');
  return JSON.parse(readFileSync(reportFile, 'utf8'));
}

/** @param {{ version: string, home: string, env: Record<string, string> }} options */
async function run({ version, home, env }) {
  const folder = join(home, 'workspace');
  const user = join(home, 'data', 'User');
  await Promise.all([mkdir(folder), mkdir(user, { recursive: true })]);
  await writeFile(join(user, 'settings.json'), JSON.stringify({ 'chat.disableAIFeatures': true }));
  const own = [`--user-data-dir=${join(home, 'data')}`, `--extensions-dir=${join(home, 'extensions')}`];
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  await installFolder(neighbour, join(home, 'extensions'));
  const cachePath = resolve('.vscode-test');
  const vscodeExecutablePath = await downloadAndUnzipVSCode({ version, cachePath });
  await runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: process.cwd(),
    extensionTestsPath: resolve('.build', 'integration', 'index.cjs'),
    extensionTestsEnv: env,
    launchArgs: [folder, ...own, ...asRoot, '--disable-workspace-trust', '--disable-updates', '--skip-welcome'],
  });
}

/**
 * @param {string} version
 * @param {string} message
 * @returns {Report}
 */
const crash = (version, message) => ({
  passed: 0,
  failed: 1,
  skipped: 0,
  failures: [{ title: `VS Code ${version}`, message }],
});

/** @param {readonly Report[]} reports @returns {Report} */
const addUp = (reports) => ({
  passed: reports.reduce((sum, { passed }) => sum + passed, 0),
  failed: reports.reduce((sum, { failed }) => sum + failed, 0),
  skipped: reports.reduce((sum, { skipped }) => sum + skipped, 0),
  failures: reports.flatMap(({ failures }) => failures),
});

if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
  say('There is no display: run `xvfb-run --auto-servernum npm run test:desktop`.');
  process.exit(1);
}
await buildExtension();
await buildTests('integration');
const reports = [];
for (const wanted of versions) {
  say(`Desktop VS Code ${wanted.version}`);
  reports.push(await runIn(wanted));
}
const total = addUp(reports);
if (process.env.BANNER_JOBS_REPORT) writeReport(process.env.BANNER_JOBS_REPORT, total);
say(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 ? 1 : 0);
