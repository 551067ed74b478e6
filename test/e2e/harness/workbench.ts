import type { FrameLocator, Locator, Page } from 'playwright-core';
import { join } from 'node:path';
import { eventually } from './eventually';
import { exactly } from './exactly';
import { JobsView } from './jobsView';
import { Notifications } from './notifications';
import { QuickInput, textOf } from './quickInput';

export type Settings = Readonly<Record<string, unknown>>;

/** One window of VS Code, used as a person uses it. */
export class Workbench {
  readonly quickInput: QuickInput;
  readonly jobs: JobsView;
  readonly notifications: Notifications;
  private readonly console: string[] = [];

  constructor(readonly page: Page) {
    this.quickInput = new QuickInput(page);
    this.jobs = new JobsView(page);
    this.notifications = new Notifications(page);
    page.on('console', (message) => this.console.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => this.console.push(`pageerror: ${error.message}`));
  }

  /** Waits until the window is there and knows the extension. */
  async untilReady(): Promise<void> {
    await this.page.locator('.monaco-workbench .activitybar').waitFor({ timeout: 120_000 });
    await this.page.locator('.activitybar [aria-label^="Banner Jobs"]').first().waitFor({ timeout: 120_000 });
  }

  /** Reloads the window, as a restart of the editor would. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.untilReady();
  }

  async close(): Promise<void> {
    await this.page.close();
  }

  /** Runs a command by its title in the palette, with its category: `Banner Jobs: Refresh`. */
  async runCommand(title: string): Promise<void> {
    await this.openPalette();
    await this.quickInput.type(`>${title}`);
    const row = this.commandRow(title);
    await row.click();
    // The command may open the same box for a question of its own: the palette is gone when its row is.
    await row.waitFor({ state: 'hidden' });
  }

  /** Whether the palette offers a command just now. */
  async offersCommand(title: string): Promise<boolean> {
    await this.openPalette();
    await this.quickInput.type(`>${title}`);
    await this.quickInput.root.locator('.quick-input-list .monaco-list-row').first().waitFor();
    const offered = (await this.commandRow(title).count()) > 0;
    await this.quickInput.cancel();
    return offered;
  }

  /** Opens the context menu of something and returns what it offers. */
  async contextMenu(target: Locator): Promise<string[]> {
    await target.click({ button: 'right' });
    await this.menuItems().first().waitFor();
    return (await this.menuItems().allInnerTexts()).map((text) => text.trim()).filter(Boolean);
  }

  /** Opens the context menu of something and chooses from it. */
  async chooseFromMenu(target: Locator, item: string): Promise<void> {
    await eventually(async () => {
      await this.contextMenu(target);
      // VS Code lets no click through to an entry in the first 100 ms of a menu, and closes it all the same.
      await this.page.waitForTimeout(200);
      // It closes, too, when the window gets busy with something else meanwhile: then it is opened again.
      await this.menuItems()
        .filter({ hasText: exactly(item) })
        .click({ timeout: 5000 });
    }, 30_000);
  }

  /**
   * Does something with a row until it has come to pass, as a person would: where VS Code draws the row anew, or takes its menu
   * away, at the very click, nothing comes of that but a word that says so.
   *
   * @param hasCome throws as long as it has not, and gives it its time
   */
  async insist(act: () => Promise<void>, hasCome: () => Promise<unknown>): Promise<void> {
    await eventually(async () => {
      await act();
      await hasCome();
    }, 60_000);
  }

  async closeMenu(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.menuItems().first().waitFor({ state: 'hidden' });
  }

  /** Names of the open editors of every group. */
  async tabs(): Promise<string[]> {
    const names = this.page.locator('.tabs-container .tab .label-name');
    return (await names.allInnerTexts()).map((name) => name.trim());
  }

  /** What the page of the only or the first visible webview holds. */
  webview(): FrameLocator {
    return this.page.locator('iframe.webview.ready').first().contentFrame().frameLocator('#active-frame');
  }

  async closeEditors(): Promise<void> {
    await this.runCommand('View: Close All Editors');
    await this.page.locator('.tabs-container .tab').first().waitFor({ state: 'hidden' });
  }

  /** Text of the entry in the status bar that belongs to the extension; empty when there is none. */
  async statusBar(): Promise<string> {
    return textOf(this.page.locator('.statusbar-item[id*="banner-jobs"]'));
  }

  /** Text and buttons of the modal dialog. */
  async dialog(): Promise<{ text: string; buttons: string[] }> {
    const box = this.page.locator('.monaco-dialog-box');
    await box.waitFor();
    return {
      text: await box.locator('.dialog-message-container').innerText(),
      buttons: await box.locator('.dialog-buttons .monaco-button').allInnerTexts(),
    };
  }

  async pressInDialog(button: string): Promise<void> {
    await this.page.locator('.monaco-dialog-box .monaco-button', { hasText: button }).click();
  }

  async clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** Changes User settings in their editor, as a person would: the window follows at once. */
  async changeSettings(changes: Settings): Promise<void> {
    await this.editSettings('Preferences: Open User Settings (JSON)', changes);
  }

  /** Changes the settings of the folder in their editor: the window follows at once. */
  async changeWorkspaceSettings(changes: Settings): Promise<void> {
    await this.editSettings('Preferences: Open Workspace Settings (JSON)', changes);
  }

  /** Saves a picture of the window to `.build/screenshots`. */
  async screenshot(name: string): Promise<string> {
    const path = join('.build', 'screenshots', `${name}.png`);
    await this.page.screenshot({ path, animations: 'disabled' });
    return path;
  }

  /** What the window and its webviews wrote to the browser's console, with its kind before it. */
  consoleLines(): readonly string[] {
    return this.console;
  }

  private async editSettings(command: string, changes: Settings): Promise<void> {
    await this.runCommand(command);
    const tab = this.page.locator('.tabs-container .tab.active', { hasText: 'settings.json' });
    await tab.waitFor();
    await this.page.locator('.editor-instance .monaco-editor.focused').waitFor();
    const before = await this.copyAll();
    const settings = JSON.stringify({ ...(JSON.parse(before || '{}') as Settings), ...changes }, null, 2);
    if (settings !== before) await this.replaceAll(settings, tab);
    await this.runCommand('View: Close Editor');
    await tab.waitFor({ state: 'detached' });
  }

  /** Pasted, for typing would be completed and indented by the editor. */
  private async replaceAll(text: string, tab: Locator): Promise<void> {
    await this.page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text);
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.press('Control+V');
    await tab.and(this.page.locator('.dirty')).waitFor();
    // On a busy machine the editor may not listen yet.
    await eventually(async () => {
      await this.page.keyboard.press('Control+S');
      await tab.and(this.page.locator(':not(.dirty)')).waitFor({ timeout: 2000 });
    });
  }

  /** The whole text of the focused editor; the clipboard is emptied first, so that an old text is not taken for it. */
  private async copyAll(): Promise<string> {
    await this.page.evaluate(() => navigator.clipboard.writeText(' '));
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.press('Control+C');
    return eventually(async () => {
      const text = await this.clipboard();
      if (text === ' ') throw new Error('The editor has copied nothing.');
      return text;
    });
  }

  private async openPalette(): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.quickInput.untilOpen();
  }

  private commandRow(title: string): Locator {
    const name = this.page.locator('.label-name', { hasText: exactly(title) });
    return this.quickInput.root.locator('.monaco-list-row').filter({ has: name }).first();
  }

  private menuItems(): Locator {
    return this.page.locator('.monaco-menu .action-item:not(.disabled) .action-menu-item .action-label');
  }
}
