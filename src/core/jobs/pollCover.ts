import { pageLimit } from '../api/limits';

/** What may be used to ask for the unfinished jobs of a label. */
export interface CoverRules {
  /** Index and `start` are the same, and were whenever it was looked at. */
  readonly windows: boolean;
  /** Whether the job at this position may be asked for by its id. */
  readonly single: (position: number) => boolean;
}

/** Requests that ask for some positions of a label. */
export interface Cover {
  /** The `start` of one page request each. */
  readonly windows: readonly number[];
  /** Positions whose job is asked for by its id. */
  readonly singles: readonly number[];
}

/**
 * The fewest windows and singles that ask for these positions: windows from the left, each as far right as its first
 * position lets it. A window for one position only is a single instead, which brings the results too.
 *
 * @param positions ascending, in the list of the label
 * @returns undefined when the rules allow neither for one of them
 */
export function coverPositions(positions: readonly number[], rules: CoverRules): Cover | undefined {
  const windows: number[] = [];
  const singles: number[] = [];
  for (let index = 0; index < positions.length;) {
    const start = positions[index] ?? 0;
    const end = rules.windows ? endOf(positions, index) : index + 1;
    const isAlone = end - index === 1;
    if (isAlone && rules.single(start)) singles.push(start);
    else if (rules.windows) windows.push(start);
    else return undefined;
    index = end;
  }
  return { windows, singles };
}

/** The first index whose position is beyond a page that begins at the position of `from`. */
function endOf(positions: readonly number[], from: number): number {
  const limit = (positions[from] ?? 0) + pageLimit;
  let end = from + 1;
  while ((positions[end] ?? Infinity) < limit) end++;
  return end;
}

/** True when a page from `start` on reaches beyond the end of a list of `length`: what is new there is seen. */
export function reachesEnd(start: number, length: number): boolean {
  return start + pageLimit > length;
}

/** The `start` of a page that begins as early as it can and still reaches one position beyond the end. */
export function tailStart(length: number): number {
  return Math.max(0, length - pageLimit + 1);
}
