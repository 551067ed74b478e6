import * as vscode from 'vscode';
import type { RowText } from '../core/jobs/jobText';
import { numberText } from '../core/numberText';
import { rowKinds } from './contributions';

/** A row that only holds others. */
export function folder(label: string, count: number, icon: string): vscode.TreeItem {
  const description = numberText(vscode.l10n.t, count);
  const item = plain(
    { label, description, spoken: `${label}, ${description}` },
    vscode.TreeItemCollapsibleState.Collapsed,
  );
  item.iconPath = new vscode.ThemeIcon(icon);
  item.contextValue = rowKinds.note;
  return item;
}

/** A row with its words, seen and heard. */
export function plain(text: RowText, state: vscode.TreeItemCollapsibleState): vscode.TreeItem {
  const item = new vscode.TreeItem(text.label, state);
  item.description = text.description;
  item.accessibilityInformation = { label: text.spoken };
  return item;
}

/** A row of which nothing is to be said but this. */
export function textItem(element: string, text: string): vscode.TreeItem {
  const item = new vscode.TreeItem(text);
  item.id = element;
  return item;
}
