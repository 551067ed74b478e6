import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import english from '../../l10n/bundle.l10n.json';
import { panelHtml } from '../../src/vscode/panelHtml';

const files: Readonly<Record<string, readonly [path: string, type: string]>> = {
  '/viewer.js': ['dist/page/viewer.js', 'text/javascript'],
  '/viewer.css': ['dist/page/viewer.css', 'text/css'],
  '/sheet.js': ['dist/page/sheet.js', 'text/javascript'],
  '/sheet.css': ['dist/page/sheet.css', 'text/css'],
  '/codicon.ttf': ['dist/page/codicon.ttf', 'font/ttf'],
  '/default.css': ['test/page/defaultSheet.css', 'text/css'],
};

const pages: Readonly<Record<string, 'viewer' | 'sheet' | undefined>> = { '/': 'viewer', '/sheet': 'sheet' };

/** Behind the address of a page: it speaks a made-up language, which marks every word that passes the bundle. */
export const marked = '?marked';

const markedWords = Object.fromEntries(Object.entries(english).map(([key, text]) => [key, `⟦${text}⟧`]));

export interface PageServer {
  readonly origin: string;
  close(): void;
}

/** Serves the built page in the extension's own HTML, with VS Code's sheet before its own. */
export async function startPageServer(): Promise<PageServer> {
  const server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', origin());
    const file = files[pathname];
    if (!file) {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      const name = pages[pathname];
      response.end(name ? page(origin(), name, search === marked ? markedWords : {}) : '');
      return;
    }
    response.setHeader('Content-Type', file[1]);
    readFile(join(process.cwd(), file[0])).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(500).end(),
    );
  });
  const origin = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: origin(), close: () => server.close() };
}

function page(origin: string, name: 'viewer' | 'sheet', words: Readonly<Record<string, string>>): string {
  const html = panelHtml({
    cspSource: origin,
    scriptUri: `${origin}/${name}.js`,
    styleUri: `${origin}/${name}.css`,
    language: 'en',
    words,
  });
  return html.replace('<link ', `<link rel="stylesheet" href="${origin}/default.css"><link `);
}
