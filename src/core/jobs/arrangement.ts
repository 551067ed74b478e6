/** What the rows at the top are. */
export const groupings = ['label', 'status'] as const;
export type Grouping = (typeof groupings)[number];

/** What rows are ordered by; rows that are equal in it stand by natural order of ids. */
export const sortKeys = ['status', 'id', 'changed'] as const;
export type SortKey = (typeof sortKeys)[number];

/** How the tree is laid out; chosen by the user, kept with the workspace. */
export interface Arrangement {
  readonly groupBy: Grouping;
  readonly sortBy: SortKey;
  /** The other way round: completed before failed, Z before A, the oldest change first. */
  readonly reversed: boolean;
}

/** Labels, and under them failed jobs first. */
export const defaultArrangement: Arrangement = { groupBy: 'label', sortBy: 'status', reversed: false };

/** Reads what was kept; whatever cannot be read is as at first. */
export function parseArrangement(stored: unknown): Arrangement {
  if (typeof stored !== 'object' || stored === null) return defaultArrangement;
  const { groupBy, sortBy, reversed } = stored as Partial<Record<keyof Arrangement, unknown>>;
  return {
    groupBy: groupings.find((each) => each === groupBy) ?? defaultArrangement.groupBy,
    sortBy: sortKeys.find((each) => each === sortBy) ?? defaultArrangement.sortBy,
    reversed: reversed === true,
  };
}

/** True when both lay the tree out alike. */
export function sameArrangement(left: Arrangement, right: Arrangement): boolean {
  return left.groupBy === right.groupBy && left.sortBy === right.sortBy && left.reversed === right.reversed;
}
