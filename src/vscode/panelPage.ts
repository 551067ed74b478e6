import * as vscode from 'vscode';
import { panelHtml } from './panelHtml';

/** What a page may do: run its script, and load from this folder only. */
export function pageOptions(root: vscode.Uri): vscode.WebviewOptions {
  return { enableScripts: true, localResourceRoots: [root] };
}

/** One of the extension's pages, whose script and style sheet lie in `root`. */
export function pageHtml(webview: vscode.Webview, root: vscode.Uri, name: 'viewer' | 'sheet'): string {
  const uri = (file: string): string => webview.asWebviewUri(vscode.Uri.joinPath(root, file)).toString();
  return panelHtml({
    cspSource: webview.cspSource,
    scriptUri: uri(`${name}.js`),
    styleUri: uri(`${name}.css`),
    language: vscode.env.language,
    words: vscode.l10n.bundle ?? {},
  });
}
