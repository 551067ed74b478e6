import { StringDecoder } from 'node:string_decoder';

type Callable = (this: unknown, ...args: unknown[]) => unknown;

const looksAtOne: readonly [object, readonly string[]][] = [
  [Set.prototype, ['has', 'add', 'delete']],
  [Map.prototype, ['get', 'set', 'has', 'delete']],
];
const looksAtAll = ['includes', 'indexOf', 'lastIndexOf'] as const;
const copies = ['concat', 'slice'] as const;
const calls = ['find', 'findIndex', 'some', 'every', 'filter', 'map', 'flatMap', 'forEach', 'reduce', 'sort'] as const;

/**
 * Counts what work looks at, from when it is made until it is disposed: a measure that no busy machine changes.
 * Loops over a list without any of its methods are not seen.
 */
export class WorkMeter {
  /** Entries of lists, sets and maps. */
  looks = 0;
  /** Characters of texts that were split or parsed, and bytes of which text was made. */
  characters = 0;
  /** The most of them at once. */
  largestText = 0;
  /** Of the longest text that was put together or looked into, in characters. */
  longestText = 0;
  private readonly undo: (() => void)[] = [];

  constructor() {
    for (const [owner, names] of looksAtOne) for (const name of names) this.watch(owner, name, () => this.looks++);
    for (const name of looksAtAll) this.watch(Array.prototype, name, (list) => (this.looks += lengthOf(list)));
    for (const name of copies)
      this.watch(Array.prototype, name, (_list, _argument, copy) => (this.looks += lengthOf(copy)));
    for (const name of calls) this.watchCalls(name);
    this.watch(String.prototype, 'split', (text) => this.sawText(text));
    for (const name of ['indexOf', 'lastIndexOf', 'split', 'match', 'replace'])
      this.watch(String.prototype, name, (text) => this.sawWhole(text));
    this.watch(Array.prototype, 'join', (_list, _separator, text) => this.sawWhole(text));
    this.watch(JSON, 'parse', (_, text) => this.sawWhole(text));
    this.watch(JSON, 'parse', (_, text) => this.sawText(text));
    this.watch(Buffer.prototype as object, 'toString', (bytes) => this.sawText(bytes));
    this.watch(StringDecoder.prototype, 'write', (_, bytes) => this.sawText(bytes));
  }

  dispose(): void {
    for (const undo of this.undo) undo();
  }

  private sawText(text: unknown): void {
    this.characters += lengthOf(text);
    this.largestText = Math.max(this.largestText, lengthOf(text));
  }

  private sawWhole(text: unknown): void {
    this.longestText = Math.max(this.longestText, lengthOf(text));
  }

  private watch(owner: object, name: string, count: (on: unknown, argument: unknown, result: unknown) => void): void {
    this.replace(owner, name, (original) => {
      return function (...args) {
        const result = original.apply(this, args);
        count(this, args[0], result);
        return result;
      };
    });
  }

  /** Methods of lists that may end early: each call of what they are given is counted. */
  private watchCalls(name: string): void {
    const called = (): number => this.looks++;
    this.replace(Array.prototype, name, (original) => {
      return function (first, ...rest) {
        if (typeof first !== 'function') return original.call(this, first, ...rest);
        const inner = first as Callable;
        const counted: Callable = function (...args) {
          called();
          return inner.apply(this, args);
        };
        return original.call(this, counted, ...rest);
      };
    });
  }

  private replace(owner: object, name: string, make: (original: Callable) => Callable): void {
    const methods = owner as Record<string, Callable>;
    const original = methods[name]!;
    methods[name] = make(original);
    this.undo.push(() => (methods[name] = original));
  }
}

/** Entries of lists, sets and maps that a piece of work looks at. */
export function looksOf(work: () => void): number {
  const meter = new WorkMeter();
  try {
    work();
    return meter.looks;
  } finally {
    meter.dispose();
  }
}

function lengthOf(value: unknown): number {
  return (value as { readonly length: number }).length;
}
