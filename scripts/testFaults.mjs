// @ts-check
// `npm run test:faults`: runs every test that shows a row of the table of faults, and prints for each row
// `fault NN passed|failed LEVEL name`. Fails when one failed, and when a row has no test at its level.
import { faultMark, faultRows, hostRows, levels, readFaultTitle } from './faultRows.mjs';
import { say } from './progress.mjs';
import { runStep } from './runStep.mjs';
import { chooseSteps } from './steps.mjs';

/**
 * @typedef {object} Line
 * @property {number} row
 * @property {string} level
 * @property {string} name
 * @property {boolean} passed
 */

/**
 * @param {import('./steps.mjs').Step} step
 * @returns {Promise<import('./runStep.mjs').Outcome>} of the last try: a window that was slow once is no defect
 */
async function runWithTries(step) {
  let outcome = await runStep(step, faultMark);
  for (let tries = 1; outcome.failed > 0 && tries < (step.tries ?? 1); tries++) {
    say(`✘ ${step.name}, try ${tries}: ${outcome.failures.map(({ title }) => title).join('; ')}`);
    outcome = await runStep(step, faultMark);
  }
  return outcome;
}

/**
 * @param {import('./runStep.mjs').Outcome} outcome
 * @param {string} level
 * @returns {Line[]}
 */
function linesOf({ tests = [] }, level) {
  return tests.flatMap(({ title, passed }) => {
    const read = readFaultTitle(title);
    return (read?.rows ?? []).map((row) => ({ row, level, name: read?.name ?? '', passed }));
  });
}

/** @param {readonly Line[]} lines @returns {string[]} rows without a test where their promise is made */
function missing(lines) {
  const has = (/** @type {number} */ row, /** @type {string} */ level) =>
    lines.some((line) => line.row === row && line.level.startsWith(level));
  return faultRows.flatMap((row) => {
    const wanted = !hostRows.has(row) ? [''] : process.platform === 'linux' ? ['host-1.100', 'host-1.139'] : [];
    return wanted.filter((level) => !has(row, level)).map((level) => `${pad(row)} ${level}`.trim());
  });
}

const pad = (/** @type {number} */ row) => String(row).padStart(2, '0');

/** @type {Line[]} */
const lines = [];
/** @type {string[]} */
const wrong = [];
for (const step of chooseSteps(
  [...levels.keys()].filter((name) => chooseSteps([]).some((step) => step.name === name)),
)) {
  say(`\n━━━ ${step.name} ━━━`);
  const outcome = await runWithTries(step);
  lines.push(...linesOf(outcome, levels.get(step.name) ?? step.name));
  wrong.push(
    ...outcome.failures.map(({ title, message }) => `${step.name}: ${title}: ${message.trim().split('\n')[0]}`),
  );
}
lines.sort((a, b) => a.row - b.row || a.level.localeCompare(b.level));
say('\n━━━ faults ━━━');
for (const { row, passed, level, name } of lines)
  say(`fault ${pad(row)} ${passed ? 'passed' : 'failed'} ${level} ${name}`);
const gaps = missing(lines);
for (const line of wrong) say(`✘ ${line}`);
if (gaps.length > 0) say(`✘ No test shows: ${gaps.join(', ')}`);
const failed = lines.filter(({ passed }) => !passed).length;
const rows = new Set(lines.map(({ row }) => row)).size;
say(`${rows} rows, ${lines.length - failed} passed, ${failed} failed, ${gaps.length} without a test`);
process.exit(failed + wrong.length + gaps.length > 0 ? 1 : 0);
