// @ts-check
// Runs bundled test files by mocha in this process and writes what came out as JSON. Node suites and the suite in the
// extension host share it, so that one count means the same everywhere.
import Mocha from 'mocha';
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { format } from 'node:util';

/**
 * @typedef {object} Report
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {readonly { title: string, message: string, stack?: string | undefined }[]} failures
 * @property {readonly TestRun[]} [tests] each test that ran, by its own title; and each hook that failed
 */

/**
 * @typedef {object} TestRun
 * @property {string} title
 * @property {boolean} passed
 * @property {string | undefined} file its bundle, without its folder
 */

/**
 * @param {object} options
 * @param {readonly string[]} options.files CommonJS bundles
 * @param {string | undefined} options.reportFile where the report goes, if anywhere
 * @param {string | undefined} options.grep part of the titles that are wanted
 * @param {number} options.timeoutMs for one test
 * @param {((line: string) => void) | undefined} [options.print] takes the lines of the log; stdout when left out
 * @returns {Promise<Report>}
 */
export function runMocha({ files, reportFile, grep, timeoutMs, print }) {
  const colors = Boolean(process.stdout.isTTY) && !process.env.NO_COLOR && !process.env.CI;
  const mocha = new Mocha({ ui: 'bdd', reporter: 'spec', timeout: timeoutMs, color: colors, forbidOnly: true });
  // Every built-in reporter writes through this one function; mocha offers no option for it.
  if (print) Mocha.reporters.Base.consoleLog = (...args) => print(format(...args));
  if (grep) mocha.fgrep(grep);
  files.forEach((file) => mocha.addFile(file));
  /** @type {{ title: string, message: string, stack?: string | undefined }[]} */
  const failures = [];
  /** @type {TestRun[]} */
  const tests = [];
  const fileOf = (/** @type {{ file?: string | undefined }} */ { file }) => file && basename(file);
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      const { passes = 0, failures: failed = 0, pending = 0 } = runner.stats ?? {};
      const report = { passed: passes, failed, skipped: pending, failures, tests };
      if (reportFile) writeReport(reportFile, report);
      resolve(report);
    });
    runner.on('pass', (test) => tests.push({ title: test.title, passed: true, file: fileOf(test) }));
    runner.on('fail', (test, error) => {
      failures.push({ title: test.fullTitle(), message: String(error?.message ?? error), stack: error?.stack });
      tests.push({ title: test.title, passed: false, file: fileOf(test) });
    });
  });
}

/**
 * @param {string} file
 * @param {Report} report
 */
export function writeReport(file, report) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(report, null, 2));
}
