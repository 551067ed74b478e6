// Bundles the extension: one activation chunk, one chunk for each lazy entry, and the page.
'use strict';
const esbuild = require('esbuild');
const { mkdir, readdir, readFile, rm, writeFile } = require('node:fs/promises');
const { nodeFetch } = require('./scripts/nodeFetch.cjs');

const watch = process.argv.includes('--watch');
const development = watch || process.argv.includes('--development');

/** Modules that the activation chunk reaches only by `import()`: each is a file of its own in `dist`. */
const lazyEntries = {
  extension: './src/extension',
  network: './src/vscode/lazy/network',
  statusClients: './src/vscode/lazy/statusClients',
  pollEngine: './src/core/jobs/pollEngine',
  commandTable: './src/vscode/lazy/commandTable',
  panels: './src/vscode/lazy/panels',
  handOffTable: './src/vscode/lazy/handOffTable',
  toolTable: './src/vscode/lazy/toolTable',
  codeLens: './src/vscode/lazy/codeLens',
  noticeBoard: './src/vscode/lazy/noticeBoard',
  background: './src/vscode/lazy/background',
  sample: './src/sample/index',
};

/** Modules that many chunks need, or that would make one too large: one copy for all, loaded with the first of them. */
const sharedEntries = {
  validation: './src/core/validation',
  baseUrl: './src/core/api/baseUrl',
  failure: './src/core/api/failure',
  linkText: './src/core/api/linkText',
  profile: './src/core/profiles/profile',
  labelCropChecks: './src/core/crop/labelCropChecks',
  contributions: './src/vscode/contributions',
  failureOf: './src/core/api/failureOf',
  failureWords: './src/core/api/failureWords',
  rowText: './src/core/jobs/rowText',
  jobText: './src/core/jobs/jobText',
  apiKey: './src/core/api/apiKey',
  findJobs: './src/core/jobs/findJobs',
  workQueue: './src/core/workQueue',
  rest: './src/vscode/rest',
  treeNode: './src/vscode/treeNode',
  openRows: './src/vscode/openRows',
  portions: './src/vscode/portions',
  rereading: './src/vscode/rereading',
  jobTotals: './src/core/jobs/jobTotals',
  jobGroups: './src/core/jobs/jobGroups',
};

/** A dynamic import of a lazy entry stays a `require` of its own chunk, so that start-up does not pay for it; so does an import of a shared one. */
const lazyChunks = {
  name: 'lazy-chunks',
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\// }, (args) => {
      const entries = { 'dynamic-import': lazyEntries, 'import-statement': sharedEntries }[args.kind];
      if (!entries) return undefined;
      const path = require('node:path').relative(__dirname, require('node:path').resolve(args.resolveDir, args.path));
      const entry = Object.entries(entries).find(([, file]) => file === `./${path.split('\\').join('/')}`);
      return entry ? { path: `./${entry[0]}.js`, external: true } : undefined;
    });
  },
};

/** Of the queue of requests: each piece of work has an end of its own, so that the queue is given no limit of time. */
const noTimeouts = {
  name: 'no-timeouts',
  setup(build) {
    build.onLoad({ filter: /p-timeout[\\/]index\.js$/ }, () => ({
      contents: 'export default (work) => work; export class TimeoutError extends Error {}',
    }));
  },
};

/**
 * Each chunk asks once for VS Code's API and for each other chunk. esbuild has each module of a chunk ask, through all the
 * hooks that VS Code has laid around `require`, and copies the whole API for each: 15 times in `extension.js`.
 */
const requireOnce = {
  name: 'require-once',
  setup(build) {
    const once = 'const once=(known=>file=>known[file]??=require(file))({});';
    build.onEnd(async ({ errors, metafile }) => {
      // The lines of a source map would be those of before.
      if (errors.length > 0 || development) return;
      for (const file of Object.keys(metafile.outputs)) {
        const before = await readFile(file, 'utf8');
        const after = before
          .replace(/[\w$]+\(require\("vscode"\)\)|\brequire\("vscode"\)/g, 'once("vscode")')
          .replace(/\brequire\("(\.\/\w+\.js)"\)/g, 'once("$1")');
        const strict = '"use strict";';
        if (after !== before)
          await writeFile(
            file,
            after.replace(strict, () => strict + once),
          );
      }
    });
  },
};

/** Every Node that VS Code brings has them: node-fetch's stand-ins for older ones are left out, and its way to send forms. */
const ownBlobs = {
  name: 'own-blobs',
  setup(build) {
    build.onResolve({ filter: /^(fetch-blob|formdata-polyfill)(\/|$)/ }, () => ({
      path: 'blobs',
      namespace: 'own-blobs',
    }));
    build.onLoad({ filter: /.*/, namespace: 'own-blobs' }, () => ({
      contents: `import { Blob, File } from 'node:buffer';
const none = () => { throw new Error('Files are not read.'); };
const { FormData } = globalThis;
export { Blob, File, FormData, none as formDataToBlob, none as fileFrom, none as fileFromSync, none as blobFrom, none as blobFromSync };
export default Blob;`,
    }));
  },
};

