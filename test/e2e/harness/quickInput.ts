import type { Locator, Page } from 'playwright-core';
import { exactly } from './exactly';

export interface Pick {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  readonly checked: boolean;
}

/** The box at the top of the window that asks for a line or a choice. */
export class QuickInput {
  readonly root: Locator;
  readonly input: Locator;
  private readonly rows: Locator;

  constructor(private readonly page: Page) {
    this.root = page.locator('.quick-input-widget:visible');
    this.input = this.root.locator('.quick-input-box input');
    this.rows = this.root.locator('.quick-input-list .monaco-list-row');
  }

  async untilOpen(): Promise<void> {
    await this.root.waitFor();
  }

  async untilClosed(): Promise<void> {
    await this.root.waitFor({ state: 'hidden' });
  }

  /** Replaces what the box holds. */
  async type(text: string): Promise<void> {
    await this.input.fill(text);
  }

  async value(): Promise<string> {
    return this.input.inputValue();
  }

  async placeholder(): Promise<string> {
    return (await this.input.getAttribute('placeholder')) ?? '';
  }

  async title(): Promise<string> {
    return textOf(this.root.locator('.quick-input-title'));
  }

  /** Whether what is typed is hidden, as a key must be. */
  async isPassword(): Promise<boolean> {
    return (await this.input.getAttribute('type')) === 'password';
  }

  /** The line below the box: the prompt, or what validation says against the value. */
  async message(): Promise<string> {
    return textOf(this.root.locator('.quick-input-message'));
  }

  /** What validation says; empty when it is content. */
  async validation(): Promise<string> {
    const wrong = this.root.locator(
      '.quick-input-box .monaco-inputbox.error, .quick-input-box .monaco-inputbox.warning',
    );
    return (await wrong.count()) > 0 ? this.message() : '';
  }

  /** The choices that are on screen. */
  async picks(): Promise<Pick[]> {
    return this.rows.evaluateAll((rows) =>
      rows.map((row) => {
        const text = (selector: string) => row.querySelector(selector)?.textContent ?? '';
        return {
          label: text('.quick-input-list-label .label-name'),
          description: text('.quick-input-list-label .label-description'),
          detail: text('.quick-input-list-label-meta'),
          checked:
            row.querySelector('input[type=checkbox]:checked, .monaco-checkbox.checked, [aria-checked=true]') !== null,
        };
      }),
    );
  }

  /** Clicks the choice with exactly this label; with check boxes this ticks it. */
  async pick(label: string): Promise<void> {
    const name = this.page.locator('.label-name', { hasText: exactly(label) });
    await this.rows.filter({ has: name }).first().click();
  }

  /** Clicks a button in the title bar of the box or in one of its rows, by its tooltip. */
  async button(tooltip: string): Promise<void> {
    const byName = this.root.locator(`a[aria-label="${tooltip}"], .monaco-button[aria-label="${tooltip}"]`);
    await byName
      .or(this.root.getByRole('button', { name: tooltip, exact: true }))
      .first()
      .click();
  }

  /** Says yes, as Enter does. */
  async accept(): Promise<void> {
    await this.input.press('Enter');
  }

  async cancel(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.untilClosed();
  }
}

/** Text of the first match, or nothing when there is none just now. */
export async function textOf(locator: Locator): Promise<string> {
  return (await locator.allInnerTexts())[0]?.trim() ?? '';
}
