import fc from 'fast-check';
import { details, ids, operation, seen, swap, type Operation } from '../../jobs/races/operations';

/** A row is opened or closed. */
const toggle = fc.record({ kind: fc.constant('toggle' as const), place: fc.nat(60) });
/** The row that was opened or closed last is closed or opened again. */
const toggleBack = fc.record({ kind: fc.constant('toggleBack' as const) });
/** What waits for the next turns of the event loop goes on so often. */
const turns = fc.record({ kind: fc.constant('turns' as const), number: fc.integer({ min: 1, max: 5 }) });
/** VS Code reads again what it was told to. */
const flush = fc.record({ kind: fc.constant('flush' as const) });
/** Timers that fall due within so many ms go off. */
const pass = fc.record({
  kind: fc.constant('pass' as const),
  ms: fc.constantFrom(5, 120, 260, 450, 700, 2100, 30_000),
});
/** From now on each look at the clock takes so many ms: work in slices rests often, seldom or never. */
const pace = fc.record({ kind: fc.constant('pace' as const), ms: fc.constantFrom(0, 1, 3, 6) });
/** The filter and the arrangement before the last ones are wanted again. */
const back = fc.record({ kind: fc.constant('back' as const) });
/** All is laid out anew as it was, as by text that all rows contain. */
const again = fc.record({ kind: fc.constant('again' as const) });
/** The details of failed jobs come, with a message or without one; of a few jobs, so that they come again. */
const message = fc.record({
  kind: fc.constant('message' as const),
  ids: fc.subarray(ids.slice(9, 13)),
  text: fc.constantFrom('bad', 'worse', undefined),
});
const quiet = fc.record({ kind: fc.constant('quiet' as const) });

const byView = fc.oneof(
  { weight: 6, arbitrary: toggle },
  { weight: 2, arbitrary: toggleBack },
  { weight: 6, arbitrary: turns },
  { weight: 6, arbitrary: flush },
  { weight: 6, arbitrary: pass },
  { weight: 3, arbitrary: pace },
  { weight: 2, arbitrary: again },
  { weight: 1, arbitrary: quiet },
);

/** Steps that the generators of the groups have in place of what goes on by itself here. */
type ByItself = Operation & { kind: 'lay' | 'catchUp' | 'paint' | 'draw' | 'settle' };

const isOfStore = (each: Operation): each is Exclude<Operation, ByItself> =>
  !['lay', 'catchUp', 'paint', 'draw', 'settle'].includes(each.kind);

/** Whatever may happen to the tree in its view. */
const anything = fc.oneof(
  { weight: 4, arbitrary: operation.filter(isOfStore) },
  { weight: 4, arbitrary: byView },
  { weight: 1, arbitrary: fc.oneof(back, message) },
);

/** What moves no row but a few: whatever is missed then is not made good by what comes after it. */
const small = fc.oneof(
  { weight: 3, arbitrary: message },
  { weight: 3, arbitrary: fc.oneof(seen, swap, details) },
  { weight: 6, arbitrary: byView },
);

/** How much is open at first, whether labels go under "Earlier", and what happens. */
export const history = fc.record({
  isAllOpen: fc.boolean(),
  hasEarlier: fc.boolean(),
  steps: fc.oneof(
    fc.array<ShellOperation>(anything, { maxLength: 45, size: 'max' }),
    fc.array<ShellOperation>(small, { maxLength: 15, size: 'max' }),
  ),
});

/** One of them. */
export type ShellOperation = typeof anything extends fc.Arbitrary<infer T> ? T : never;

/** Such a history. */
export type History = typeof history extends fc.Arbitrary<infer T> ? T : never;
