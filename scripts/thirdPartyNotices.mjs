// @ts-check
// Collects the licences of the packages whose code is in the bundles: esbuild has noted which those are.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * @param {string} target
 * @returns {Promise<readonly string[]>} names of the packages, for the log
 */
export async function writeThirdPartyNotices(target) {
  const inputs = /** @type {string[]} */ (JSON.parse(await readFile(join('.build', 'inputs.json'), 'utf8')));
  const folders = [...new Set(inputs.flatMap(packageFolder))].sort();
  const notices = await Promise.all(folders.map(readNotice));
  const intro = 'This extension contains code of the packages below. Their licences follow.\n';
  await writeFile(target, [intro, ...notices.map(({ text }) => text)].join(`\n${'='.repeat(80)}\n\n`));
  return notices.map(({ name }) => name);
}

/** @param {string} input @returns {string[]} `node_modules/name` or `node_modules/@scope/name`, the innermost one */
function packageFolder(input) {
  const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input.split('\\').join('/'));
  return match?.[1] ? [match[1]] : [];
}

/** @param {string} folder @returns {Promise<{ name: string, text: string }>} throws when a package states no licence */
async function readNotice(folder) {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  if (texts.length === 0) texts.push(...(await licenceInReadme(folder)));
  if (texts.length === 0) throw new Error(`${name}@${version} is bundled, but carries no licence text (${license}).`);
  return { name, text: `${name} ${version} (${license})\n\n${texts.map((text) => text.trim()).join('\n\n')}\n` };
}

/** @param {string} folder @returns {Promise<string[]>} some packages put the whole text at the end of their README */
async function licenceInReadme(folder) {
  const readme = await readFile(join(folder, 'README.md'), 'utf8').catch(() => '');
  const match = /^(?:#+ *)?licen[cs]e *\r?\n(?:-+\r?\n)?([\s\S]*permission is hereby granted[\s\S]*)$/im.exec(readme);
  return match?.[1] ? [match[1]] : [];
}
