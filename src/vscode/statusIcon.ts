import * as vscode from 'vscode';
import { statusGroup, type StatusGroup } from '../core/jobs/jobCounts';

const icons: Readonly<Record<StatusGroup, vscode.ThemeIcon>> = {
  failed: new vscode.ThemeIcon('error', new vscode.ThemeColor('testing.iconFailed')),
  processing: new vscode.ThemeIcon('play-circle', new vscode.ThemeColor('charts.blue')),
  pending: new vscode.ThemeIcon('circle-outline', new vscode.ThemeColor('descriptionForeground')),
  completed: new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed')),
  other: new vscode.ThemeIcon('question', new vscode.ThemeColor('charts.yellow')),
};

/** The icon of a status: shape and colour, since colour alone says nothing to many. */
export function statusIcon(status: string): vscode.ThemeIcon {
  return icons[statusGroup(status)];
}

/** The icon of a group of statuses, in menus. */
export function groupIcon(group: StatusGroup): vscode.ThemeIcon {
  return icons[group];
}
