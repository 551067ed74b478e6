import * as vscode from 'vscode';

/** What a button of a notification does, by its title. */
export type Offers = Readonly<Record<string, () => unknown>>;

/** Shows a notification without waiting for it: what the command is about is done by now. */
export function offer(message: string, offers: Offers): void {
  void vscode.window.showInformationMessage(message, ...Object.keys(offers)).then((choice) => {
    if (choice !== undefined) return offers[choice]?.();
    return undefined;
  });
}

/** The same as a warning. */
export function warn(message: string, offers: Offers): void {
  void vscode.window.showWarningMessage(message, ...Object.keys(offers)).then((choice) => {
    if (choice !== undefined) return offers[choice]?.();
    return undefined;
  });
}
