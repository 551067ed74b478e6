// Bundles test/<suite>/**/*.test.ts to .build/<suite>: what mocha runs is what esbuild resolved.
// `vscode` is external for the integration suite only: core that imports it does not build for the others.
import { build } from 'esbuild';
import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Packages that must not be bundled: they find files beside themselves. Mocha is bundled, for the extension host of
 * the oldest VS Code cannot be trusted to `require` its ES modules.
 */
const external = [
  'eslint',
  'typescript',
  'typescript-eslint',
  'playwright-core',
  'sharp',
  'esbuild',
  'axe-core',
  'fast-check',
  'pngjs',
  'pixelmatch',
];

/**
 * @param {string} suite folder below `test`
 * @returns {Promise<string[]>} the bundled test files
 */
export async function buildTests(suite) {
  const inHost = suite === 'integration';
  const folder = join('test', suite);
  const tests = readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => join(folder, file));
  const outdir = join('.build', suite);
  await rm(outdir, { recursive: true, force: true });
  const result = await build({
    entryPoints: [...tests, ...(inHost ? [join(folder, 'index.ts')] : [])],
    outbase: folder,
    outdir,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'inline',
    external: inHost ? [...external, 'vscode'] : external,
    metafile: true,
    logLevel: 'warning',
    logOverride: { 'require-resolve-not-external': 'silent' },
  });
  return Object.keys(result.metafile.outputs).filter((file) => file.endsWith('.test.cjs'));
}

if (process.argv[1]?.endsWith('buildTests.mjs')) await buildTests(process.argv[2] ?? 'unit');
