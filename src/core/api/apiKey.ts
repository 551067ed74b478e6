const maxLength = 512;

/**
 * Reads a key as a user pastes it: blanks around it and a leading `Bearer ` are dropped. What could break the header,
 * or is invisible in the box, is refused before any header is made.
 * @returns the key, or a sentence for the user that does not repeat any of it
 */
export function cleanApiKey(text: string): { readonly key: string } | { readonly reason: string } {
  const key = trimBlanks(trimBlanks(text).replace(/^bearer(?:[ \t\u00a0]+|$)/i, ''));
  const reason = faultOf(key);
  return reason === undefined ? { key } : { reason };
}

/** Line breaks stay, to be refused: a key with one was copied together with something else. */
function trimBlanks(text: string): string {
  return text.replace(/^[ \t\u00a0]+|[ \t\u00a0]+$/g, '');
}

function faultOf(key: string): string | undefined {
  if (key === '') return 'Enter the API key.';
  if (key.length > maxLength) return `An API key has at most ${maxLength} characters.`;
  return faults.find(({ pattern }) => pattern.test(key))?.reason;
}

const faults: readonly { readonly pattern: RegExp; readonly reason: string }[] = [
  { pattern: /[\r\n\u0085\u2028\u2029]/, reason: 'The key contains a line break. Copy the key alone, on one line.' },
  { pattern: /\p{Cc}/u, reason: 'The key contains a control character. Copy it again.' },
  { pattern: /\p{Cf}/u, reason: 'The key contains an invisible character. Copy it again, or type it.' },
  { pattern: /[\u2018-\u201f]/, reason: 'The key contains typographic quotes. Copy the key without quotes.' },
  { pattern: /\s/, reason: 'The key contains a blank. Copy the key alone.' },
  { pattern: /[^\x21-\x7e]/, reason: 'The key contains a character that no API key has. Copy it again.' },
];
