// @ts-check
// How the figures of `npm run bench` are told: a line each, and the table of the README.

/**
 * @typedef {object} Measured what test/bench/harness/measures.ts says of one figure
 * @property {number} value
 * @property {number} [min]
 * @property {number} [max]
 * @property {string} ours
 * @property {string} [beside]
 * @property {string} [note]
 * @property {number} [goal]
 */

/** @typedef {Omit<import('./benches.mjs').Figure, 'goal'> & Measured & { readonly goal: number }} Told */

/** @param {number} value @returns {number} with at most four decimals */
const plain = (value) => Number(value.toFixed(4));

/** @param {Told} told @returns {string} the line that other programs read */
export function figureLine({ name, value, unit, goal }) {
  return `bench ${name} value=${plain(value)} unit=${unit} goal<=${goal}`;
}

/** @param {Told} told @returns {string} what was compared, for people */
export function detailLine({ ours, beside, note, ...told }) {
  const spread = told.min === undefined ? '' : `; ${plain(told.min)} to ${plain(told.max ?? told.min)}`;
  return `  ${told.name}: ${ours}${beside ? ` beside ${beside}` : ''}${spread}${note ? ` (${note})` : ''}`;
}

/** @param {readonly Told[]} all @returns {string} as Markdown */
export function table(all) {
  const rows = all.map((told) => {
    const { name, work, peer = '–', goal, value } = told;
    const unit = told.unit === 'ratio' || told.unit === 'count' ? '' : ` ${told.unit}`;
    const spread = told.min === undefined ? '' : ` (${told.min.toPrecision(3)} to ${told.max?.toPrecision(3)})`;
    const shown = Number.isInteger(value) ? value : Number(value.toPrecision(3));
    return `| \`${name}\` | ${work} | ${peer} | ${shown}${unit}${spread}${value > goal ? ' ⚠' : ''} | ≤ ${goal}${unit} |`;
  });
  return ['| figure | what | beside | measured (spread) | goal |', '|---|---|---|---|---|', ...rows].join('\n');
}
