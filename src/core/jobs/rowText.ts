/** Longest text of a row, in characters; VS Code draws the whole text of a row, however long it is. */
const longestRow = 120;

/** Controls, and the marks that turn the direction of what follows (U+202E and its like). */
// eslint-disable-next-line no-control-regex -- stripping controls is the purpose
const unsafe = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Words of ASCII with one space between: nearly every id and label, of which a page of rows has thousands. */
const plain = /^[!-~]+(?: [!-~]+)*$/;

/**
 * A server's string as one short line for a row: controls stripped, cut to 120 characters.
 * `$(name)` is left as it is: a row's label shows it literally.
 */
export function rowText(text: string, empty: string, longest = longestRow): string {
  if (text.length <= longest && plain.test(text)) return text;
  const line = text
    .slice(0, longest * 4)
    .replace(unsafe, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (line === '') return empty;
  return line.length > longest ? `${line.slice(0, longest - 1).toWellFormed()}…` : line.toWellFormed();
}

/** The same for a notification or the message of an input box, where `[x](command:…)` would become a link. */
export function messageText(text: string, empty = '-', longest = 60): string {
  return rowText(text, empty, longest).replaceAll('](', '] (');
}

/** The same for a quick pick, which would draw `$(name)` as an icon. */
export function pickText(text: string, empty = '-', longest = longestRow): string {
  return withoutIcons(rowText(text, empty, longest));
}

/** The same for the message of an input box, which draws links and icons both. */
export function boxText(text: string, empty = '-', longest = 300): string {
  return withoutIcons(messageText(text, empty, longest));
}

/** A backslash before anything else than an icon would be shown, so only icons get one. */
function withoutIcons(text: string): string {
  return text.replace(/\\?\$\([\w-]+(?:~[\w-]+)?\)/g, (icon) => (icon.startsWith('\\') ? icon : `\\${icon}`));
}
