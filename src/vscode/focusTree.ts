import * as vscode from 'vscode';
import { viewId } from './contributions';

/** How long VS Code may take to tell that the tab of a closed panel is gone, in ms. */
const patience = 1000;

/**
 * A panel that was opened from the tree is closed: the keyboard goes back there, unless another editor is left. VS Code gives
 * the focus to that one, but after the last it leaves the focus nowhere.
 */
export function focusTreeIfLast(): void {
  const { tabGroups } = vscode.window;
  const isLast = (): boolean => tabGroups.all.every(({ tabs }) => tabs.length === 0);
  const focus = (): void => void vscode.commands.executeCommand(`${viewId}.focus`);
  if (isLast()) {
    focus();
    return;
  }
  const heard = tabGroups.onDidChangeTabs(() => {
    if (!isLast()) return;
    stop();
    focus();
  });
  const timer = setTimeout(() => stop(), patience);
  const stop = (): void => {
    clearTimeout(timer);
    heard.dispose();
  };
}
