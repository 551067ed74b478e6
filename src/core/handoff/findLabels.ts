import { cleanLabels } from '../jobs/labelInput';
import { CodeCursor } from './codeCursor';
import { readLiteral } from './codeLiteral';

/** A `job_labels` array in code. */
export interface FoundLabels {
  /** Where its key starts, in characters from the start of the text. */
  readonly at: number;
  /** At least one; trimmed, each once. */
  readonly labels: readonly string[];
}

/** The key of a request (status-api, Request). */
export const labelsKey = 'job_labels';

/** As much of a text as is looked at, in characters: a generated file may be as large as it likes. */
export const longestScan = 1_000_000;

/** The most labels of one array. */
const mostLabels = 500;
/** Longest type between a key and its value, as in `job_labels: list[str] = […]`, in characters. */
const longestType = 60;

/**
 * The arrays of string literals that stand behind the key `job_labels` in JSON, JavaScript, TypeScript, Python or a shell,
 * JSON within a string included. An array that holds anything else, such as a variable, says nothing, and is left out.
 * Each character is read once, and the caller may stop between two arrays.
 *
 * @param language of the file, as VS Code calls it
 */
export function* findLabels(text: string, language: string): Iterable<FoundLabels> {
  const end = Math.min(text.length, longestScan);
  const scanned = text.slice(0, end);
  let from = 0;
  for (;;) {
    const at = scanned.indexOf(labelsKey, from);
    if (at < 0) return;
    const { cursor, isWhole } = openKey(scanned, at, language);
    const labels = isWhole && openArray(cursor) ? readArray(cursor, language) : undefined;
    if (labels && labels.length > 0) yield { at, labels };
    from = Math.max(cursor.at, at + labelsKey.length);
  }
}

/** Goes behind the key and the quote that closes it. */
function openKey(text: string, at: number, language: string): { cursor: CodeCursor; isWhole: boolean } {
  const before = text[at - 1] ?? '';
  const quote = /["'`]/.test(before) ? before : '';
  const escaped = quote !== '' && text[at - 2] === '\\';
  const cursor = new CodeCursor(text, at + labelsKey.length, { escaped, shell: language === 'shellscript' });
  return { cursor, isWhole: isStart(before) && (quote === '' ? isStart(cursor.peek) : cursor.skip(quote)) };
}

/** No part of a longer name. */
function isStart(character: string): boolean {
  return !/[\w$-]/.test(character);
}

/** Goes behind the bracket that opens the value. */
function openArray(cursor: CodeCursor): boolean {
  cursor.skip(']');
  cursor.skipBlanks();
  if (cursor.skip(':')) {
    cursor.skipBlanks();
    if (cursor.skip('[')) return true;
    return skipType(cursor) && openValue(cursor);
  }
  return cursor.skip('=') && openValue(cursor);
}

function openValue(cursor: CodeCursor): boolean {
  cursor.skip('>');
  cursor.skipBlanks();
  return cursor.skip('[');
}

/** Goes behind the `=` that follows a type. */
function skipType(cursor: CodeCursor): boolean {
  for (let length = 0; length < longestType; length++) {
    if (cursor.skip('=')) return true;
    if (!/[\w.<>[\]| ]/.test(cursor.peek)) return false;
    cursor.take();
  }
  return false;
}

/** The labels up to the closing bracket; undefined for an array that holds anything but them. */
function readArray(cursor: CodeCursor, language: string): readonly string[] | undefined {
  const labels: string[] = [];
  while (labels.length <= mostLabels) {
    cursor.skipBlanks();
    if (cursor.skip(']')) return cleanLabels(labels);
    const label = readLiteral(cursor, language);
    if (label === undefined) return undefined;
    labels.push(label);
    cursor.skipBlanks();
    if (!cursor.skip(',') && cursor.peek !== ']') return undefined;
  }
  return undefined;
}
