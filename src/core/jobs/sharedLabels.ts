/** A workspace may track so many labels that are new to this window without a word (faults, "Token and settings"). */
export const labelsWithoutAsking = 20;

/** What becomes of the labels that a workspace shares. */
export interface SharedSplit {
  /** Tracked. */
  readonly taken: readonly string[];
  /** Tracked once the user says so: whoever wrote the setting may have written thousands. */
  readonly held: readonly string[];
}

/** @param known labels that were taken before, in this workspace */
export function splitShared(shared: readonly string[], known: readonly string[]): SharedSplit {
  const before = new Set(known);
  const fresh = shared.filter((label) => !before.has(label));
  if (fresh.length <= labelsWithoutAsking) return { taken: shared, held: [] };
  return { taken: shared.filter((label) => before.has(label)), held: fresh };
}
