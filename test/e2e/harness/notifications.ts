import type { Page } from 'playwright-core';

export interface Notification {
  readonly text: string;
  readonly buttons: readonly string[];
  readonly severity: 'error' | 'warning' | 'info';
}

/** The toasts in the corner of the window. */
export class Notifications {
  constructor(private readonly page: Page) {}

  /** Those that are shown now. */
  async all(): Promise<Notification[]> {
    return this.page.locator('.notification-toast .notification-list-item').evaluateAll((items) =>
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

  /** Waits for a toast that holds this text, and presses a button of it. */
  async press(text: string, button: string): Promise<void> {
    const toast = this.page.locator('.notification-toast', { hasText: text }).first();
    await toast.locator('.monaco-button', { hasText: button }).first().click();
  }

  async until(text: string): Promise<void> {
    await this.page.locator('.notification-toast', { hasText: text }).first().waitFor();
  }
}
