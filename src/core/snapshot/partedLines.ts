/** A first or last line that is longer than this is none of ours, in characters: whoever looks for its end stops there. */
const longestEdge = 200_000;

/** The lines of a text that comes in parts, each with its end, one at a step; what stands behind the last end is none. */
export function* linesOf(parts: readonly string[]): Generator<string> {
  let begun = '';
  for (const part of parts) {
    let start = 0;
    for (let end = part.indexOf('\n') + 1; end > 0; end = part.indexOf('\n', start) + 1) {
      yield begun + part.slice(start, end);
      begun = '';
      start = end;
    }
    begun += part.slice(start);
  }
}

/** The first line, with its end where that is near; all of a short text that has none. */
export function firstLineOf(parts: readonly string[]): string {
  let line = '';
  for (const part of parts) {
    const end = part.indexOf('\n') + 1;
    line += end > 0 ? part.slice(0, end) : part;
    if (end > 0 || line.length > longestEdge) break;
  }
  return line;
}

/** What stands behind the first line, in parts as it came. */
export function* behindFirstLine(parts: readonly string[]): Generator<string> {
  let left = firstLineOf(parts).length;
  for (const part of parts) {
    if (left < part.length) yield part.slice(left);
    left = Math.max(0, left - part.length);
  }
}

/** The last line, with its end; undefined when the text does not end with one, or has no other. */
export function lastLineOf(parts: readonly string[]): string | undefined {
  let line = '';
  for (let index = parts.length - 1; index >= 0 && line.length <= longestEdge; index--) {
    line = `${parts[index]}${line}`;
    if (line !== '' && !line.endsWith('\n')) return undefined;
    // It begins after the end of the line before it.
    const start = line.length < 2 ? 0 : line.lastIndexOf('\n', line.length - 2) + 1;
    if (start > 0) return line.slice(start);
  }
  return undefined;
}
