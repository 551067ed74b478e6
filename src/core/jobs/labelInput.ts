/** Between the labels of a list. */
const separators = /[\n\r,;\t]+/;

/**
 * What a typed or pasted text may mean as labels, the likeliest first. A label may hold blanks, and a pasted
 * list loses its line ends in an input box: so `a b c` is one label or three, and the user says which.
 */
export function readLabels(text: string): readonly (readonly string[])[] {
  const trimmed = text.trim();
  if (trimmed === '') return [];
  const json = fromJson(trimmed);
  const listed = json ?? split(trimmed, separators);
  const words = json || separators.test(trimmed) ? [] : split(trimmed, /\s+/);
  return [listed, ...(words.length > 1 ? [words] : [])].filter((labels) => labels.length > 0);
}

/** The labels of a list as given by a setting or a store: texts only, trimmed, each once. */
export function cleanLabels(list: unknown): readonly string[] {
  const entries: readonly unknown[] = Array.isArray(list) ? list : [];
  return unique(entries.filter((entry): entry is string => typeof entry === 'string'));
}

function fromJson(text: string): readonly string[] | undefined {
  if (!text.startsWith('[')) return undefined;
  try {
    return cleanLabels(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function split(text: string, separator: RegExp): readonly string[] {
  return unique(text.split(separator).map((part) => part.trim().replace(/^(["'])(.*)\1$/, '$2')));
}

function unique(labels: readonly string[]): readonly string[] {
  return [...new Set(labels.map((label) => label.trim()).filter((label) => label !== ''))];
}
