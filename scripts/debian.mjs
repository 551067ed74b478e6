// @ts-check
// Packages of Debian and Ubuntu that tests need, installed where that may be done.
import { existsSync, readFileSync } from 'node:fs';
import { runChild } from './processes.mjs';
import { withProgress } from './progress.mjs';

export const isRoot = process.getuid?.() === 0;

/** @returns {boolean} true on Debian, Ubuntu and their like */
export function isDebian() {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(release);
}

/**
 * By root, or by sudo where that asks for no password.
 *
 * @param {readonly string[]} packages
 * @returns {Promise<boolean>} false when apt-get refused
 */
export async function installPackages(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const [program, ...before] = isRoot ? ['apt-get'] : ['sudo', '-n', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
  const aptGet = (/** @type {readonly string[]} */ args) => runChild(program, [...before, ...args], { env });
  await withProgress('apt-get update', () => aptGet(['update', '-q']));
  const install = ['install', '-qy', '--no-install-recommends', ...packages];
  const { code } = await withProgress(`apt-get install ${packages.join(' ')}`, () => aptGet(install));
  return code === 0;
}
