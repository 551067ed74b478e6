/** Longest text of a row, in characters; VS Code draws the whole text of a row, however long it is. */
const longestRow = 120;

/** Controls, and the marks that turn the direction of what follows (U+202E and its like). */
// eslint-disable-next-line no-control-regex -- stripping controls is the purpose
const unsafe = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/**
 * A server's string as one short line for a row: controls stripped, cut to 120 characters.
 * `$(name)` is left as it is: a row's label shows it literally.
 */
export function rowText(text: string, empty: string, longest = longestRow): string {
  const line = text
    .slice(0, longest * 4)
    .replace(unsafe, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (line === '') return empty;
  return line.length > longest ? `${line.slice(0, longest - 1).toWellFormed()}…` : line.toWellFormed();
}
