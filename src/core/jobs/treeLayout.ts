import type { FoundChange } from './foundLabels';
import { groupName, type GroupRef } from './groupRef';
import { sameList } from './jobDiff';

/** What must be repainted after a change. */
export interface Repaint {
  /** Rows came or went at the top: everything. */
  readonly all: boolean;
  /** Groups whose own row, or whose list of rows, changed. */
  readonly groups: readonly GroupRef[];
  /** Jobs whose row changed and stayed in its place, with the group they stand in. */
  readonly jobs: readonly { readonly group: GroupRef; readonly jobId: string }[];
  /** What became of the labels seen on tracked jobs. */
  readonly found: FoundChange;
}

/** The rows at the top. */
export interface TopRows {
  readonly groups: readonly GroupRef[];
  /** The labels among the groups. */
  readonly labels: readonly string[];
  /** Labels that have been finished for long, under a row of their own. */
  readonly earlier: readonly string[];
  /** True when tracked jobs carry labels that are not tracked. */
  readonly hasFound: boolean;
}

/** True when the same rows stand at the top, in the same order. */
export function sameTop(left: TopRows, right: TopRows): boolean {
  return (
    left.hasFound === right.hasFound &&
    sameList(left.earlier, right.earlier) &&
    sameList(left.groups.map(groupName), right.groups.map(groupName))
  );
}
