import * as vscode from 'vscode';
import type { Disposable } from '../core/event';
import { settingIds } from './contributions';
import type { LabelLenses } from './lazy/codeLens';
import type { Services } from './services';

const languages = ['json', 'jsonc', 'javascript', 'javascriptreact', 'typescript', 'typescriptreact', 'python'];
/** Documents of our own show answers, not code. */
const ourScheme = 'banner-jobs';
/** As `findLabels` looks for it, which a file without it need not load. */
const key = 'job_labels';
/** As much of a document as is looked at, in characters. */
const longestText = 1_000_000;

/** Offers to track the `job_labels` of code. What finds them is loaded with the first document that has the word in it. */
export function registerCodeLens(services: () => Promise<Services>): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const owned: Disposable[] = [changed];
  let loading: Promise<LabelLenses> | undefined;
  const load = async (): Promise<LabelLenses> => {
    const made = await services();
    const { LabelLenses: Lenses, useLabels } = await import('./lazy/codeLens');
    const lenses = new Lenses(made, () => changed.fire());
    owned.push(
      lenses,
      vscode.commands.registerCommand(useLabels, (labels: unknown) => lenses.use(labels)),
    );
    return lenses;
  };
  const provideCodeLenses = async (
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeLens[]> => {
    if (!isEnabled(document) || document.uri.scheme.startsWith(ourScheme)) return [];
    const text = startOf(document);
    if (!text.includes(key)) return [];
    loading ??= load();
    const lenses = await loading.catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return lenses.provide(document, text, token);
  };
  const selector = [...languages, 'shellscript'].map((language) => ({ language }));
  return vscode.Disposable.from(
    { dispose: () => owned.forEach((each) => each.dispose()) },
    vscode.languages.registerCodeLensProvider(selector, { onDidChangeCodeLenses: changed.event, provideCodeLenses }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(settingIds.codeLens)) changed.fire();
    }),
  );
}

function isEnabled(document: vscode.TextDocument): boolean {
  return vscode.workspace.getConfiguration(undefined, document).get(settingIds.codeLens) !== false;
}

function startOf(document: vscode.TextDocument): string {
  return document.getText(new vscode.Range(new vscode.Position(0, 0), document.positionAt(longestText)));
}
