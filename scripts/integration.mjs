// @ts-check
// Runs test/integration inside the extension host of a VS Code server: `node scripts/integration.mjs [1.100|1.139]`.
import { existsSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildExtension } from './build.mjs';
import { buildTests } from './buildTests.mjs';
import { runInHost } from './hostRun.mjs';
import { say } from './progress.mjs';
import { vscodeVersions } from './vscodeDownload.mjs';

/** Another extension, which uses the API of this one. */
export const neighbour = resolve('test', 'integration', 'neighbour');

/**
 * @param {import('./vscodeDownload.mjs').VscodeVersion} version
 * @param {{ reportFile: string, grep?: string | undefined }} options
 * @returns {Promise<number>} exit code of the run; the report is there only when mocha reached its end
 */
export async function runIntegration(version, { reportFile, grep }) {
  rmSync(reportFile, { force: true });
  const env = { BANNER_JOBS_REPORT: reportFile, BANNER_JOBS_VSCODE: version, ...(grep && { BANNER_JOBS_GREP: grep }) };
  const extensions = [neighbour];
  return runInHost({ version, env, extensions, tests: resolve('.build', 'integration', 'index.cjs') });
}

if (process.argv[1]?.endsWith('integration.mjs')) {
  const asked = vscodeVersions.filter((version) => process.argv.includes(version));
  await buildExtension();
  await buildTests('integration');
  for (const version of asked.length > 0 ? asked : vscodeVersions) {
    say(`VS Code ${version}`);
    const ownReport = resolve('.build', 'reports', `integration-${version}.json`);
    const reportFile = process.env.BANNER_JOBS_REPORT ?? ownReport;
    const code = await runIntegration(version, { reportFile, grep: process.env.BANNER_JOBS_GREP });
    if (code !== 0 || !existsSync(reportFile)) process.exitCode = 1;
  }
}
