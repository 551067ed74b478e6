// @ts-check
// The steps of `npm test`, in the order in which they run.

/**
 * @typedef {object} Step
 * @property {string} name as `npm test -- name` picks it; a part before a `-` picks all of its kind
 * @property {readonly string[]} command a script and its arguments
 * @property {number} limitMs a step that takes longer hangs, and is killed
 * @property {readonly string[]} needs steps that must have run before it
 * @property {number} [tries] of a step that drives a browser on a machine that may be busy; every failed try is told
 * @property {string} [folder] of its test files; a step without one counts as one check, unless it writes a report
 */

const minutes = (/** @type {number} */ count) => count * 60_000;

/** @type {readonly Step[]} */
const everywhere = [
  { name: 'check', command: ['check.mjs'], limitMs: minutes(8), needs: [] },
  { name: 'build', command: ['../esbuild.js'], limitMs: minutes(5), needs: [] },
  { name: 'unit', command: ['suite.mjs', 'unit'], limitMs: minutes(12), needs: [], folder: 'unit' },
  { name: 'page', command: ['suite.mjs', 'page'], limitMs: minutes(15), needs: ['build'], folder: 'page' },
];

/** The VS Code server and its checks of a package run on Linux. @type {readonly Step[]} */
const onLinux = [
  ...['1.100', '1.139'].map((version) => ({
    name: `integration-${version}`,
    command: ['integration.mjs', version],
    limitMs: minutes(10),
    needs: ['build'],
    tries: 2,
    folder: 'integration',
  })),
  { name: 'locale', command: ['locale.mjs'], limitMs: minutes(5), needs: ['build'], tries: 2, folder: 'locale' },
  { name: 'pack', command: ['package.mjs'], limitMs: minutes(5), needs: [] },
  { name: 'package', command: ['suite.mjs', 'package'], limitMs: minutes(2), needs: ['pack'], folder: 'package' },
  { name: 'e2e', command: ['suite.mjs', 'e2e'], limitMs: minutes(20), needs: ['pack'], tries: 2, folder: 'e2e' },
];

/** @type {readonly Step[]} */
const elsewhere = [
  {
    name: 'integration-desktop',
    command: ['testDesktop.mjs'],
    limitMs: minutes(20),
    needs: ['build'],
    folder: 'integration',
  },
];

/** @type {readonly Step[]} */
export const allSteps = [...everywhere, ...(process.platform === 'linux' ? onLinux : elsewhere)];

/**
 * @param {readonly string[]} names none means all
 * @param {readonly Step[]} [steps]
 * @returns {readonly Step[]} the steps asked for, and those that they need, in their order
 */
export function chooseSteps(names, steps = allSteps) {
  const unknown = names.find((name) => !steps.some((step) => isCalled(step, name)));
  if (unknown) throw new Error(`There is no step ${unknown}. There are: ${steps.map(({ name }) => name).join(', ')}.`);
  const asked = steps.filter((step) => names.length === 0 || names.some((name) => isCalled(step, name)));
  const needed = new Set(asked.flatMap(({ needs }) => needs));
  return steps.filter((step) => asked.includes(step) || needed.has(step.name));
}

/**
 * @param {Step} step
 * @param {string} name
 */
const isCalled = (step, name) => step.name === name || step.name.startsWith(`${name}-`);
