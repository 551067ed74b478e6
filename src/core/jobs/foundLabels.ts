import type { JobChange } from './jobDiff';
import type { JobStore } from './jobStore';

/** What a change did to the found labels. */
export interface FoundChange {
  /** Some came or went. */
  readonly list: boolean;
  /** Those that were there and are, with another number of jobs. */
  readonly labels: readonly string[];
}

/** Labels that tracked jobs carry and that are not tracked themselves, with the number of these jobs; by name. */
export function foundLabels(store: JobStore): ReadonlyMap<string, number> {
  const found = [...store.carriedLabels].filter(([label]) => isFound(store, label));
  return new Map(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** True when there are found labels. Asked at each change of a job: it ends at the first of them. */
export function hasFoundLabels(store: JobStore): boolean {
  for (const label of store.carriedLabels.keys()) if (isFound(store, label)) return true;
  return false;
}

/** Looks at nothing but the labels that the change is about. */
export function foundChange(store: JobStore, { carried }: JobChange): FoundChange {
  let list = false;
  const labels: string[] = [];
  for (const [label, before] of carried ?? []) {
    if (!isFound(store, label)) continue;
    const now = store.carriedLabels.get(label) ?? 0;
    if (before > 0 && now > 0) labels.push(label);
    else list = true;
  }
  return { list, labels };
}

function isFound(store: JobStore, label: string): boolean {
  return label !== '' && store.label(label)?.guest !== false;
}
