// Bundles test/<suite>/**/*.test.ts to .build/<suite>: what mocha runs is what esbuild resolved. Benches end on .bench.ts.
// In a .small.test.ts few jobs are many: what is done in steps, in pages or late is so of twenty of them.
// `vscode` is external where some of it runs in the extension host: core that imports it does not build for the others.
import { build } from 'esbuild';
import { existsSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { nodeFetch } from './nodeFetch.cjs';

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

const smallEnding = '.small.test.ts';

/**
 * @param {string} suite folder below `test`
 * @returns {Promise<string[]>} the bundled test files
 */
export async function buildTests(suite) {
  // A `.child.ts` is what a bench starts in a process of its own.
  const endings = suite === 'bench' ? ['.bench.ts', '.child.ts'] : ['.test.ts'];
  const folder = join('test', suite);
  const index = join(folder, 'index.ts');
  const tests = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => endings.some((ending) => file.endsWith(ending)))
    .map((file) => join(folder, file));
  await rm(join('.build', suite), { recursive: true, force: true });
  const small = tests.filter((file) => file.endsWith(smallEnding));
  const others = tests.filter((file) => !file.endsWith(smallEnding));
  return [
    ...(await bundle(suite, [...others, ...(existsSync(index) ? [index] : [])])),
    ...(small.length > 0 ? await bundle(suite, small, [smallScale]) : []),
  ];
}

/**
 * @param {string} suite
 * @param {string[]} entryPoints
 * @param {import('esbuild').Plugin[]} [plugins]
 * @returns {Promise<string[]>} the bundled test files
 */
async function bundle(suite, entryPoints, plugins = []) {
  const inHost = ['integration', 'locale', 'bench'].includes(suite);
  const result = await build({
    entryPoints,
    outbase: join('test', suite),
    outdir: join('.build', suite),
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
    plugins: [nodeFetch, ...(inHost ? [] : [vscodeApi]), ...plugins],
  });
  return Object.keys(result.metafile.outputs).filter((file) => /\.(?:test|bench)\.cjs$/.test(file));
}

/** What draws rows gets a little of VS Code's API; `vscode` in anything else does not build, nor is a command called. @type {import('esbuild').Plugin} */
const vscodeApi = {
  name: 'vscode api',
  setup({ onResolve }) {
    const shell = resolve('src/vscode');
    onResolve({ filter: /^vscode$/ }, ({ resolveDir }) =>
      resolveDir === shell ? { path: resolve('test/fakes/vscodeApi.ts') } : undefined,
    );
    onResolve({ filter: /\/lazy\/commandTable$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './commandTable.js', external: true } : undefined,
    );
  },
};

/** Puts small numbers in the place of those in `scale.ts`. @type {import('esbuild').Plugin} */
const smallScale = {
  name: 'small scale',
  setup({ onResolve, onEnd }) {
    const real = resolve('src/core/jobs/scale');
    let isUsed = false;
    onResolve({ filter: /\/scale$/ }, ({ path, resolveDir }) => {
      if (resolve(resolveDir, path) !== real) return undefined;
      isUsed = true;
      return { path: resolve('test/fakes/smallScale.ts') };
    });
    onEnd(() => (isUsed ? {} : { errors: [{ text: `Nothing imports ${real}.ts: no test is at a small scale.` }] }));
  },
};

if (process.argv[1]?.endsWith('buildTests.mjs')) await buildTests(process.argv[2] ?? 'unit');
