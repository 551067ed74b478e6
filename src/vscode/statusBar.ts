import type * as vscode from 'vscode';
import type { Clock } from '../core/clock';
import type { Disposable } from '../core/event';
import type { StatusBarText } from '../core/notice/statusBarText';

type Item = Pick<vscode.StatusBarItem, 'text' | 'tooltip' | 'accessibilityInformation' | 'show' | 'hide' | 'dispose'>;

/**
 * How long the tooltip waits for the next change, and how long for the last of many, in ms: VS Code reads through each one
 * that has a link, the first time for 20 ms, and while much changes nobody rests the mouse on it.
 */
const tooltipAfter = { next: 1000, last: 5000 } as const;

interface StatusBarDeps {
  readonly item: Item;
  readonly clock: Clock;
  /** Makes what is shown of the lines of the tooltip. */
  readonly tooltip?: (lines: string) => vscode.MarkdownString | string;
}

/** The item of the status bar; each assignment repaints it, so it is left alone while it says the same. */
export class StatusBar implements vscode.Disposable {
  private shown: StatusBarText | undefined;
  /** The lines of the tooltip that the item has. */
  private told: string | undefined;
  private timer: Disposable | undefined;
  /** Since when the tooltip has not been what it should be, ms since 1970. */
  private lateSince: number | undefined;

  constructor(private readonly deps: StatusBarDeps) {}

  /** @param text undefined: hides the item */
  update(text: StatusBarText | undefined): void {
    const { item } = this.deps;
    const before = this.shown;
    this.shown = text;
    if (!text) {
      if (before) item.hide();
      return;
    }
    if (text.text !== before?.text) item.text = text.text;
    if (text.spoken !== before?.spoken) item.accessibilityInformation = { label: text.spoken, role: 'button' };
    if (text.tooltip !== before?.tooltip) this.tellLater();
    if (!before) item.show();
  }

  dispose(): void {
    this.timer?.dispose();
    this.deps.item.dispose();
  }

  private tellLater(): void {
    const { clock } = this.deps;
    this.lateSince ??= clock.now();
    const wait = Math.min(tooltipAfter.next, this.lateSince + tooltipAfter.last - clock.now());
    this.timer?.dispose();
    this.timer = clock.after(Math.max(0, wait), () => this.tell());
  }

  private tell(): void {
    const { item, tooltip } = this.deps;
    this.lateSince = undefined;
    const lines = this.shown?.tooltip;
    if (lines === undefined || lines === this.told) return;
    this.told = lines;
    item.tooltip = tooltip ? tooltip(lines) : lines;
  }
}
