// Bundles test/<suite>/**/*.test.ts to .build/<suite>: what mocha runs is what esbuild resolved. Benches end on .bench.ts.
// `vscode` is external where some of it runs in the extension host: core that imports it does not build for the others.
import { build } from 'esbuild';
import { existsSync, readdirSync } from 'node:fs';
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
  const inHost = ['integration', 'locale', 'bench'].includes(suite);
  // A `.child.ts` is what a bench starts in a process of its own.
  const endings = suite === 'bench' ? ['.bench.ts', '.child.ts'] : ['.test.ts'];
  const folder = join('test', suite);
  const index = join(folder, 'index.ts');
  const tests = readdirSync(folder, { recursive: true })
    .filter((file) => endings.some((ending) => file.endsWith(ending)))
    .map((file) => join(folder, file));
  const outdir = join('.build', suite);
  await rm(outdir, { recursive: true, force: true });
  const result = await build({
    entryPoints: [...tests, ...(existsSync(index) ? [index] : [])],
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
  return Object.keys(result.metafile.outputs).filter((file) => /\.(?:test|bench)\.cjs$/.test(file));
}

if (process.argv[1]?.endsWith('buildTests.mjs')) await buildTests(process.argv[2] ?? 'unit');
