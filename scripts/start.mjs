// @ts-check
// `npm start`: opens VS Code with the extension from this folder and the sample jobs, and nothing of the user's own.
// BANNER_JOBS_EDITOR=desktop|server chooses the kind; BANNER_JOBS_NO_OPEN=1 only prints the server's address.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildExtension } from './build.mjs';
import { findDesktop, startDesktop } from './desktop.mjs';
import { makeExampleWorkspace, sampleProfile } from './exampleWorkspace.mjs';
import { say } from './progress.mjs';
import { startServer, workbenchUrl } from './vscodeServer.mjs';

const settings = {
  ...sampleProfile,
  'chat.disableAIFeatures': true,
  'workbench.startupEditor': 'readme',
  'telemetry.telemetryLevel': 'off',
};

/** @returns {'desktop' | 'server'} */
function chooseEditor() {
  const asked = process.env.BANNER_JOBS_EDITOR;
  if (asked === 'desktop' || asked === 'server') return asked;
  if (asked) throw new Error(`BANNER_JOBS_EDITOR is desktop or server, not ${asked}.`);
  return findDesktop() ? 'desktop' : 'server';
}

/** @param {{ home: string, folder: string }} workspace */
async function openDesktop({ home, folder }) {
  const code = findDesktop();
  if (!code) throw new Error('There is no `code` on the PATH. BANNER_JOBS_EDITOR=server needs none.');
  const options = { dataDir: join(home, 'data'), folder, extension: process.cwd(), settings };
  const desktop = await startDesktop(code, options);
  say('VS Code opens with the sample jobs. Close its window, or press Ctrl+C here, to end it.');
  await desktop.ended;
}

/** @param {{ home: string, folder: string }} workspace */
async function openServer({ home, folder }) {
  const server = await startServer({ settings, dataDir: join(home, 'server') });
  const address = workbenchUrl(server.url, { folder, extension: process.cwd() });
  say(`\nVS Code with the sample jobs is at\n\n  ${address}\n\nPress Ctrl+C here to end it.`);
  if (!process.env.BANNER_JOBS_NO_OPEN) openInBrowser(address);
  await server.ended;
  throw new Error(`The server has ended by itself:\n${server.log()}`);
}

/** @param {string} address where there is no way to open it, it stands in the terminal */
function openInBrowser(address) {
  const openers = /** @type {Partial<Record<NodeJS.Platform, [string, ...string[]]>>} */ ({
    darwin: ['open'],
    win32: ['rundll32', 'url.dll,FileProtocolHandler'],
  });
  const [command, ...args] = openers[process.platform] ?? ['xdg-open'];
  const child = spawn(command, [...args, address], { stdio: 'ignore', detached: true });
  child.once('error', () => undefined);
  child.unref();
}

try {
  await buildExtension();
  const workspace = makeExampleWorkspace();
  await (chooseEditor() === 'desktop' ? openDesktop(workspace) : openServer(workspace));
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
