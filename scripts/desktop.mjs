// @ts-check
// A desktop VS Code that `code` on the PATH starts, with throw-away data, and its end.
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { killTreeOf, startChild } from './processes.mjs';

/** @returns {string | undefined} path of VS Code's command */
export function findDesktop() {
  const names = process.platform === 'win32' ? ['code.cmd', 'code.exe'] : ['code'];
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path));
}

/**
 * @param {string} code
 * @param {{ dataDir: string, folder: string, extension: string, settings: Readonly<Record<string, unknown>> }} options
 * @returns {Promise<{ ended: Promise<void>, close: () => void }>} `ended` once the window is closed
 */
export async function startDesktop(code, { dataDir, folder, extension, settings }) {
  const user = join(dataDir, 'User');
  await mkdir(user, { recursive: true });
  await writeFile(join(user, 'settings.json'), JSON.stringify(settings, null, 2));
  const own = [`--user-data-dir=${dataDir}`, `--extensions-dir=${join(dataDir, 'extensions')}`];
  const args = [...own, `--extensionDevelopmentPath=${extension}`, '--disable-workspace-trust', '--wait', folder];
  const shell = process.platform === 'win32' && code.endsWith('.cmd');
  const quoted = shell ? args.map((arg) => `"${arg}"`) : args;
  const child = startChild(shell ? `"${code}"` : code, quoted, { stdio: 'ignore', shell });
  /** @type {Promise<void>} */
  const ended = new Promise((resolve, reject) => {
    child.once('exit', () => resolve());
    child.once('error', reject);
  });
  // The command only asks the application, which is no child of ours: it tells its id in a file.
  const close = () => {
    const lock = join(dataDir, 'code.lock');
    const pid = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0;
    if (pid > 0) killTreeOf(pid);
  };
  // Before the handler that removes the data, and the file with them.
  process.prependOnceListener('exit', close);
  return { ended, close };
}
