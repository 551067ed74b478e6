import * as vscode from 'vscode';

/** Puts these in the place of the window's own while `work` runs. */
export async function replacing(
  by: Partial<Record<keyof typeof vscode.window, unknown>>,
  work: () => Promise<unknown>,
): Promise<void> {
  const before = Object.fromEntries(
    Object.keys(by).map((name) => [name, vscode.window[name as keyof typeof vscode.window]]),
  );
  try {
    Object.assign(vscode.window, by);
    await work();
  } finally {
    Object.assign(vscode.window, before);
  }
}
