import type { JobStore } from './jobStore';
import { ownLabels, trackedHere } from './jobTotals';
import { naturalKey } from './naturalKey';
import type { Compare } from './selectPage';

/** Jobs that have a text in their ids. */
export interface FoundJobs {
  /** The first of them, in natural order. */
  readonly ids: readonly string[];
  /** All of them. */
  readonly count: number;
}

interface Found {
  readonly id: string;
  readonly key: string;
}

/** Keys are the same for ids that differ in case only. */
const compareFound: Compare<Found> = (left, right) =>
  left.key < right.key || (left.key === right.key && left.id < right.id) ? -1 : 1;

/**
 * The first `most` jobs of this window that have the text in their ids, whatever its case, those the server has not told
 * of yet too. The question comes with each key that is typed, and there may be 100,000 jobs: most are looked at once.
 *
 * @param text blanks around it do not count; an empty one is in every id
 */
export function findJobs(store: JobStore, text: string, most: number): FoundJobs {
  const wanted = text.trim().toLowerCase();
  const matches = (id: string): boolean => wanted === '' || id.toLowerCase().includes(wanted);
  const isHere = trackedHere(ownLabels(store));
  const first = new FirstFound(most);
  for (const job of store.jobs()) if (matches(job.id) && isHere(job)) first.add({ id: job.id, key: job.sortKey });
  for (const id of store.singleIds) if (!store.job(id) && matches(id)) first.add({ id, key: naturalKey(id) });
  return { ids: first.ids, count: first.count };
}

/** Keeps the first of many: what comes after the last of those kept is left at once. */
class FirstFound {
  private kept: Found[] = [];
  private last: Found | undefined;
  count = 0;

  constructor(private readonly most: number) {}

  get ids(): readonly string[] {
    this.cut();
    return this.kept.map(({ id }) => id);
  }

  add(found: Found): void {
    this.count++;
    if (this.last && compareFound(found, this.last) > 0) return;
    this.kept.push(found);
    // Rarely put in order, for each time all of them are.
    if (this.kept.length >= 8 * this.most + 1000) this.cut();
  }

  private cut(): void {
    this.kept = this.kept.sort(compareFound).slice(0, this.most);
    this.last = this.kept[this.most - 1];
  }
}
