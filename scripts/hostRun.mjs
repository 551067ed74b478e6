// @ts-check
// Runs a file inside the extension host of a VS Code server: its `run` is called there. The workbench runs in a browser; it
// says how the run ended through functions that the page is given.
import { format } from 'node:util';
import { launch } from './browser.mjs';
import { say } from './progress.mjs';
import { makeTempFolder, removeTempFolder } from './tempFolder.mjs';
import { startServer, workbenchUrl } from './vscodeServer.mjs';

/** Before each line that is meant to be seen, so that the workbench's own chatter can be left out; who runs there sets it. */
export const mark = '│ ';

/** A workbench that has said nothing for so long has lost its tests, say by an extension host that crashed. */
const silenceMs = 90_000;

/**
 * @typedef {object} HostOptions
 * @property {string} tests path of the file
 * @property {Readonly<Record<string, string>>} env for the server and its extension host
 * @property {import('./vscodeDownload.mjs').VscodeVersion} [version] 1.139 when left out
 * @property {Readonly<Record<string, unknown>>} [settings] User settings
 * @property {string} [extension] the folder of the extension to load; this project's when left out
 * @property {string} [dataDir] kept on close when given, with the extensions that are installed there
 * @property {readonly string[]} [extensions] folders of other extensions, to be installed beside it
 * @property {string} [language] that the editor speaks; English when left out
 * @property {number} [windows] so many times, in a new window each; 1 when left out
 * @property {number} [limitMs] all of it is ended after so long; there is no such limit when left out
 */

/**
 * @param {HostOptions} options
 * @returns {Promise<number>} exit code: 0 when `run` resolved, in every window
 */
export async function runInHost({
  tests,
  extension = process.cwd(),
  windows = 1,
  language,
  limitMs,
  ...serverOptions
}) {
  const folder = makeTempFolder('workspace');
  const limit = timeLimit(limitMs);
  const server = await startServer(serverOptions);
  const browser = await launch();
  try {
    const url = workbenchUrl(server.url, { folder, extension, tests });
    for (let window = 0; window < windows; window++) {
      const context = await openContext(browser, language);
      const code = await untilExit(context, url, limit.over);
      await context.close();
      if (code !== 0) return code;
    }
    return 0;
  } finally {
    limit.stop();
    await browser.close();
    await server.close();
    removeTempFolder(folder);
  }
}

/** @param {number} [ms] @returns {{ over: Promise<never>, stop: () => void }} `over` rejects once the time is over */
function timeLimit(ms) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const over = new Promise((_, reject) => {
    const hung = () => reject(new Error(`The extension host hung: it was ended after ${ms} ms.`));
    if (ms !== undefined) timer = setTimeout(hung, ms);
  });
  over.catch(() => undefined);
  return { over: /** @type {Promise<never>} */ (over), stop: () => clearTimeout(timer) };
}

/** @param {import('playwright-core').Browser} browser @param {string | undefined} language */
async function openContext(browser, language) {
  const context = await browser.newContext();
  if (language) await context.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(language)}`);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  // The key that seals secrets: without an answer they live in the memory of one page only.
  await context.route('**/mint-key', (route) => route.fulfill({ body: Buffer.alloc(32, 7) }));
  return context;
}

/**
 * @param {import('playwright-core').BrowserContext} context
 * @param {string} url
 * @param {Promise<never>} over rejects when the time is over
 * @returns {Promise<number>}
 */
async function untilExit(context, url, over) {
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
    // A busy machine takes its time.
    const ended = page.goto(url, { timeout: 120_000 }).then(() => exited);
    const code = /** @type {number} */ (await Promise.race([ended, watchdog.lost, crashed, over]));
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
  let isStopped = false;
  const stop = () => {
    isStopped = true;
    clearTimeout(timer);
  };
  // Something may still be said after the end: that must keep nobody waiting for more.
  const heard = () => {
    clearTimeout(timer);
    if (!isStopped) timer = setTimeout(bark, silenceMs);
  };
  return { heard, stop, lost };
}
