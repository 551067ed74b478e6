import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import german from '../../l10n/bundle.l10n.de.json';
import english from '../../l10n/bundle.l10n.json';

/** The words that code hands to a translator, and calls that hand over something else, which no bundle can hold. */
function readWords(): { words: Set<string>; unknown: string[] } {
  const words = new Set<string>();
  const unknown: string[] = [];
  const take = (file: string, argument: ts.Expression | undefined): void => {
    if (argument && ts.isStringLiteralLike(argument)) words.add(argument.text);
    else if (argument && ts.isConditionalExpression(argument)) {
      take(file, argument.whenTrue);
      take(file, argument.whenFalse);
    } else unknown.push(`${file}: ${argument?.getText() ?? ''}`);
  };
  for (const name of readdirSync('src', { recursive: true, encoding: 'utf8' })) {
    const file = join('src', name);
    if (!file.endsWith('.ts')) continue;
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && /(^|\.)t$/.test(node.expression.getText())) take(file, node.arguments[0]);
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return { words, unknown };
}

const holes = (text: string): string[] => [...new Set(text.match(/\{\w+\}|\$\(\w+\)/g) ?? [])].sort();

describe('the words of the code', () => {
  const { words, unknown } = readWords();

  it('are literals, so that a bundle can hold them', () => {
    assert.ok(words.size > 400);
    assert.deepEqual(unknown, []);
  });

  it('stand in the bundles, and nothing else does', () => {
    const written = [...words].sort();
    assert.deepEqual(Object.keys(english).sort(), written);
    assert.deepEqual(Object.keys(german).sort(), written);
  });

  it('have the same holes and icons in German, and the first bundle is English as written', () => {
    for (const [key, text] of Object.entries(german)) assert.deepEqual(holes(text), holes(key), key);
    for (const [key, text] of Object.entries(english)) assert.equal(text, key);
  });

  it('are in German what is German: few are the same in both languages', () => {
    const same = Object.entries(german).flatMap(([key, text]) => (key === text ? [key] : []));
    // What is a name, a unit, or a word of both languages.
    const both = ['Banner Jobs', 'Jobs', 'Jobs: {0}', 'Label {0}', 'Labels', 'Status', 'Status: {0}', 'Zoom {0}'];
    assert.deepEqual(
      same.filter((key) => !both.includes(key) && !/^\{0\}(: \{1\}| s)$/.test(key)),
      [],
    );
  });
});
