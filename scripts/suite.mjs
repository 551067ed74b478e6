// @ts-check
// Runs one suite of tests in this Node.js: `node scripts/suite.mjs unit [part of a file name]`. `npm test` calls it for
// each.
import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { buildTests } from './buildTests.mjs';
import { runMocha } from './mochaRun.mjs';

/** One test of the suites that drive a browser waits for more than one that only computes. */
const timeouts = /** @type {Record<string, number>} */ ({ page: 30_000, e2e: 90_000 });

const suite = process.argv[2] ?? 'unit';
const wanted = process.argv[3] ?? '';
/** In a second try, those in which something failed. */
const again = process.env.BANNER_JOBS_FILES?.split(',');
const bundles = existsSync(join('test', suite)) ? await buildTests(suite) : [];
const files = bundles
  .filter((file) => file.includes(wanted) && (again?.includes(basename(file)) ?? true))
  .map((file) => resolve(file))
  .sort();
const { failed } = await runMocha({
  files,
  reportFile: process.env.BANNER_JOBS_REPORT,
  grep: process.env.BANNER_JOBS_GREP,
  timeoutMs: timeouts[suite] ?? 10_000,
});
// Not left to an empty event loop: a forgotten timer of a test must not keep the whole run waiting.
process.exit(failed > 0 ? 1 : 0);
