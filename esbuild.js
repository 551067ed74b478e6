// Bundles the extension: one activation chunk, one chunk for each lazy entry, and the page.
'use strict';
const esbuild = require('esbuild');
const { rm } = require('node:fs/promises');

const watch = process.argv.includes('--watch');
const development = watch || process.argv.includes('--development');

/** Modules that the activation chunk reaches only by `import()`: each is a file of its own in `dist`. */
const lazyEntries = {
  nodeFetch: 'src/vscode/lazy/nodeFetch',
  sample: 'src/sample/index',
};

/** A dynamic import of a lazy entry stays a `require` of its own chunk, so that start-up does not pay for it. */
const lazyChunks = {
  name: 'lazy-chunks',
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\// }, (args) => {
      if (args.kind !== 'dynamic-import') return undefined;
      const path = require('node:path').relative(__dirname, require('node:path').resolve(args.resolveDir, args.path));
      const entry = Object.entries(lazyEntries).find(([, file]) => file === path.split('\\').join('/'));
      return entry ? { path: `./${entry[0]}.js`, external: true } : undefined;
    });
  },
};

const shared = { bundle: true, minify: !development, sourcemap: development ? 'linked' : false, logLevel: 'info' };

const host = {
  ...shared,
  entryPoints: { extension: 'src/extension.ts', ...lazyEntries },
  outdir: 'dist',
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['vscode'],
  plugins: [lazyChunks],
};

const page = {
  ...shared,
  entryPoints: { viewer: 'src/webview/viewer.ts' },
  outdir: 'dist/page',
  platform: 'browser',
  target: 'chrome132',
  format: 'iife',
  loader: { '.ttf': 'file' },
  assetNames: '[name]',
};

async function main() {
  await rm('dist', { recursive: true, force: true });
  if (!watch) return Promise.all([esbuild.build(host), esbuild.build(page)]);
  const contexts = await Promise.all([esbuild.context(host), esbuild.context(page)]);
  await Promise.all(contexts.map((context) => context.watch()));
}

main().catch(() => process.exit(1));
