import type { Translate } from '../translate';
import { longestName } from './profile';

/** What the user typed for a profile. */
export interface TypedProfile {
  readonly name: string;
  readonly url: string;
}

/**
 * Why a name cannot be a profile's, as a sentence.
 *
 * @param taken names of the other profiles
 */
export function nameFault(t: Translate, name: string, taken: readonly string[]): string | undefined {
  const typed = name.trim();
  if (typed === '') return t('Enter a name.');
  if (typed.length > longestName) return t('A name has at most {0} characters.', longestName);
  return taken.includes(typed) ? t('Another profile has this name.') : undefined;
}

/** The setting with one more profile; what is no list is replaced. */
export function withProfile(setting: unknown, { name, url }: TypedProfile): readonly unknown[] {
  return [...listOf(setting), { name: name.trim(), url: url.trim() }];
}

/**
 * The setting with an entry changed in its place, all that is not asked for left as written.
 *
 * @param before the entry as it was written when it was read
 * @returns undefined when the setting has no such entry any more
 */
export function withChanged(
  setting: unknown,
  before: unknown,
  { name, url }: TypedProfile,
): readonly unknown[] | undefined {
  const isRecord = typeof before === 'object' && before !== null && !Array.isArray(before);
  const after = { ...(isRecord ? before : {}), name: name.trim(), url: url.trim() };
  return replaced(setting, before, [after]);
}

/** The setting without an entry; undefined when it has no such entry any more. */
export function withoutProfile(setting: unknown, before: unknown): readonly unknown[] | undefined {
  return replaced(setting, before, []);
}

/** The last of several that are the same: the first is the one in use. */
function replaced(setting: unknown, before: unknown, by: readonly unknown[]): readonly unknown[] | undefined {
  const list = listOf(setting);
  const text = JSON.stringify(before);
  const place = list.findLastIndex((entry) => JSON.stringify(entry) === text);
  return place < 0 ? undefined : list.toSpliced(place, 1, ...by);
}

function listOf(setting: unknown): readonly unknown[] {
  return Array.isArray(setting) ? (setting as readonly unknown[]) : [];
}
