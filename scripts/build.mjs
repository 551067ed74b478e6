// @ts-check
// Builds the extension as its users get it.
import { runChild } from './processes.mjs';

/** Rejects when the build fails: nothing that needs `dist` can go on then. */
export async function buildExtension() {
  const { code } = await runChild(process.execPath, ['esbuild.js'], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (code !== 0) throw new Error('The build failed.');
}
