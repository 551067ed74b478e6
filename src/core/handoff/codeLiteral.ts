import type { CodeCursor } from './codeCursor';

/** Longest literal, in characters: a quote that nobody closes ends here. */
const longestLiteral = 2000;

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', '0': '\0' };

/**
 * Reads one string literal with its escapes. Undefined for what is none, is not closed on its line, or has something filled
 * in at run time.
 *
 * @param language of the file, as VS Code calls it
 */
export function readLiteral(cursor: CodeCursor, language: string): string | undefined {
  const quote = cursor.peek;
  if (!/^["'`]$/.test(quote)) return undefined;
  cursor.take();
  let text = '';
  for (let length = 0; length < longestLiteral; length++) {
    if (quote !== "'" && cursor.skipApostrophe()) text += "'";
    else if (cursor.skip(quote)) return isFilledIn(text, language) ? undefined : text;
    else {
      const part = readPart(cursor, quote);
      if (part === undefined) return undefined;
      text += part;
    }
  }
  return undefined;
}

/** A character, or what an escape stands for. */
function readPart(cursor: CodeCursor, quote: string): string | undefined {
  const character = cursor.take();
  if (character === '' || (character === '\n' && quote !== '`')) return undefined;
  return character === '\\' ? readEscape(cursor) : character;
}

function readEscape(cursor: CodeCursor): string | undefined {
  const kind = cursor.take();
  if (kind === '\n') return '';
  if (kind === '\r') return cursor.skip('\n') ? '' : undefined;
  if (kind === 'x') return readCode(cursor, 2);
  if (kind !== 'u') return /^[1-9N]?$/.test(kind) ? undefined : (escapes[kind] ?? kind);
  if (!cursor.skip('{')) return readCode(cursor, 4);
  const code = readCode(cursor, 6);
  return code !== undefined && cursor.skip('}') ? code : undefined;
}

/** The character of a hexadecimal code of so many digits, or fewer before a brace. */
function readCode(cursor: CodeCursor, longest: number): string | undefined {
  let digits = '';
  while (digits.length < longest && /^[0-9a-f]$/i.test(cursor.peek)) digits += cursor.take();
  const isWhole = digits.length === longest || (digits !== '' && longest === 6);
  const code = Number.parseInt(digits, 16);
  return isWhole && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

/** In JSON every character stands for itself; elsewhere a label with `${` is made at run time. */
function isFilledIn(text: string, language: string): boolean {
  return !language.startsWith('json') && text.includes('${');
}
