import assert from 'node:assert/strict';
import type { JobTree } from '../../../../src/vscode/jobTree';

/** A row as VS Code keeps it. */
interface Row {
  item: ReturnType<JobTree['getTreeItem']>;
  isOpen: boolean;
  /** undefined: to be read when it is opened. */
  children: readonly string[] | undefined;
}

/** A row whose rows below are to be read, by its element. */
type Unread = readonly [element: string, row: Row];

/** Of VS Code. */
const [none, open] = [0, 2];

/**
 * The side of VS Code: it reads rows when they are first seen, keeps them, and reads again only what it was told to, a
 * while after it was told. What people opened and closed stands as long as the row has its element.
 */
export class CodeView {
  private readonly rows = new Map<string, Row>();
  private roots: readonly string[] = [];
  /** What it was told to read again, and has not yet; undefined is all. */
  private told: (string | undefined)[] = [];
  /** Below which row each stands; VS Code 1.100 shows an error instead of a row that stands below two. */
  private readonly above = new Map<string, string>();
  /** The rows of each reading that is under way; an empty one is all. */
  private readonly subtrees = new Set<readonly string[]>();
  /** Opened within a reading: read after it. */
  private readonly opened = new Set<string>();
  private readonly wished: Map<string, boolean>;
  private last: string | undefined;
  /** Rows that it waits for those below of. */
  private readonly reading = new Set<string>();
  /** Rows that stood below two at a time. */
  readonly twice: string[] = [];
  /** Whether rows are open that nobody opened or closed. */
  isAllOpen = false;

  /** @param wished which rows people opened and closed, by their elements */
  constructor(
    private readonly tree: JobTree,
    private readonly toggled: (element: string, isOpen: boolean) => void,
    wished: Iterable<readonly [string, boolean]> = [],
  ) {
    this.wished = new Map(wished);
    tree.onDidChangeTreeData((elements) => {
      assert.equal(this.reading.size, 0, 'told of rows while it reads');
      this.told.push(...(elements ?? [undefined]));
    });
  }

  get wishes(): Iterable<readonly [string, boolean]> {
    return [...this.rows].map(([element, { isOpen }]) => [element, isOpen] as const);
  }

  /** Whether it was told of something that it did not read again yet. */
  get owes(): boolean {
    return this.told.length + this.reading.size > 0;
  }

  /** Whether it waits for rows that it asked for. */
  get isReading(): boolean {
    return this.reading.size > 0;
  }

  /** Reads the view, as when it is first shown. */
  readAll(): void {
    const roots = this.tree.getChildren();
    assert.ok(Array.isArray(roots));
    this.rows.clear();
    this.above.clear();
    this.roots = roots;
    this.register('', roots);
    this.read(
      [''],
      roots.flatMap((element) => this.put(element)),
    );
  }

  /** Reads again what it was told to, as far as it is kept; not before what it reads is there. */
  flush(): void {
    if (this.reading.size > 0) return;
    const told = new Set(this.told.splice(0));
    if (told.has(undefined)) {
      this.readAll();
      return;
    }
    // What stands below another one is read with that.
    const isBelow = (element: string | undefined): boolean =>
      element !== undefined &&
      element !== '' &&
      (told.has(this.above.get(element)) || isBelow(this.above.get(element)));
    const own = [...told].flatMap((element) => (element === undefined || isBelow(element) ? [] : [element]));
    for (const element of own) this.forget(element);
    this.read(
      own,
      own.flatMap((element) => this.readAgain(element)),
    );
  }

  /**
   * Somebody opens or closes one of the rows on the screen.
   *
   * @param place among those that can be, from the top, modulo their number; undefined: the last one again
   */
  toggle(place: number | undefined): boolean {
    const can = [...this.visible(this.roots)].filter((each) => this.canOpen(each));
    const element = place === undefined ? can.find((each) => each === this.last) : can[place % Math.max(can.length, 1)];
    this.last = element;
    const row = element === undefined ? undefined : this.rows.get(element);
    if (!row || element === undefined) return false;
    row.isOpen = !row.isOpen;
    this.wished.set(element, row.isOpen);
    this.toggled(element, row.isOpen);
    this.readOpened(element);
    return true;
  }

