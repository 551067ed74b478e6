// @ts-check
// What a bench found, joined with what `benches.mjs` says of its figures.

/**
 * @typedef {object} Outcome
 * @property {readonly import('./benchTable.mjs').Told[]} told
 * @property {string} [cannotRun] why this machine gives no figure
 * @property {string} [crashed]
 */

/** @typedef {Record<string, import('./benchTable.mjs').Measured | undefined>} Found */

/**
 * @param {Pick<import('./benches.mjs').Bench, 'figures'>} bench
 * @param {Found | { cannotRun: string }} found as JSON brought it: what is no number is null
 * @returns {Outcome}
 */
export function outcomeOf({ figures }, found) {
  if (typeof found.cannotRun === 'string') return { told: [], cannotRun: found.cannotRun };
  const measured = /** @type {Found} */ (found);
  const isNumber = (/** @type {unknown} */ value) => typeof value === 'number';
  const missing = figures.filter(({ name }) => !isNumber(measured[name]?.value));
  if (missing.length > 0) return { told: [], crashed: `gave no value for ${namesOf(missing)}` };
  // A goal has one place: a bench gives itself none beside the one that stands in the list.
  const unclear = figures.filter(({ name, goal }) => isNumber(goal) === isNumber(measured[name]?.goal));
  if (unclear.length > 0) return { told: [], crashed: `no goal, or two, for ${namesOf(unclear)}` };
  return { told: figures.map((figure) => ({ ...figure, .../** @type {any} */ (measured[figure.name]) })) };
}

/** @param {readonly { name: string }[]} figures */
const namesOf = (figures) => figures.map(({ name }) => name).join(', ');
