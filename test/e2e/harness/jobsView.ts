import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually';
import { exactly } from './exactly';
import { textOf } from './quickInput';

/** A row as a person sees it, and as a screen reader hears it. */
export interface Row {
  readonly label: string;
  readonly description: string;
  readonly ariaLabel: string;
  /** 1 for the outermost. */
  readonly level: number;
  /** `undefined` for a row with nothing in it. */
  readonly expanded: boolean | undefined;
  readonly selected: boolean;
  /** Classes of its icon; `codicon-…` says which. */
  readonly icon: readonly string[];
}

export interface Welcome {
  readonly text: string;
  readonly buttons: readonly string[];
  readonly links: readonly string[];
}

/** Runs in the page, where nothing else of this file exists. VS Code reuses its elements: their order says nothing. */
const readRows = (rows: Element[]): Row[] => {
  const index = (row: Element) => Number(row.getAttribute('data-index'));
  const inOrder = [...rows].sort((a, b) => index(a) - index(b));
  return inOrder.map((row) => {
    const text = (selector: string) => row.querySelector(selector)?.textContent ?? '';
    const expanded = row.getAttribute('aria-expanded');
    const icon = row.querySelector('.custom-view-tree-node-item-icon');
    return {
      label: text('.label-name'),
      description: text('.label-description'),
      ariaLabel: row.getAttribute('aria-label') ?? '',
      level: Number(row.getAttribute('aria-level')),
      expanded: expanded === null ? undefined : expanded === 'true',
      selected: row.getAttribute('aria-selected') === 'true',
      icon: icon ? [...icon.classList] : [],
    };
  });
};

/** The Banner Jobs view container with its one view. */
export class JobsView {
  readonly root: Locator;
  private readonly list: Locator;

  constructor(private readonly page: Page) {
    this.root = page.locator('[id="workbench.view.extension.bannerJobs"]');
    this.list = this.root.locator('.tree-explorer-viewlet-tree-view .monaco-list-row');
  }

  /** Opens the view container and waits until it shows rows, a message or a welcome. */
  async open(): Promise<void> {
    const icon = this.page.locator('.activitybar .action-item:has([aria-label^="Banner Jobs"])');
    const welcome = this.root.locator('.welcome-view-content:visible');
    const something = this.list.or(welcome).or(this.messageLine()).first();
    await icon.waitFor();
    // A window that has just been loaded may restore the view by itself, and a click on an open view closes it.
    await eventually(async () => {
      if (!(await this.root.isVisible())) await icon.click();
      await something.waitFor({ timeout: 3000 });
    }, 30_000);
  }

  /** The rows that are on screen, from the top: VS Code draws no others. */
  async rows(): Promise<Row[]> {
    return this.list.evaluateAll(readRows);
  }

  /** The row with exactly this label; with several, the first of them. */
  row(label: string): Locator {
    const name = this.page.locator('.label-name', { hasText: exactly(label) });
    return this.list.filter({ has: name }).first();
  }

  /**
   * Waits until the row of a label that was tracked just now tells of its jobs, and for as long as a person needs to aim: VS Code draws the row anew in that time, and what is clicked on it or in its menu meanwhile is
   * lost to VS Code's own menu.
   */
  async untilTracked(label: string): Promise<void> {
    await this.untilSays(label, /^\d+\/\d+/);
    await this.page.waitForTimeout(1000);
  }

  /** Waits for what a row says behind its name. */
  async untilSays(label: string, text: RegExp): Promise<void> {
    await eventually(async () => {
      const row = (await this.rows()).find((each) => each.label === label);
      assert.match(row?.description ?? '', text);
    });
  }

  /** Waits until a row has left the tree. */
  async untilGone(label: string): Promise<void> {
    await this.row(label).waitFor({ state: 'detached', timeout: 10_000 });
  }

  async click(label: string): Promise<void> {
    await this.row(label).locator('.label-name').click();
  }

