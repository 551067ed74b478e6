// The entry that the extension host calls: desktop VS Code and the VS Code server alike.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runMocha } from '../../scripts/mochaRun.mjs';

/** Tells the lines of the tests from the editor's own chatter in the same log: scripts/integration.mjs looks for it. */
const mark = '│ ';

/** Runs every bundled test beside this file; rejects when one failed or none ran. */
export async function run(): Promise<void> {
  const grep = process.env.BANNER_JOBS_GREP;
  const { passed, failed } = await runMocha({
    files: readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.test.cjs'))
      .sort()
      .map((file) => join(__dirname, file)),
    reportFile: process.env.BANNER_JOBS_REPORT,
    grep,
    timeoutMs: 20_000,
    print: (text) => text.split('\n').forEach((line) => console.log(`${mark}${line}`)),
  });
  if (failed > 0) throw new Error(`${failed} failed`);
  if (passed === 0 && !grep) throw new Error('no test ran');
}
