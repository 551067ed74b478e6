import { randomBytes } from 'node:crypto';

/** What the page is made of. Nothing in it comes from a server. */
export interface PanelHtmlOptions {
  /** Where a webview may load from, as VS Code says. */
  readonly cspSource: string;
  readonly scriptUri: string;
  readonly styleUri: string;
  /** Language tag of the words. */
  readonly language: string;
  /** Translations by English message; empty in English. */
  readonly words: Readonly<Record<string, string>>;
}

/** The page of the viewer: one script, one style sheet, pictures from memory only (viewer, point 19). */
export function panelHtml({ cspSource, scriptUri, styleUri, language, words }: PanelHtmlOptions): string {
  const nonce = randomBytes(18).toString('base64');
  const policy = [
    "default-src 'none'",
    'img-src blob:',
    `style-src ${cspSource}`,
    `font-src ${cspSource}`,
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${language}">
  <head>
    <meta charset="UTF-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="stylesheet" href="${styleUri}">
    <title>Banner Jobs</title>
  </head>
  <body>
    <script type="application/json" id="words">${dataText(words)}</script>
    <script nonce="${nonce}" src="${scriptUri}"></script>
  </body>
</html>
`;
}

/** JSON as the content of an element: no text can end the element. */
function dataText(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