/**
 * What nobody asks node-fetch for, a fifth of its chunk: the reader of forms in answers, `data:` addresses, and referrers,
 * of which it sends none unless it is given one, and which it looks at only when it follows a redirect by itself.
 */
const unusedFetch = {
  name: 'unused-fetch',
  setup(build) {
    build.onLoad({ filter: /node-fetch[\\/]src[\\/]utils[\\/]multipart-parser\.js$/ }, () => ({
      contents: "export const toFormData = () => Promise.reject(new Error('Forms are not read.'));",
    }));
    build.onLoad({ filter: /node-fetch[\\/]src[\\/]utils[\\/]referrer\.js$/ }, () => ({
      contents: `export const DEFAULT_REFERRER_POLICY = 'no-referrer';
export const validateReferrerPolicy = (policy) => policy;
const none = () => 'no-referrer';
export { none as determineRequestsReferrer, none as parseReferrerPolicyFromHeader };`,
    }));
    build.onLoad({ filter: /data-uri-to-buffer[\\/]dist[\\/]index\.js$/ }, () => ({
      contents: "export default () => { throw new TypeError('data: is not fetched.'); };",
    }));
  },
};

/** The icon sheet without the hundreds of icons that the page does not name, and without what spins: nine tenths of it. */
const usedIcons = {
  name: 'used-icons',
  setup(build) {
    build.onLoad({ filter: /codicon\.css$/ }, async ({ path }) => {
      const folder = 'src/webview';
      const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.ts'));
      const sources = (await Promise.all(files.map((file) => readFile(`${folder}/${file}`, 'utf8')))).join('\n');
      const isNamed = (name) => sources.includes(`'${name}'`);
      const sheet = await readFile(path, 'utf8');
      const rules = sheet.matchAll(/(?:@font-face|\.codicon\[[^\]]+\]|\.codicon-([\w-]+):before)\s*\{[^}]*\}/g);
      const used = [...rules].filter(([, name]) => name === undefined || isNamed(name));
      return { contents: used.map(([rule]) => rule).join('\n'), loader: 'css' };
    });
  },
};

const shared = {
  bundle: true,
  minify: !development,
  sourcemap: development ? 'linked' : false,
  logLevel: 'info',
  metafile: true,
  // Words of people as they are: escaped, a dash or a quotation mark takes twice the bytes.
  charset: 'utf8',
};

const host = {
  ...shared,
  entryPoints: { activate: 'src/activate.ts', ...lazyEntries, ...sharedEntries },
  outdir: 'dist',
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['vscode'],
  // `import()` of a chunk becomes `require`: Node's loader of ES modules would first read the whole chunk twice, to learn
  // of what kind it is and what it exports (10 ms for a large one in one turn of the event loop).
  supported: { 'dynamic-import': false },
  // Of a package in both forms, ES modules: what is not used of them is left out.
  mainFields: ['module', 'main'],
  // Every Node that VS Code brings has these streams: node-fetch's stand-in for older ones is two thirds of its chunk.
  alias: { 'web-streams-polyfill/dist/ponyfill.es2018.js': 'node:stream/web' },
  plugins: [lazyChunks, unusedFetch, nodeFetch, noTimeouts, ownBlobs, requireOnce],
};

const page = {
  ...shared,
  entryPoints: { viewer: 'src/webview/viewer.ts', sheet: 'src/webview/sheet/sheet.ts' },
  outdir: 'dist/page',
  platform: 'browser',
  target: 'chrome132',
  format: 'iife',
  plugins: [usedIcons],
  loader: { '.ttf': 'file' },
  assetNames: '[name]',
};

/** Notes which files went into the bundles: the package owes their licences to its users. */
async function writeInputs(results) {
  const inputs = results.flatMap(({ metafile }) => Object.values(metafile.outputs)).flatMap(bundledFiles);
  await mkdir('.build', { recursive: true });
  await writeFile('.build/inputs.json', JSON.stringify([...new Set(inputs)].sort(), null, 2));
}

/** An input of 0 bytes was shaken out; an asset counts as its own input. */
function bundledFiles(output) {
  return Object.entries(output.inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : []));
}

/** Removes what an earlier build left; the pictures stay, for drawing them takes longer than all the rest. */
async function clean() {
  const entries = await readdir('dist').catch(() => []);
  const old = entries.filter((entry) => entry !== 'sample');
  await Promise.all(old.map((entry) => rm(`dist/${entry}`, { recursive: true, force: true })));
}

/** Draws the pictures of the sample server; those drawn before are only copied. */
async function drawPictures() {
  const { drawScenes } = await import('./scripts/drawScenes.mjs');
  await drawScenes(undefined, console.log);
}

async function main() {
  await clean();
  await drawPictures();
  if (!watch) return writeInputs(await Promise.all([esbuild.build(host), esbuild.build(page)]));
  const contexts = await Promise.all([esbuild.context(host), esbuild.context(page)]);
  await Promise.all(contexts.map((context) => context.watch()));
}

main().catch((error) => {
  // What esbuild found wrong it has said already.
  if (!error.errors) console.error(error);
  process.exit(1);
});
