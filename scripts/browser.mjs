// @ts-check
// Finds a Chromium or Chrome, or installs Debian's, and starts it by Playwright.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { installPackages, isDebian, isRoot } from './debian.mjs';
import { say } from './progress.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];

/** No GPU, no background traffic; root must do without the sandbox. */
const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(isRoot ? ['--no-sandbox'] : []),
];

/** @param {import('playwright-core').LaunchOptions} [options] @returns {Promise<import('playwright-core').Browser>} */
export async function launch(options = {}) {
  return chromium.launch({ executablePath: await ensureBrowser(), args: flags, ...options });
}

/**
 * A browser that keeps its storage in a folder: one user at one machine.
 *
 * @param {string} profile
 * @param {NonNullable<Parameters<typeof chromium.launchPersistentContext>[1]>} [options]
 */
export async function launchProfile(profile, options = {}) {
  return chromium.launchPersistentContext(profile, { executablePath: await ensureBrowser(), args: flags, ...options });
}

/** @returns {Promise<string>} path of a browser; on Debian and Ubuntu, root gets one installed */
export async function ensureBrowser() {
  const found = findBrowser();
  if (found) return found;
  // Ubuntu's chromium package only sends for a snap, which a container cannot run: it says so itself, and we go on.
  if (isRoot && isDebian()) {
    say('No Chromium or Chrome was found: installing chromium by apt-get.');
    await installPackages(['chromium']);
  }
  const installed = findBrowser();
  if (installed) return installed;
  throw new Error(
    'No Chromium or Chrome was found. Install one (Debian: `sudo apt-get update && sudo apt-get install chromium`; ' +
      'others: Google Chrome), or set BANNER_JOBS_BROWSER to the path of one.',
  );
}

/** @returns {string | undefined} */
function findBrowser() {
  const chosen = process.env.BANNER_JOBS_BROWSER;
  if (chosen && !existsSync(chosen)) throw new Error(`BANNER_JOBS_BROWSER names a file that is not there: ${chosen}`);
  return chosen || candidates().find((path) => existsSync(path));
}

/** @returns {string[]} */
function candidates() {
  if (process.platform === 'darwin') {
    const apps = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
    return apps.map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`);
  }
  if (process.platform === 'win32') {
    const roots = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA];
    const files = ['Google/Chrome/Application/chrome.exe', 'Chromium/Application/chrome.exe'];
    const edge = 'Microsoft/Edge/Application/msedge.exe';
    return roots.flatMap((root) => (root ? [...files, edge].map((file) => join(root, file)) : []));
  }
  const folders = (process.env.PATH ?? '').split(':').filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}