  /** What stands on the screen, row by row. */
  shown(): readonly (readonly [string, ...unknown[]])[] {
    return [...this.visible(this.roots)].map((element) => {
      const row = this.rows.get(element);
      return [element, row && drawn(row.item), row?.isOpen] as const;
    });
  }

  private readAgain(element: string): readonly Unread[] {
    const row = this.rows.get(element);
    if (!row || !this.above.has(element)) return [];
    row.item = this.tree.getTreeItem(element);
    row.isOpen &&= this.canOpen(element);
    // What is on the screen stays there until what comes in its place was read.
    if (!row.isOpen) row.children = undefined;
    return row.isOpen ? [[element, row]] : [];
  }

  private put(element: string): readonly Unread[] {
    const item = this.tree.getTreeItem(element);
    const row: Row = { item, isOpen: false, children: undefined };
    this.rows.set(element, row);
    row.isOpen =
      this.canOpen(element) && (this.wished.get(element) ?? (this.isAllOpen || Number(item.collapsibleState) === open));
    return row.isOpen ? [[element, row]] : [];
  }

  /** Not within another reading, nor around one. */
  private readOpened(element: string): void {
    const row = this.rows.get(element);
    if (!row?.isOpen || row.children) return;
    const isPart = (part: string, whole: string | undefined): boolean =>
      whole === '' || (part !== '' && (part === whole || isPart(this.above.get(part) ?? '', whole)));
    const others = [...this.subtrees].flat();
    if (others.some((other) => isPart(element, other) || isPart(other, element))) this.opened.add(element);
    else this.read([element], [[element, row]]);
  }

  private read(subtree: readonly string[], unread: readonly Unread[]): void {
    this.subtrees.add(subtree);
    this.load(subtree, unread);
  }

  private end(subtree: readonly string[]): void {
    this.subtrees.delete(subtree);
    const opened = [...this.opened];
    this.opened.clear();
    for (const element of opened) this.readOpened(element);
  }

  /** One after the other, level by level; in one turn as long as the rows are given at once. */
  private load(subtree: readonly string[], unread: readonly Unread[]): void {
    const left = [...unread];
    for (let next = left.shift(); next; next = left.shift()) {
      const [element, row] = next;
      // What it has forgotten, because that is read anew with the row above, it does not ask for.
      if (this.reading.has(element) || !this.above.has(element)) continue;
      this.forget(element);
      const children = this.tree.getChildren(element);
      if (Array.isArray(children)) {
        left.push(...this.take(element, row, children));
        continue;
      }
      this.reading.add(element);
      void children.then((late) => {
        const below = this.take(element, row, late);
        this.reading.delete(element);
        this.load(subtree, [...left, ...below]);
      });
      return;
    }
    this.end(subtree);
  }

  private take(element: string, row: Row, children: readonly string[]): readonly Unread[] {
    if (this.rows.get(element) !== row) return [];
    row.children = children;
    this.register(element, children);
    return children.flatMap((child) => this.put(child));
  }

  private register(element: string, children: readonly string[]): void {
    for (const child of children) {
      const other = this.above.get(child);
      if (other !== undefined) this.twice.push(`${child} below ${other} and ${element}`);
      this.above.set(child, element);
    }
  }

  /** VS Code forgets what is below a row before it reads that. */
  private forget(element: string): void {
    for (const child of this.rows.get(element)?.children ?? [])
      if (this.above.get(child) === element) {
        this.above.delete(child);
        this.forget(child);
      }
  }

  private canOpen(element: string): boolean {
    const row = this.rows.get(element);
    return row !== undefined && Number(row.item.collapsibleState) !== none;
  }

  private *visible(elements: readonly string[]): Generator<string> {
    for (const element of elements) {
      yield element;
      const { isOpen, children } = this.rows.get(element) ?? {};
      if (isOpen && children) yield* this.visible(children);
    }
  }
}

/** What a person sees of a row, and what its menu is chosen by. */
function drawn({ label, description, iconPath, contextValue }: Row['item']): readonly unknown[] {
  return [label, description, iconPath, contextValue];
}
