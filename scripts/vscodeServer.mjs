// @ts-check
// Starts the VS Code server on this machine's loopback address, with throw-away data, and ends all of it again.
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startChild, stopChild } from './processes.mjs';
import { makeTempFolder, removeTempFolder } from './tempFolder.mjs';
import { ensureVscode } from './vscodeDownload.mjs';

/** What would otherwise move, ask or cover something in the workbench. */
const quietSettings = {
  'chat.disableAIFeatures': true,
  'workbench.startupEditor': 'none',
  'security.workspace.trust.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
};

/** A folder is restricted until it is trusted, and no dialog asks for it. */
const trustSettings = { 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' };

/**
 * @typedef {object} ServerOptions
 * @property {import('./vscodeDownload.mjs').VscodeVersion} [version] 1.139 when left out
 * @property {Readonly<Record<string, unknown>>} [settings] User settings beside the quiet ones
 * @property {Readonly<Record<string, string>>} [env] for the server and its extension host, `NODE_V8_COVERAGE` for instance
 * @property {string} [vsix] a packaged extension to install before the start
 * @property {readonly string[]} [extensions] folders of unpacked extensions to install before the start
 * @property {boolean} [asksForTrust] a folder is not trusted until somebody says so
 * @property {number} [port] a free one when left out; a restart that keeps secrets needs the same
 * @property {string} [dataDir] kept on close when given; else made here and removed on close
 */

/**
 * @typedef {object} VscodeServer
 * @property {string} url
 * @property {number} port
 * @property {string} dataDir
 * @property {(changes: Readonly<Record<string, unknown>>) => Promise<void>} changeSettings changes the User settings on
 *   disk; a window sees it at its next load, for the server's file watcher is a native module that is not there
 * @property {() => string} log the end of what the server has said
 * @property {Promise<void>} ended once the server has gone, for whatever reason
 * @property {() => Promise<void>} close
 */

/**
 * @param {ServerOptions} [options]
 * @returns {Promise<VscodeServer>} once it answers
 */
export async function startServer(options = {}) {
  const { node, main } = await ensureVscode(options.version ?? '1.139');
  const dataDir = options.dataDir ?? makeTempFolder('server');
  /** @type {VscodeServer['changeSettings']} */
  const changeSettings = (changes) => mergeSettings(join(dataDir, 'data', 'User', 'settings.json'), changes);
  const { asksForTrust = false } = options;
  await changeSettings({ ...quietSettings, ...(asksForTrust && trustSettings), ...options.settings });
  const data = [main, '--server-data-dir', dataDir, '--accept-server-license-terms'];
  const env = { ...ownEnvironment(), ...options.env };
  for (const folder of options.extensions ?? []) await installFolder(folder, join(dataDir, 'extensions'));
  if (options.vsix) await installExtension([node, ...data], options.vsix, env);
  const port = options.port ?? (await freePort());
  const listen = ['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'];
  const trust = asksForTrust ? [] : ['--disable-workspace-trust'];
  const quiet = [...trust, '--enable-smoke-test-driver', '--telemetry-level', 'off'];
  const child = startChild(node, [...data, ...listen, ...quiet], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const log = tailOf(child);
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => child.once('exit', () => resolve()));
  const close = async () => {
    await stopChild(child);
    if (!options.dataDir) removeTempFolder(dataDir);
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await untilAnswers(url, child, log);
  } catch (error) {
    await close();
    throw error;
  }
  return { url, port, dataDir, changeSettings, log, ended, close };
}

/**
 * The address that opens a folder in the workbench.
 *
 * @param {string} server address of a started server
 * @param {{ folder?: string, extension?: string, tests?: string }} what absolute paths: the folder to open, an
 *   extension to load from its source folder, and the file whose `run` is called in the extension host
 */
export function workbenchUrl(server, { folder, extension, tests }) {
  const url = new URL(server);
  if (folder) url.searchParams.set('folder', folder);
  const payload = [
    ...(extension ? [['extensionDevelopmentPath', remote(extension)]] : []),
    ...(tests ? [['extensionTestsPath', remote(tests)]] : []),
  ];
  if (payload.length > 0) url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

/** @param {string} path */
const remote = (path) => `vscode-remote://remote${pathToFileURL(path).pathname}`;

/**
 * Keeps what the workbench has written there itself, a theme that was chosen in it for instance.
 *
 * @param {string} file
 * @param {Readonly<Record<string, unknown>>} changes
 */
async function mergeSettings(file, changes) {
  await mkdir(dirname(file), { recursive: true });
  const before = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
  await writeFile(file, JSON.stringify({ ...before, ...changes }, null, 2));
}

/** @returns {NodeJS.ProcessEnv} without what a surrounding VS Code or test run would tell this one */
function ownEnvironment() {
  const strange = /^(VSCODE_|ELECTRON_|NODE_OPTIONS$|NODE_V8_COVERAGE$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !strange.test(name)));
}

/**
 * @param {readonly string[]} server command that starts it
 * @param {string} vsix
 * @param {NodeJS.ProcessEnv} env
 */
async function installExtension([node = '', ...args], vsix, env) {
  const child = startChild(node, [...args, '--install-extension', vsix], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const log = tailOf(child);
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`${vsix} could not be installed (${code}):\n${log()}`);
}

/**
 * Puts an unpacked extension where an editor that has not started yet finds it.
 *
 * @param {string} folder
 * @param {string} extensions the editor's folder of extensions
 */
export async function installFolder(folder, extensions) {
  const { publisher, name, version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  await cp(folder, join(extensions, `${publisher}.${name}-${version}`), { recursive: true });
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** @param {import('node:child_process').ChildProcess} child @returns {() => string} the end of what it says */
function tailOf(child) {
  let said = '';
  const add = (/** @type {unknown} */ chunk) => (said = `${said}${chunk}`.slice(-20_000));
  child.stdout?.on('data', add);
  child.stderr?.on('data', add);
  return () => said;
}

/**
 * @param {string} url
 * @param {import('node:child_process').ChildProcess} child
 * @param {() => string} log
 */
async function untilAnswers(url, child, log) {
  const until = Date.now() + 60_000;
  while (child.exitCode === null && child.signalCode === null && Date.now() < until) {
    const answer = await fetch(`${url}/version`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The VS Code server at ${url} did not start:\n${log()}`);
}
