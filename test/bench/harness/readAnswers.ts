import type { LabelAnswer } from '../../../src/core/api/answer';
import { parseJson } from '../../../src/core/api/jsonText';
import { labelPages } from '../../../src/core/api/labelPages';
import { readPage } from '../../../src/core/api/schema';
import { createShortPages } from '../../../src/core/api/shortPages';
import type { Answers } from './answers';

/** What the store is given: the real reader and the real paging, without the network. */
export async function readAnswers(
  pages: ReadonlyMap<string, readonly Uint8Array[]>,
): Promise<Map<string, LabelAnswer>> {
  const shortPages = createShortPages();
  const read = new Map<string, LabelAnswer>();
  for (const [label, texts] of pages) {
    const page = (start: number) => {
      const bytes = texts[start / 100] ?? texts.at(-1);
      return Promise.resolve(readPage(parseJson(bytes ?? new Uint8Array(), 200)));
    };
    read.set(label, await labelPages({ page, shortPages }));
  }
  return read;
}

/** The bytes that the network brings. */
export function bytesOf({ pages }: Answers): Map<string, Uint8Array[]> {
  const encoder = new TextEncoder();
  return new Map([...pages].map(([label, texts]) => [label, texts.map((text) => encoder.encode(text))]));
}
