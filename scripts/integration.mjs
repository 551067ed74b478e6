// @ts-check
// Runs test/integration inside the extension host of a VS Code server: `node scripts/integration.mjs [1.100|1.139]`.
// The workbench runs in a browser; it says how the run ended through functions that the page is given.
import { existsSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { format } from 'node:util';
import { launch } from './browser.mjs';
import { buildExtension } from './build.mjs';
import { buildTests } from './buildTests.mjs';
import { say } from './progress.mjs';
import { makeTempFolder, removeTempFolder } from './tempFolder.mjs';
import { vscodeVersions } from './vscodeDownload.mjs';
import { startServer, workbenchUrl } from './vscodeServer.mjs';

/** Before each line of the tests, so that the workbench's own chatter can be left out; test/integration/index.ts sets it. */
const mark = '│ ';

/** A workbench that has said nothing for so long has lost its tests, say by an extension host that crashed. */
const silenceMs = 90_000;

/**
 * @param {import('./vscodeDownload.mjs').VscodeVersion} version
 * @param {{ reportFile: string, grep?: string | undefined }} options
 * @returns {Promise<number>} exit code of the run; the report is there only when mocha reached its end
 */
export async function runIntegration(version, { reportFile, grep }) {
  rmSync(reportFile, { force: true });
  const folder = makeTempFolder('workspace');
  const env = { BANNER_JOBS_REPORT: reportFile, BANNER_JOBS_VSCODE: version, ...(grep && { BANNER_JOBS_GREP: grep }) };
  const server = await startServer({ version, env });
  const browser = await launch();
  try {
    const tests = resolve('.build', 'integration', 'index.cjs');
    const url = workbenchUrl(server.url, { folder, extension: process.cwd(), tests });
    return await untilExit(await openContext(browser), url);
  } finally {
    await browser.close();
    await server.close();
    removeTempFolder(folder);
  }
}

/** @param {import('playwright-core').Browser} browser */
async function openContext(browser) {
  const context = await browser.newContext();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  // The key that seals secrets: without an answer they live in the memory of one page only.
  await context.route('**/mint-key', (route) => route.fulfill({ body: Buffer.alloc(32, 7) }));
  return context;
}

/**
 * @param {import('playwright-core').BrowserContext} context
 * @param {string} url
 * @returns {Promise<number>}
 */
async function untilExit(context, url) {
  const page = await context.newPage();
  const chatter = /** @type {string[]} */ ([]);
  const watchdog = silenceWatchdog();
  const crashed = new Promise((_, reject) => page.once('crash', () => reject(new Error('The page crashed.'))));
  /** @type {Promise<number>} */
  const exited = new Promise((resolve) => void page.exposeFunction('codeAutomationExit', resolve));
  await page.exposeFunction('codeAutomationLog', (/** @type {string} */ _type, /** @type {unknown[]} */ args) => {
    watchdog.heard();
    const line = format(...args);
    if (line.startsWith(mark)) say(line.slice(mark.length));
    else chatter.push(line.slice(0, 600));
  });
  try {
    await page.goto(url);
    const code = /** @type {number} */ (await Promise.race([exited, watchdog.lost, crashed]));
    if (code !== 0) say(`The extension host ended with ${code}: ${chatter.at(-1)}`);
    return code;
  } catch (error) {
    chatter.slice(-20).forEach(say);
    throw error;
  } finally {
    watchdog.stop();
  }
}

/** @returns {{ heard: () => void, stop: () => void, lost: Promise<never> }} `lost` rejects after a long silence */
function silenceWatchdog() {
  /** @type {(error: Error) => void} */
  let reject;
  const lost = /** @type {Promise<never>} */ (new Promise((_, no) => (reject = no)));
  const bark = () => reject(new Error(`The extension host has said nothing for ${silenceMs / 1000} s.`));
  let timer = setTimeout(bark, silenceMs);
  const stop = () => clearTimeout(timer);
  const heard = () => {
    stop();
    timer = setTimeout(bark, silenceMs);
  };
  return { heard, stop, lost };
}

if (process.argv[1]?.endsWith('integration.mjs')) {
  const asked = vscodeVersions.filter((version) => process.argv.includes(version));
  await buildExtension();
  await buildTests('integration');
  for (const version of asked.length > 0 ? asked : vscodeVersions) {
    say(`VS Code ${version}`);
    const ownReport = resolve('.build', 'reports', `integration-${version}.json`);
    const reportFile = process.env.BANNER_JOBS_REPORT ?? ownReport;
    const code = await runIntegration(version, { reportFile, grep: process.env.BANNER_JOBS_GREP });
    if (code !== 0 || !existsSync(reportFile)) process.exitCode = 1;
  }
}
