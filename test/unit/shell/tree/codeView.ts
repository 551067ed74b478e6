import type { JobTree } from '../../../../src/vscode/jobTree';

/** A row as VS Code keeps it. */
interface Row {
  item: ReturnType<JobTree['getTreeItem']>;
  isOpen: boolean;
  /** undefined: to be read when it is opened. */
  children: readonly string[] | undefined;
}

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
  private readonly wished: Map<string, boolean>;
  private last: string | undefined;
  /** Whether rows are open that nobody opened or closed. */
  isAllOpen = false;

  /** @param wished which rows people opened and closed, by their elements */
  constructor(
    private readonly tree: JobTree,
    private readonly toggled: (element: string, isOpen: boolean) => void,
    wished: Iterable<readonly [string, boolean]> = [],
  ) {
    this.wished = new Map(wished);
    tree.onDidChangeTreeData((elements) => this.told.push(...(elements ?? [undefined])));
  }

  get wishes(): Iterable<readonly [string, boolean]> {
    return [...this.rows].map(([element, { isOpen }]) => [element, isOpen] as const);
  }

  /** Whether it was told of something that it did not read again yet. */
  get owes(): boolean {
    return this.told.length > 0;
  }

  /** Reads the view, as when it is first shown. */
  readAll(): void {
    this.rows.clear();
    this.roots = this.tree.getChildren();
    for (const element of this.roots) this.put(element);
  }

  /** Reads again what it was told to, as far as it is kept. */
  flush(): void {
    const told = new Set(this.told.splice(0));
    if (told.has(undefined)) this.readAll();
    else for (const element of told) this.readAgain(element ?? '');
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
    if (row.isOpen && !row.children) this.load(element, row);
    this.toggled(element, row.isOpen);
    return true;
  }

  /** What stands on the screen, row by row. */
  shown(): readonly (readonly [string, ...unknown[]])[] {
    return [...this.visible(this.roots)].map((element) => {
      const row = this.rows.get(element);
      return [element, row && drawn(row.item), row?.isOpen] as const;
    });
  }

  private readAgain(element: string): void {
    const row = this.rows.get(element);
    if (!row) return;
    row.item = this.tree.getTreeItem(element);
    row.children = undefined;
    row.isOpen &&= this.canOpen(element);
    if (row.isOpen) this.load(element, row);
  }

  private put(element: string): void {
    const item = this.tree.getTreeItem(element);
    const row: Row = { item, isOpen: false, children: undefined };
    this.rows.set(element, row);
    row.isOpen =
      this.canOpen(element) && (this.wished.get(element) ?? (this.isAllOpen || Number(item.collapsibleState) === open));
    if (row.isOpen) this.load(element, row);
  }

  private load(element: string, row: Row): void {
    row.children = this.tree.getChildren(element);
    for (const child of row.children) this.put(child);
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
