// @ts-check
// `npm run test:soak [-- --minutes N]`: plays random servers and users for so long, 30 minutes by default, and looks
// whether memory, listeners and rejections stay as they were. Each round prints its seed.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runChild } from './processes.mjs';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '30' } } });
const minutes = Number(values.minutes);
if (!(minutes > 0 && minutes <= 24 * 60)) throw new Error('--minutes takes a number above 0 and up to 1440.');
const { code } = await runChild(process.execPath, [join('scripts', 'suite.mjs'), 'soak'], {
  env: { ...process.env, BANNER_JOBS_MINUTES: String(minutes) },
  limitMs: (minutes + 10) * 60_000,
});
process.exit(code);
