import * as vscode from 'vscode';

/** What rows carry that are to be dimmed: VS Code colours a row by the resource that it stands for. */
export const foundLabelUri = vscode.Uri.from({ scheme: 'banner-jobs', path: '/not-tracked' });

/** Dims labels that were seen and are not tracked. */
export function registerDimmedRows(): vscode.Disposable {
  const dimmed = new vscode.FileDecoration(undefined, undefined, new vscode.ThemeColor('disabledForeground'));
  return vscode.window.registerFileDecorationProvider({
    provideFileDecoration: ({ scheme, path }) =>
      scheme === foundLabelUri.scheme && path === foundLabelUri.path ? dimmed : undefined,
  });
}
