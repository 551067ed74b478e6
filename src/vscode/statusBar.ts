import type * as vscode from 'vscode';
import type { StatusBarText } from '../core/notice/statusBarText';

type Item = Pick<vscode.StatusBarItem, 'text' | 'tooltip' | 'accessibilityInformation' | 'show' | 'hide' | 'dispose'>;

/** The item of the status bar; each assignment repaints it, so it is left alone while it says the same. */
export class StatusBar implements vscode.Disposable {
  private shown: StatusBarText | undefined;

  /** @param tooltip makes what is shown of the lines of the tooltip */
  constructor(
    private readonly item: Item,
    private readonly tooltip: (lines: string) => vscode.MarkdownString | string = (lines) => lines,
  ) {}

  /** @param text undefined: hides the item */
  update(text: StatusBarText | undefined): void {
    const before = this.shown;
    this.shown = text;
    if (!text) {
      if (before) this.item.hide();
      return;
    }
    if (text.text !== before?.text) this.item.text = text.text;
    if (text.tooltip !== before?.tooltip) this.item.tooltip = this.tooltip(text.tooltip);
    if (text.spoken !== before?.spoken) this.item.accessibilityInformation = { label: text.spoken, role: 'button' };
    if (!before) this.item.show();
  }

  dispose(): void {
    this.item.dispose();
  }
}
