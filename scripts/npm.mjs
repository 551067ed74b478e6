// @ts-check
// Calls the npm that is there. No registry is spelt: the user's own npm settings say where packages come from.
import { startChild } from './processes.mjs';

/**
 * @param {readonly string[]} args
 * @param {string} cwd
 * @returns {Promise<void>} rejects with what npm said, when it fails
 */
export function npm(args, cwd) {
  const [command, ...first] = npmCommand();
  return new Promise((resolve, reject) => {
    const child = startChild(command, [...first, ...args, '--loglevel', 'error'], {
      cwd,
      env: { ...process.env, npm_config_local_prefix: undefined },
      shell: process.platform === 'win32' && first.length === 0,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stdout?.on('data', (chunk) => (said = `${said}${chunk}`.slice(-4000)));
    child.stderr?.on('data', (chunk) => (said = `${said}${chunk}`.slice(-4000)));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`npm ${args.join(' ')} ended with ${code}:\n${said}`));
    });
  });
}

/** @returns {[string, ...string[]]} npm's own file where npm started us: that needs no shell on Windows */
function npmCommand() {
  const file = process.env.npm_execpath;
  return file?.endsWith('npm-cli.js') ? [process.execPath, file] : ['npm'];
}
