// @ts-check
// Runs one step of `npm test` and says what came out. Whatever goes wrong counts: a crash, a hang, a suite without tests.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runChild } from './processes.mjs';

/** @typedef {import('./mochaRun.mjs').Report & { seconds: number }} Outcome */

/**
 * @param {import('./steps.mjs').Step} step
 * @param {string | undefined} grep
 * @param {readonly string[]} [files] of a suite, those that are wanted; all when left out
 * @returns {Promise<Outcome>}
 */
export async function runStep(step, grep, files) {
  const start = Date.now();
  const reportFile = resolve('.build', 'reports', `${step.name}.json`);
  rmSync(reportFile, { force: true });
  const [script = '', ...args] = step.command;
  const { code, timedOut } = await runChild(process.execPath, [join('scripts', script), ...args], {
    env: {
      ...process.env,
      ...calm(),
      BANNER_JOBS_REPORT: reportFile,
      BANNER_JOBS_GREP: grep,
      BANNER_JOBS_FILES: files?.join(),
    },
    limitMs: step.limitMs,
  });
  const seconds = Math.round((Date.now() - start) / 1000);
  const report = readReport(reportFile) ?? reportOf(step, code);
  const wrong = whatWentWrong({ step, code, timedOut, report, grep });
  if (!wrong) return { ...report, seconds };
  const failures = [...report.failures, { title: step.name, message: wrong }];
  return { ...report, failed: report.failed + 1, failures, seconds };
}

/** @returns {NodeJS.ProcessEnv} a log file gets plain text, whatever a surrounding tool has asked for */
function calm() {
  return process.stdout.isTTY && !process.env.CI ? {} : { NO_COLOR: '1', FORCE_COLOR: undefined };
}

/** @param {string} file @returns {import('./mochaRun.mjs').Report | undefined} */
function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/**
 * @param {import('./steps.mjs').Step} step
 * @param {number} code
 * @returns {import('./mochaRun.mjs').Report} a step without tests is one check; a suite that wrote nothing ran nothing
 */
function reportOf(step, code) {
  return { passed: step.folder || code !== 0 ? 0 : 1, failed: 0, skipped: 0, failures: [] };
}

/**
 * @param {{ step: import('./steps.mjs').Step, code: number, timedOut: boolean,
 *   report: import('./mochaRun.mjs').Report, grep: string | undefined }} run
 * @returns {string | undefined} what the counted failures do not say
 */
function whatWentWrong({ step, code, timedOut, report, grep }) {
  if (timedOut) return `hung: it was killed after ${step.limitMs / 60_000} min`;
  if (code !== 0 && report.failed === 0) return `ended with exit code ${code}`;
  if (step.folder && hasTests(step.folder) && !grep && report.passed + report.failed === 0) return 'ran no test';
  return undefined;
}

/** @param {string} suite */
function hasTests(suite) {
  const folder = join('test', suite);
  if (!existsSync(folder)) return false;
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((file) => file.endsWith('.test.ts'));
}
