/** What a JSON text may hold inside its strings as it is: nothing of it means anything in any language of the snippets. */
const harmless = /[^A-Za-z0-9 _.,:;/+=()-]/g;

/**
 * A value as JSON of plain ASCII, in which every other character of a string is written as `\uXXXX`: quotes, backslashes,
 * `$`, `#`, backquotes and line ends cannot end a literal, or run as code, wherever the text is pasted.
 */
export function asciiJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(asciiJson).join(',')}]`;
  if (typeof value === 'string') return `"${value.replace(harmless, escapeUnits)}"`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, entry]) => `${asciiJson(name)}:${asciiJson(entry)}`)
    .join(',')}}`;
}

function escapeUnits(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
