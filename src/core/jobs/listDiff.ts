/** What two lists of ids have to do with each other. */
export interface ListDiff {
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** The same ids in the same order. */
  readonly isSame: boolean;
  /** In `before` alone, in its order. */
  readonly gone: readonly string[];
  /** In `after` alone, in its order. */
  readonly come: readonly string[];
}

/** The ids of a list from one place to before another, so that nothing is copied. */
interface Part {
  readonly list: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** Ids of one step: so many take a tenth of a millisecond or two. */
const perStep = 1000;

/** Compares two lists of unique ids step by step, so that whoever runs it may rest between two steps. */
export function* compareLists(before: readonly string[], after: readonly string[]): Generator<void, ListDiff> {
  const shorter = Math.min(before.length, after.length);
  const head = before === after ? shorter : yield* countSame(shorter, (index) => before[index] === after[index]);
  if (head === before.length && head === after.length) return { before, after, isSame: true, gone: [], come: [] };
  // Jobs mostly come at one end: what both begin and end with need not be looked up.
  const tail = yield* countSame(shorter - head, (index) => before.at(-1 - index) === after.at(-1 - index));
  const [left, right] = [before, after].map((list) => ({ list, from: head, to: list.length - tail })) as [Part, Part];
  const gone = yield* missingIn(left, right);
  const come = yield* missingIn(right, left);
  return { before, after, isSame: false, gone, come };
}

/** Does all steps at once. */
export function finish<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** How many of the first so many are the same. */
function* countSame(length: number, isSame: (index: number) => boolean): Generator<void, number> {
  for (let index = 0; index < length; index++) {
    if (index % perStep === perStep - 1) yield;
    if (!isSame(index)) return index;
  }
  return length;
}

/** The ids of a part that another one has not. */
function* missingIn(part: Part, other: Part): Generator<void, readonly string[]> {
  const known = new Set<string>();
  for (let index = other.from; index < other.to; index++) {
    if (index % perStep === 0) yield;
    known.add(other.list[index] ?? '');
  }
  const missing: string[] = [];
  for (let index = part.from; index < part.to; index++) {
    if (index % perStep === 0) yield;
    const id = part.list[index] ?? '';
    if (!known.has(id)) missing.push(id);
  }
  return missing;
}
