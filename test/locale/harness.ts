import * as vscode from 'vscode';

/** What an editor showed, each text with where it stood. */
export type Shown = Map<string, string>;

type Untyped = Record<string, (...args: unknown[]) => unknown>;

const asked = ['showInformationMessage', 'showWarningMessage', 'showErrorMessage'] as const;

/** Notes every text that is asked or said while `work` runs; every question is given up at once. */
export async function whatIsSaid(shown: Shown, work: () => Promise<unknown>): Promise<void> {
  const host = vscode.window as unknown as Untyped;
  const before: Untyped = {};
  const replace = (name: string, by: (...args: unknown[]) => unknown): void => {
    before[name] = host[name]!;
    host[name] = by;
  };
  const note = (where: string, ...values: unknown[]): void => {
    for (const value of values.flat()) for (const text of textsOf(value)) shown.set(text, where);
  };
  for (const name of asked)
    replace(name, (...args) => {
      note(name, ...args);
      return Promise.resolve(undefined);
    });
  for (const name of ['showQuickPick', 'showInputBox', 'showSaveDialog', 'showOpenDialog'])
    replace(name, async (...args) => {
      for (const arg of args) note(name, await arg);
      return undefined;
    });
  for (const name of ['createQuickPick', 'createInputBox'])
    replace(name, () => {
      const made = before[name]?.() as vscode.QuickPick<vscode.QuickPickItem> & vscode.InputBox;
      const show = made.show.bind(made);
      made.show = () => {
        show();
        note(name, pick(made), 'items' in made ? [...made.items] : []);
        setTimeout(() => made.hide(), 300);
      };
      return made;
    });
  replace('withProgress', (options, task) => {
    note('withProgress', options);
    const progress = { report: (step: unknown) => note('progress', step) };
    return (task as (progress: unknown, token: unknown) => unknown)(
      progress,
      new vscode.CancellationTokenSource().token,
    );
  });
  try {
    await work();
  } finally {
    Object.assign(host, before);
  }
}

function pick({
  title,
  placeholder,
  prompt,
  validationMessage,
}: vscode.QuickPick<vscode.QuickPickItem> & vscode.InputBox) {
  return { title, placeholder, prompt, validationMessage };
}

/** The fields of an item, an option or a row that people read. */
const read = [
  'label',
  'description',
  'detail',
  'title',
  'placeHolder',
  'placeholder',
  'prompt',
  'message',
  'tooltip',
  'openLabel',
  'saveLabel',
];

/** Markdown as it is read. */
function plain(markdown: string): string {
  return markdown.replace(/&nbsp;/g, ' ').replace(/\\(.)/g, '$1');
}

/** The texts of a value that people read. */
export function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value instanceof vscode.MarkdownString) return [plain(value.value)];
  if (typeof value !== 'object' || value === null) return [];
  const fields = value as Readonly<Record<string, unknown>>;
  const own = [...read, 'validationMessage'].flatMap((name) => textsOf(fields[name]));
  const { accessibilityInformation } = fields;
  return accessibilityInformation
    ? [...own, ...textsOf((accessibilityInformation as vscode.AccessibilityInformation).label)]
    : own;
}
