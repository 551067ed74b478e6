import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { ESLint } from 'eslint';
import ts from 'typescript';
import tseslint from 'typescript-eslint';

/** Lints text as though it stood at this path: the project's own rules, less those that need types. */
async function rulesBroken(path: string, text: string): Promise<string[]> {
  const untyped = [{ files: ['**/*.ts'], ...tseslint.configs.disableTypeChecked }];
  const eslint = new ESLint({ overrideConfig: untyped as ESLint.Options['overrideConfig'] & object });
  const [result] = await eslint.lintText(text, { filePath: path });
  return (result?.messages ?? []).map((message) => message.ruleId ?? message.message);
}

/** Type-checks text as though it stood at this path, by the options of this tsconfig; the messages. */
function typeErrors(tsconfig: string, path: string, text: string): string[] {
  const parsed = ts.getParsedCommandLineOfConfigFile(
    tsconfig,
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (entry) => assert.fail(JSON.stringify(entry)) },
  );
  assert.ok(parsed, tsconfig);
  const file = resolve(path);
  const host = ts.createCompilerHost(parsed.options);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (name, target) =>
    resolve(name) === file ? ts.createSourceFile(name, text, target) : getSourceFile(name, target);
  const program = ts.createProgram([file], parsed.options, host);
  return ts.getPreEmitDiagnostics(program).map((entry) => ts.flattenDiagnosticMessageText(entry.messageText, '\n'));
}

describe('the fences', () => {
  const imports: readonly [string, string, string][] = [
    ['core imports types of vscode', 'src/core/jobs/x.ts', "import type { Uri } from 'vscode';"],
    ['core imports node', 'src/core/api/x.ts', "import { readFile } from 'node:fs/promises';"],
    ['core imports node by its bare name', 'src/core/api/x.ts', "import { readFileSync } from 'fs';"],
    ['the page imports node by its bare name', 'src/webview/x.ts', "import { join } from 'path';"],
    ['core imports the shell', 'src/core/jobs/x.ts', "import type { Settings } from '../../vscode/settings';"],
    ['core imports the page', 'src/core/crop/x.ts', "import { fit } from '../../webview/viewport';"],
    ['the page imports the shell', 'src/webview/x.ts', "import type { Settings } from '../vscode/settings';"],
    ['the page imports vscode', 'src/webview/x.ts', "import type { Uri } from 'vscode';"],
    ['the page imports more of core', 'src/webview/x.ts', "import { JobStore } from '../core/jobs/jobStore';"],
    [
      'the sheet imports its host',
      'src/webview/sheet/x.ts',
      "import { PictureDesk } from '../../core/sheet/pictureDesk';",
    ],
    ['the page imports node', 'src/webview/x.ts', "import { join } from 'node:path';"],
    ['the sample server imports the client', 'src/sample/x.ts', "import { cleanApiKey } from '../core/api/apiKey';"],
    ['the shell imports the page', 'src/vscode/x.ts', "import { fit } from '../webview/viewport';"],
  ];
  for (const [name, path, text] of imports) {
    it(`${name}: stopped by the linter`, async function () {
      this.timeout(20_000);
      assert.ok((await rulesBroken(path, `${text}\n`)).includes('no-restricted-imports'));
    });
  }

  it('core loads anything late: stopped by the linter', async function () {
    this.timeout(20_000);
    const broken = await rulesBroken('src/core/jobs/x.ts', "export const x = import('node:fs');\n");
    assert.ok(broken.includes('no-restricted-syntax'));
  });

  it('what is allowed is let through: the page may import core/crop', async function () {
    this.timeout(20_000);
    const broken = await rulesBroken(
      'src/webview/x.ts',
      "import type { Rect } from '../core/crop/rect';\nexport type X = Rect;\n",
    );
    assert.deepEqual(broken, []);
  });

  it('core reads a global clock or process: stopped by the linter', async function () {
    this.timeout(20_000);
    const broken = await rulesBroken(
      'src/core/jobs/x.ts',
      'export const x = process.env, y = setTimeout, z = globalThis;\n',
    );
    assert.equal(broken.filter((rule) => rule === 'no-restricted-globals').length, 3);
  });

  it('core imports vscode at run time: does not build for the unit tests', async () => {
    const stdin = { contents: "import * as vscode from 'vscode'; vscode.window;", resolveDir: join('src', 'core') };
    const result = build({ stdin, bundle: true, write: false, platform: 'node', logLevel: 'silent' });
    await assert.rejects(result, /Could not resolve "vscode"/);
  });

  it('core touches the DOM: does not compile', function () {
    this.timeout(30_000);
    const errors = typeErrors('tsconfig.json', 'src/core/x.ts', 'export const x = document.title;\n');
    assert.match(errors.join(), /Cannot find name 'document'/);
  });

  it('the page touches node: does not compile', function () {
    this.timeout(30_000);
    const errors = typeErrors('src/webview/tsconfig.json', 'src/webview/x.ts', 'export const x = process.env;\n');
    assert.match(errors.join(), /Cannot find name 'process'/);
  });

  it('a message is not handled: does not compile', function () {
    this.timeout(30_000);
    const text =
      "export function f(m: { type: 'a' } | { type: 'b' }): number { switch (m.type) { case 'a': return 1; default: return m satisfies never; } }\n";
    assert.match(
      typeErrors('tsconfig.json', 'src/core/x.ts', text).join(),
      /does not satisfy the expected type 'never'/,
    );
  });
});
