import type { pixelsText } from '../core/crop/cropText';

/** Words for people: the English message, with `{0}`, `{1}` … filled in; the same as in core. */
export type Translate = Parameters<typeof pixelsText>[0];

/** Makes the page's translator from the bundle that the host wrote into the page. */
export function readWords(source: Document): Translate {
  const bundle = parse(source.getElementById('words')?.textContent ?? '{}');
  return (message, ...args) =>
    (bundle[message] ?? message).replace(/\{(\d+)\}/g, (hole, index: string) => String(args[Number(index)] ?? hole));
}

/** Our own host wrote it; a bundle that is broken leaves English. */
function parse(text: string): Partial<Record<string, string>> {
  try {
    return JSON.parse(text) as Partial<Record<string, string>>;
  } catch {
    return {};
  }
}
