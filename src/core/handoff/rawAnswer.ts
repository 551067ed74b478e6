import type { RawAnswer } from '../api/request';
import type { Translate } from '../translate';

/** What is told of a request that a person wrote. */
export interface RawOutcome {
  readonly profile: string;
  /** From sending to the end of the answer, in ms. */
  readonly ms: number;
  /** Undefined when none came. */
  readonly answer: RawAnswer | undefined;
  /** Why the answer, or that there is none, is a failure; for people. */
  readonly failure: string | undefined;
}

/** The answer as JSON with comments: what was learnt on top, then the body as the server wrote it, only its white space anew. */
export function rawAnswerText(t: Translate, { profile, ms, answer, failure }: RawOutcome): string {
  const heading = answer
    ? t('{0}: HTTP {1}, answered in {2} ms', profile, answer.status, ms)
    : t('{0}: no answer after {1} ms', profile, ms);
  const warning = t('The links in it are secrets that expire: whoever has one sees the image.');
  const comments = [heading, ...(failure === undefined ? [] : [failure]), ...(answer ? [warning] : [])];
  const body = answer ? bodyText(t, answer.text) : [];
  return [...comments.flatMap(commented), ...body].join('\n') + '\n';
}

function bodyText(t: Translate, text: string): readonly string[] {
  if (text.trim() === '') return commented(t('The answer is empty.'));
  return isJson(text) ? [spreadJson(text)] : commented(text);
}

function commented(text: string): readonly string[] {
  return text.split(/\r\n|[\r\n\u2028\u2029]/).map((line) => `// ${line}`);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The API's answers nest 5 deep; a line for each member of something much deeper would be all indentation. */
const deepestLines = 20;

/**
 * JSON with a line for each member and entry, 20 deep at most. Every string and number stays as it was written: to parse and print would
 * change long numbers, `1.0`, escapes, and names that come twice.
 *
 * @param text sound JSON
 */
export function spreadJson(text: string): string {
  const parts: string[] = [];
  let depth = 0;
  const line = (): string => (depth > deepestLines ? '' : `\n${'  '.repeat(depth)}`);
  for (const token of tokens(text)) {
    const isEnd = token === ']' || token === '}';
    if (isEnd) depth--;
    const isEmpty = isEnd && /^[[{]/.test(parts.at(-1) ?? '');
    if (isEmpty) parts[parts.length - 1] = parts.at(-1)?.charAt(0) ?? '';
    else if (isEnd) parts.push(line());
    if (token === '[' || token === '{') depth++;
    const opensLine = token === '[' || token === '{' || token === ',';
    parts.push(opensLine ? token + line() : token === ':' ? ': ' : token);
  }
  return parts.join('');
}

/** Strings, signs, and what stands between them; no white space. In a loop, for one expression over a long string overflows. */
function* tokens(text: string): Generator<string> {
  const next = /[\s[\]{},:]+|"/g;
  let from = 0;
  for (let found = next.exec(text); found; found = next.exec(text)) {
    if (found.index > from) yield text.slice(from, found.index);
    from = next.lastIndex;
    if (found[0] !== '"') {
      yield* found[0].replace(/\s/g, '');
      continue;
    }
    from = endOfString(text, from);
    yield text.slice(found.index, from);
    next.lastIndex = from;
  }
  if (from < text.length) yield text.slice(from);
}

/** @param from after the quote that opens it @returns the index after the one that closes it */
function endOfString(text: string, from: number): number {
  const special = /["\\]/g;
  special.lastIndex = from;
  for (let found = special.exec(text); found; found = special.exec(text)) {
    if (found[0] === '"') return special.lastIndex;
    special.lastIndex++;
  }
  return text.length;
}
