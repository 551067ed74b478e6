import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually';

export interface Notification {
  readonly text: string;
  readonly buttons: readonly string[];
  readonly severity: 'error' | 'warning' | 'info';
}

/** What the window has told, in its notification centre: with the smoke-test driver VS Code shows no toasts. */
export class Notifications {
  private readonly centre: Locator;

  constructor(private readonly page: Page) {
    this.centre = page.locator('.notifications-center.visible');
  }

  /** Those that are there now; the centre is closed again. */
  async all(): Promise<Notification[]> {
    await this.open();
    const found = await this.read();
    await this.close();
    return found;
  }

  /** Waits for one that holds this text, and presses a button of it. */
  async press(text: string, button: string): Promise<void> {
    await this.until(text);
    await this.open();
    await this.item(text).hover();
    await this.item(text).locator('.monaco-button', { hasText: button }).first().click();
  }

  /** Waits for one that holds this text. */
  async until(text: string): Promise<void> {
    await eventually(async () => {
      const found = await this.all();
      if (!found.some((each) => each.text.includes(text))) throw new Error(`no "${text}" in ${JSON.stringify(found)}`);
    });
  }

  private item(text: string): Locator {
    return this.centre.locator('.monaco-list-row', { hasText: text }).first();
  }

  private async open(): Promise<void> {
    await eventually(async () => {
      if (!(await this.centre.isVisible())) await this.ring();
      await this.centre.waitFor({ timeout: 2000 });
    });
  }

  private async close(): Promise<void> {
    // It may just be opening or closing by itself, when a ring does the opposite of what it should.
    await eventually(async () => {
      if (await this.centre.isVisible()) await this.ring();
      await this.centre.waitFor({ state: 'hidden', timeout: 2000 });
    });
  }

  /** Whatever hover lies over the bell just now. */
  private async ring(): Promise<void> {
    await this.page.locator('[id="status.notifications"] a').dispatchEvent('click');
  }

  private read(): Promise<Notification[]> {
    return this.centre.locator('.notification-list-item').evaluateAll((items) =>
      items.map((item) => ({
        text: item.querySelector('.notification-list-item-message')?.textContent ?? '',
        buttons: [...item.querySelectorAll('.notification-list-item-buttons-container .monaco-button')].map(
          (button) => button.textContent,
        ),
        severity: item.querySelector('.codicon-error')
          ? ('error' as const)
          : item.querySelector('.codicon-warning')
            ? ('warning' as const)
            : ('info' as const),
      })),
    );
  }
}
