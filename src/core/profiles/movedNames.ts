/** What is stored under the name of a profile and goes with it to another name. A key is not: it is bound to its origin too. */
const moved = ['tracked', 'hidden', 'reading'];

/**
 * Under which other name each entry goes on once the profile has another name: lists and readings, each quoted as
 * `[kind, profile, …]`.
 *
 * @param names of all that is stored
 */
export function movedNames(
  names: readonly string[],
  before: string,
  after: string,
): readonly (readonly [from: string, to: string])[] {
  return names.flatMap((name) => {
    const [kind, profile, ...rest] = partsOf(name);
    const isMoved = typeof kind === 'string' && moved.includes(kind) && profile === before;
    return isMoved ? [[name, JSON.stringify([kind, after, ...rest])] as const] : [];
  });
}

function partsOf(name: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(name);
    return Array.isArray(parts) ? (parts as readonly unknown[]) : [];
  } catch {
    return [];
  }
}