  async doubleClick(label: string): Promise<void> {
    await this.row(label).locator('.label-name').dblclick();
  }

  async expand(label: string): Promise<void> {
    await this.toggle(label, true);
  }

  async collapse(label: string): Promise<void> {
    await this.toggle(label, false);
  }

  /** Clicks an icon that a row shows while the pointer is over it. */
  async inlineAction(label: string, action: string): Promise<void> {
    const row = this.row(label);
    await row.hover();
    await row.getByRole('button', { name: action }).click();
  }

  /** Names of the icons that a row shows while the pointer is over it. */
  async inlineActions(label: string): Promise<string[]> {
    const row = this.row(label);
    await row.hover();
    return row
      .locator('.actions .action-label')
      .evaluateAll((all) => all.map((a) => a.getAttribute('aria-label') ?? ''));
  }

  /** The tooltip that appears when the pointer rests on a row. */
  async tooltip(label: string): Promise<string> {
    const hover = this.page.locator('.workbench-hover:visible, .monaco-hover:visible').first();
    // A row that is painted anew meanwhile takes its tooltip away, and what it says is asked for when the mouse rests.
    return eventually(async () => {
      // A pointer that rests there already tells VS Code nothing new.
      await this.page.mouse.move(1279, 400);
      await this.row(label).locator('.label-name').hover();
      await hover.waitFor({ timeout: 3000 });
      const text = await hover.innerText();
      if (/^(?:Loading|$)/.test(text.trim())) throw new Error(`The tooltip says ${text}.`);
      return text;
    }, 30_000);
  }

  /** Clicks an icon in the title of the view. */
  async titleAction(action: string): Promise<void> {
    await this.root.hover();
    await this.titleBar().getByRole('button', { name: action }).first().click();
  }

  async titleActions(): Promise<string[]> {
    await this.root.hover();
    const labels = this.titleBar().locator('.action-label');
    return labels.evaluateAll((all) => all.map((a) => a.getAttribute('aria-label') ?? '').filter(Boolean));
  }

  async welcome(): Promise<Welcome> {
    const shown = this.root.locator('.welcome-view-content:visible');
    return {
      text: await textOf(shown),
      buttons: await shown.locator('.monaco-button').allInnerTexts(),
      links: await shown.locator('p a').allInnerTexts(),
    };
  }

  /** Clicks a button or a link of the welcome. */
  async clickWelcome(text: string): Promise<void> {
    const shown = this.root.locator('.welcome-view-content:visible');
    await shown.locator('.monaco-button, a').getByText(text, { exact: true }).first().click();
  }

  /** The line above the rows; empty when there is none. */
  async message(): Promise<string> {
    return textOf(this.messageLine());
  }

  /** What stands behind the name of the view. */
  async description(): Promise<string> {
    return textOf(this.root.locator('.pane-header .description, .title .description'));
  }

  /** The number on the icon in the activity bar; empty when there is none. */
  async badge(): Promise<string> {
    const item = this.page.locator('.activitybar .action-item:has([aria-label^="Banner Jobs"])');
    return textOf(item.locator('.badge:visible .badge-content'));
  }

  private titleBar(): Locator {
    return this.page.locator('.sidebar > .composite.title, .sidebar .pane-header');
  }

  private messageLine(): Locator {
    return this.root.locator('.tree-explorer-viewlet-tree-view > .message:not(.hide)');
  }

  private async toggle(label: string, expanded: boolean): Promise<void> {
    const row = this.row(label);
    await row.waitFor();
    // The world lives: a row may move away from under the pointer.
    await eventually(async () => {
      if ((await row.getAttribute('aria-expanded')) !== String(expanded)) {
        await row.locator('.monaco-tl-twistie').click({ timeout: 2000 });
      }
      await row.and(this.page.locator(`[aria-expanded="${expanded}"]`)).waitFor({ timeout: 2000 });
    });
  }
}
