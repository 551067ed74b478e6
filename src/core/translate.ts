/** Words for people: the English message, with `{0}`, `{1}` … filled in. The shell passes `vscode.l10n.t`. */
export type Translate = (message: string, ...args: (string | number | boolean)[]) => string;

/** English as it stands, for tests and for hosts without a bundle. */
export const english: Translate = (message, ...args) =>
  message.replace(/\{(\d+)\}/g, (hole, index: string) => String(args[Number(index)] ?? hole));

/**
 * The same words where they are wanted for thousands of rows: each message is looked up once, which takes VS Code longer
 * than all else of a row. For a language that stays as long as the window.
 */
export function lookedUpOnce(translate: Translate): Translate {
  const known = new Map<string, string>();
  return (message, ...args) => {
    const words = known.get(message) ?? translate(message);
    known.set(message, words);
    return args.length === 0 ? words : english(words, ...args);
  };
}
