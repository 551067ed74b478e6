// @ts-check
// The rows of the table of faults (bad networks, bad input, hostile input), and how the title of a test names them:
// `fault 05: …`, or `fault 05, 06: …` for a test that shows each of the rows by assertions of its own.

/** The rows that `npm run test:faults` must show. */
export const faultRows = Array.from({ length: 91 }, (_, index) => index + 1);

/** Rows whose promise is made by the editor: they are shown inside real VS Code, in both versions. */
export const hostRows = new Set([8, 16, 18, 27, 32, 37, 40, 41, 50, 53, 54, 57, 58, 64, 73, 74, 75, 77, 79]);

/** The level of each step of `npm test` that holds such tests. @type {ReadonlyMap<string, string>} */
export const levels = new Map([
  ['unit', 'unit'],
  ['page', 'page'],
  ['integration-1.100', 'host-1.100'],
  ['integration-1.139', 'host-1.139'],
]);

/** Part of every title that names a row, for a search by text. */
export const faultMark = 'fault ';

/**
 * @param {string} title of one test
 * @returns {{ rows: readonly number[], name: string } | undefined} undefined when it names no row
 */
export function readFaultTitle(title) {
  const [, numbers, name] = /^fault (\d\d(?:, \d\d)*): (.+)$/s.exec(title) ?? [];
  if (!numbers || !name) return undefined;
  return { rows: numbers.split(', ').map(Number), name: name.replace(/\s+/g, ' ') };
}
