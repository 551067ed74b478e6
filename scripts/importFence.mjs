// @ts-check
// The folders are fenced by ESLint's no-restricted-imports, -globals and -syntax. A comment that turns one off, or
// a file of a kind that the rule does not look at, would take the fence down: neither is let through.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An `eslint-disable`, `-line` or `-next-line` comment, and what it names up to its reason or its end. */
const disable = /(?:\/\/|\/\*)\s*eslint-disable(?:-next-line|-line)?(?![-\w])([^\n]*?)(?=--|\*\/|\n|$)/g;
/** A comment that sets a rule: `eslint some-rule: off`. */
const configure = /\/\*\s*eslint\s+[^*]*no-restricted-(?:imports|globals|syntax)/;
/** The rules that the fence is made of. */
const fence = /no-restricted-(?:imports|globals|syntax)$/;
const sources = /\.(?:[cm]?[jt]s|[jt]sx)$/;
const folders = ['src', 'test', 'scripts'];

/** @param {string} [root] @returns {string[]} a line for each hole in the fence */
export function holesInFence(root = '.') {
  const inFolders = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  );
  const files = [...readdirSync(root), ...inFolders].filter((file) => sources.test(file));
  return files.flatMap((file) => holesIn(file.split('\\').join('/'), readFileSync(join(root, file), 'utf8')));
}

/**
 * @param {string} file
 * @param {string} text
 * @returns {string[]}
 */
export function holesIn(file, text) {
  const holes = [];
  for (const [comment, named = ''] of text.matchAll(disable)) {
    const rules = named.split(',').map((rule) => rule.trim());
    if (rules.includes(''))
      holes.push(`${file}: \`${comment.trim()}\` turns off every rule, the import rule among them`);
    if (rules.some((rule) => fence.test(rule))) {
      holes.push(`${file}: \`${comment.trim()}\` turns off a rule of the fence`);
    }
  }
  if (configure.test(text)) holes.push(`${file}: a comment sets a rule of the fence`);
  if (file.startsWith('src/') && !file.endsWith('.ts')) holes.push(`${file}: only .ts files are fenced in src`);
  return holes;
}
