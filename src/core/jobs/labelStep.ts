import type { LabelAnswer } from '../api/answer';
import type { Failure } from '../api/failure';
import { sameList } from './jobDiff';
import { mergeLabel, restoredLabel, sameLabel, type LabelState } from './labelState';
import { compareLists, finish } from './listDiff';
import type { SavedPiece } from './savedLabel';

/** What becomes of a label. */
export interface LabelStep {
  /** Its list of jobs is the same object as before while nobody came, went or changed places. */
  readonly after: LabelState;
  /** Its row, or its list of jobs, is not what it was. */
  readonly isNews: boolean;
  /** The server gave the same jobs in another order: that is to be known, and no row says it. */
  readonly isReordered: boolean;
  /** Jobs that the label holds no more. */
  readonly gone: readonly string[];
}

/** What an answer or a failure makes of a label. @param now ms since 1970 */
export function answeredStep(before: LabelState, answer: LabelAnswer | Failure, now: number): LabelStep {
  const found = mergeLabel(before, answer, now);
  const isSame = sameList(before.jobIds, found.jobIds);
  return stepTo(before, found, {
    isSame,
    gone: isSame || !found.complete ? [] : missingIn(before.jobIds, found.jobIds),
  });
}

/** What the last piece of a saved label makes of it. @param now ms since 1970 */
export function restoredStep(before: LabelState, piece: SavedPiece, now: number): LabelStep {
  const { ids = [], diff } = piece;
  const found = restoredLabel(before, piece, now);
  // What is missing in a partial list is unknown, not gone.
  if (!found.complete) return stepTo(before, found, { isSame: sameList(before.jobIds, found.jobIds), gone: [] });
  // An answer that came since the lists were compared has them compared again, all at once.
  const isStill = diff?.before === before.jobIds && diff.after === ids;
  const { isSame, gone, come } = isStill ? diff : finish(compareLists(before.jobIds, ids));
  // The server knows better: what only the snapshot named is let go.
  if (found.jobIds === before.jobIds)
    return { after: found, isNews: !sameLabel(before, found), isReordered: false, gone: come };
  return stepTo(before, found, { isSame, gone });
}

function stepTo(
  before: LabelState,
  found: LabelState,
  { isSame, gone }: { readonly isSame: boolean; readonly gone: readonly string[] },
): LabelStep {
  const after = isSame ? { ...found, jobIds: before.jobIds } : found;
  const isReordered = !isSame && gone.length === 0 && before.jobIds.length === found.jobIds.length;
  return { after, isNews: !(isSame || isReordered) || !sameLabel(before, after), isReordered, gone };
}

function missingIn(list: readonly string[], other: readonly string[]): readonly string[] {
  if (list.length === 0) return [];
  const known = new Set(other);
  return list.filter((id) => !known.has(id));
}
