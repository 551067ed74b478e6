import * as vscode from 'vscode';

export function activate(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    vscode.window.createTreeView('bannerJobs.jobs', {
      treeDataProvider: { getChildren: () => [], getTreeItem: (e: vscode.TreeItem) => e },
    }),
  );
}
