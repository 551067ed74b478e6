// @ts-check
// `npm test [-- step…] [--grep TEXT]`: runs every step, even after a failure, and ends with `N passed, N failed`.
import { parseArgs } from 'node:util';
import { say } from './progress.mjs';
import { runStep } from './runStep.mjs';
import { chooseSteps } from './steps.mjs';

const onGithub = Boolean(process.env.GITHUB_ACTIONS);

/**
 * @param {readonly import('./steps.mjs').Step[]} steps
 * @param {string | undefined} grep
 */
async function runAll(steps, grep) {
  /** @type {Map<string, import('./runStep.mjs').Outcome>} */
  const outcomes = new Map();
  for (const [index, step] of steps.entries()) {
    say(onGithub ? `::group::${step.name}` : `\n━━━ ${step.name} (${index + 1} of ${steps.length}) ━━━`);
    outcomes.set(step.name, await runWithTries(step, grep));
    if (onGithub) say('::endgroup::');
  }
  return outcomes;
}

/**
 * A window that was slow once is no defect, one that is slow twice is: what counts is the last try, of the files in which
 * something failed.
 *
 * @param {import('./steps.mjs').Step} step
 * @param {string | undefined} grep
 */
async function runWithTries(step, grep) {
  let outcome = await runStep(step, grep);
  for (let tries = 1; outcome.failed > 0 && tries < (step.tries ?? 1); tries++) {
    for (const { title, message } of outcome.failures) {
      const line = `${step.name}, try ${tries}: ${title}: ${brief(message)}`;
      say(`✘ ${line}`);
      firstTries.push(line);
    }
    outcome = await tryAgain(step, grep, outcome);
  }
  return outcome;
}

/**
 * @param {import('./steps.mjs').Step} step
 * @param {string | undefined} grep
 * @param {import('./runStep.mjs').Outcome} before
 * @returns {Promise<import('./runStep.mjs').Outcome>} of the whole step
 */
async function tryAgain(step, grep, before) {
  const files = failedFiles(step, before);
  const outcome = await runStep(step, grep, files);
  if (!files) return outcome;
  const kept = (before.tests ?? []).filter(({ file }) => !files.includes(file ?? ''));
  return { ...outcome, passed: outcome.passed + kept.length, seconds: before.seconds + outcome.seconds };
}

/**
 * @param {import('./steps.mjs').Step} step
 * @param {import('./runStep.mjs').Outcome} outcome
 * @returns {readonly string[] | undefined} undefined: all are to be run again, for something went wrong outside of them
 */
function failedFiles({ command }, { tests = [], failed }) {
  const runs = tests.filter(({ passed }) => !passed);
  const files = runs.flatMap(({ file }) => file ?? []);
  const isAll = command[0] !== 'suite.mjs' || runs.length < failed || files.length < runs.length;
  return isAll ? undefined : [...new Set(files)];
}

/**
 * The first lines: a property that failed tells in the second and the third how to run that case again.
 *
 * @param {string} message
 */
function brief(message) {
  return message.trim().split('\n').slice(0, 3).join(' ').slice(0, 2000);
}

/** What failed before a step was tried again: never counted, always told. @type {string[]} */
const firstTries = [];

/** @param {ReadonlyMap<string, import('./runStep.mjs').Outcome>} outcomes */
function summarize(outcomes) {
  say('\n━━━ summary ━━━');
  for (const line of firstTries) say(onGithub ? `::warning::${line}` : `⚠ ${line}`);
  for (const [step, { failures }] of outcomes) {
    for (const { title, message } of failures) {
      const line = `${step}: ${title}: ${brief(message)}`;
      say(onGithub ? `::error::${line}` : `✘ ${line}`);
    }
  }
  for (const [step, { passed, failed, skipped, seconds }] of outcomes) {
    const counts = `${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed`;
    say(`${step.padEnd(20)}${counts} ${String(skipped).padStart(4)} skipped ${String(seconds).padStart(5)} s`);
  }
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { grep: { type: 'string' } } });
const steps = chooseSteps(positionals).filter(({ name }) => !values.grep || name !== 'check');
const outcomes = await runAll(steps, values.grep);
summarize(outcomes);
const tested = steps.filter(({ folder }) => folder).map(({ name }) => outcomes.get(name));
const nothingMatched =
  Boolean(values.grep) && tested.every((outcome) => !outcome || outcome.passed + outcome.failed === 0);
if (nothingMatched) say(`✘ No test has "${values.grep}" in its title.`);
if (process.platform !== 'linux') say('The end-to-end tests (e2e) and the checks of the package run on Linux only.');
const sum = (/** @type {'passed' | 'failed'} */ key) => [...outcomes.values()].reduce((all, one) => all + one[key], 0);
const failed = sum('failed') + (nothingMatched ? 1 : 0);
say(`${sum('passed')} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
