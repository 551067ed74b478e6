// @ts-check
// Runs test/locale inside the extension host of VS Code 1.139 in a made-up language, which marks every word that passes a
// bundle: whatever has no mark on the screen passed none.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildExtension } from './build.mjs';
import { buildTests } from './buildTests.mjs';
import { runInHost } from './hostRun.mjs';
import { makeTempFolder, removeTempFolder } from './tempFolder.mjs';

/** The name that VS Code knows for such a language. */
const language = 'qps-ploc';

/** The extension as it is, with bundles of that language beside the others. @returns {string} its folder */
function makeExtension() {
  const folder = makeTempFolder('locale');
  for (const part of ['dist', 'media', 'package.json', 'package.nls.json'])
    cpSync(part, join(folder, part), { recursive: true });
  // Inside of the extension, for then they share its `vscode`: its words, and the dialogs that they listen to.
  cpSync(join('.build', 'locale'), join(folder, 'tests'), { recursive: true });
  mkdirSync(join(folder, 'l10n'));
  for (const [from, to] of [
    ['l10n/bundle.l10n.json', `l10n/bundle.l10n.${language}.json`],
    ['package.nls.json', `package.nls.${language}.json`],
  ]) {
    const words = /** @type {Record<string, string>} */ (JSON.parse(readFileSync(from ?? '', 'utf8')));
    const marked = Object.fromEntries(Object.entries(words).map(([key, text]) => [key, `⟦${text}⟧`]));
    writeFileSync(join(folder, to ?? ''), JSON.stringify(marked));
  }
  return folder;
}

await buildExtension();
await buildTests('locale');
const reportFile = process.env.BANNER_JOBS_REPORT ?? resolve('.build', 'reports', 'locale.json');
rmSync(reportFile, { force: true });
const grep = process.env.BANNER_JOBS_GREP;
const env = { BANNER_JOBS_REPORT: reportFile, BANNER_JOBS_VSCODE: '1.139', ...(grep && { BANNER_JOBS_GREP: grep }) };
const extension = makeExtension();
try {
  const code = await runInHost({ env, extension, language, tests: join(extension, 'tests', 'index.cjs') });
  if (code !== 0 || !existsSync(reportFile)) process.exitCode = 1;
} finally {
  removeTempFolder(extension);
}
