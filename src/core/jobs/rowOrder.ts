import type { Arrangement } from './arrangement';
import type { TrackedJob } from './job';
import { statusRank } from './jobCounts';
import type { Compare } from './selectPage';

/** A row with what it is ordered by, read once. */
export interface OrderedRow {
  readonly id: string;
  /** Comes first, the smaller the sooner: a rank of the status, or a time turned round. */
  readonly first: number;
  /** See `naturalKey`. */
  readonly key: string;
}

/** Reads what a row is ordered by; a job that is not known yet stands last. */
export function orderedRow(id: string, job: TrackedJob | undefined, { sortBy, reversed }: Arrangement): OrderedRow {
  const first = sortBy === 'id' ? 0 : sortBy === 'status' ? statusRank(job?.status ?? '') : -(job?.changedAt ?? 0);
  return { id, first: reversed ? -first : first, key: job?.sortKey ?? '' };
}

/** The order of rows: only `id` turns the ids round as well, so that one status still reads from A to Z. */
export function compareRows({ sortBy, reversed }: Arrangement): Compare<OrderedRow> {
  const sign = sortBy === 'id' && reversed ? -1 : 1;
  return (a, b) => a.first - b.first || sign * (compareText(a.key, b.key) || compareText(a.id, b.id));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
