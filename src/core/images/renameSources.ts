import type { ReadingMemento } from './readings';

/** Under which name the source images are kept that the user chose: a list of `[profile, job, choice]`. */
export const sourcesName = 'sources';

/** What was chosen for the jobs of a profile goes with it to another name. Whatever else is in the list stays as it is. */
export async function renameSources(memento: ReadingMemento, before: string, after: string): Promise<void> {
  const kept: unknown = memento.get(sourcesName);
  if (!Array.isArray(kept)) return;
  const isMoved = (entry: unknown): entry is readonly unknown[] => Array.isArray(entry) && entry[0] === before;
  const list = kept as readonly unknown[];
  if (!list.some(isMoved)) return;
  await memento.update(
    sourcesName,
    list.map((entry) => (isMoved(entry) ? [after, ...entry.slice(1)] : entry)),
  );
}
