import { english } from '../../src/core/translate';

/** What rows are drawn with, of the API of VS Code: unit tests have it in the place of `vscode` below `src/vscode`. */
export class EventEmitter<T> {
  private readonly listeners = new Set<(event: T) => void>();

  readonly event = (listener: (event: T) => void): { dispose(): void } => {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  };

  fire(event: T): void {
    for (const listener of [...this.listeners]) listener(event);
  }

  dispose(): void {
    this.listeners.clear();
  }
}

export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };

export class TreeItem {
  constructor(
    public label: string,
    public collapsibleState = TreeItemCollapsibleState.None,
  ) {}
}

export class ThemeColor {
  constructor(public id: string) {}
}

export class ThemeIcon {
  constructor(
    public id: string,
    public color?: ThemeColor,
  ) {}
}

export const Uri = { from: (parts: unknown): unknown => parts };

export const l10n = { t: english };
export const commands = { executeCommand: (): Promise<void> => Promise.resolve() };
/** For what is drawn beside the rows: no test of rows calls them. */
export const [FileDecoration, window] = [undefined, undefined];
