// @ts-check
// httpYac, which runs `.http` files as the REST clients of editors do: in `.vscode-test`, for `npm run test:snippets` alone.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { npm } from './npm.mjs';
import { ensurePackage } from './pinnedPackage.mjs';
import { withProgress } from './progress.mjs';

const pinned = {
  name: 'httpyac',
  version: '6.16.7',
  integrity: 'sha512-aJooJeQioieWTB8LAqUNFIUo5WM8yJzLEoPtBZFhvvCZEXo5r5/sswMFfX1Et7P6IrISRQywU3a4s8unjfAqpQ==',
};

/** @returns {Promise<string>} the script of its command line; a second call needs no network */
export async function ensureHttpyac() {
  const folder = resolve('.vscode-test', `${pinned.name}-${pinned.version}`);
  const install = ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
  if (!existsSync(folder)) {
    await withProgress('Installing httpYac', () =>
      ensurePackage(pinned, folder, { finish: (partial) => npm(install, partial) }),
    );
  }
  return join(folder, 'bin', 'httpyac.js');
}
