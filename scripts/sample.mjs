// @ts-check
// `npm run sample`: the sample status server by itself, for curl and for clients in any language.
import { parseArgs } from 'node:util';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { drawScenes } from './drawScenes.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const help = `A status server with made-up banner jobs, on this machine only.

  npm run sample -- [options]

  --jobs N       jobs at the start, 0 to 100,000 (60)
  --latency MS   hold every answer back (0)
  --seed N       another world (1)
  --key K        the key to accept (api_sample1234)
  --port N       the port (8081, or BANNER_JOBS_SAMPLE_PORT)
  --help         this text`;

/** @returns the options, or undefined when only the help was asked for; throws on anything that is not one */
function readOptions() {
  const string = /** @type {const} */ ({ type: 'string' });
  const { values } = parseArgs({
    options: { jobs: string, latency: string, seed: string, key: string, port: string, help: { type: 'boolean' } },
  });
  if (values.help) return undefined;
  return {
    key: values.key ?? 'api_sample1234',
    port: wholeNumber('port', values.port ?? process.env.BANNER_JOBS_SAMPLE_PORT ?? '8081', 65_535),
    jobs: wholeNumber('jobs', values.jobs ?? '60', 100_000),
    latencyMs: wholeNumber('latency', values.latency ?? '0', 60_000),
    seed: wholeNumber('seed', values.seed ?? '1', 2 ** 31),
  };
}

/** @param {string} name @param {string} text @param {number} most */
function wholeNumber(name, text, most) {
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (!(value <= most))
    throw new Error(`--${name} must be a whole number from 0 to ${most.toLocaleString('en-US')}, not "${text}".`);
  return value;
}

/** @returns {Promise<typeof import('../src/sample/index')>} built from its sources, which takes no time worth saving */
async function loadServer() {
  const outfile = join(root, '.build', 'sampleServer.cjs');
  await build({
    entryPoints: [join(root, 'src/sample/index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'warning',
  });
  return createRequire(import.meta.url)(outfile);
}

/** @param {import('../src/sample/index').SampleServer} server @param {string} key */
function greeting(server, key) {
  const body = JSON.stringify({ job_labels: [server.labels[0]], limit: 3 });
  // cmd.exe knows double quotes only.
  const quoted = process.platform === 'win32' ? `"${body.replaceAll('"', '\\"')}"` : `'${body}'`;
  return `The sample server answers at ${server.baseUrl}
  key     ${key}
  labels  ${server.labels.slice(0, 8).join(', ')}${server.labels.length > 8 ? `, … (${server.labels.length})` : ''}

Try it:
  curl --request POST --url ${server.baseUrl}/banners/with-mask/status --header "Authorization: Bearer ${key}" --header "Content-Type: application/json" --data ${quoted}

Ctrl+C ends it.`;
}

async function main() {
  const options = readOptions();
  if (!options) return console.log(help);
  const { startSampleServer } = await loadServer();
  const imagesDir = await drawScenes(join(root, '.build', 'samplePictures'), console.log);
  const server = await startSampleServer({ ...options, imagesDir });
  console.log(greeting(server, options.key));
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(signal, () => void server.close());
}

/** @param {NodeJS.ErrnoException} error */
function explain(error) {
  if (error.code === 'EADDRINUSE') return 'That port is taken: end the other program, or choose another with --port N.';
  if (error.code === 'EACCES') return 'This system does not let you use that port: choose another with --port N.';
  return error.message;
}

main().catch((error) => {
  console.error(explain(error));
  process.exitCode = 1;
});
