import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import german from '../../l10n/bundle.l10n.de.json';
import english from '../../l10n/bundle.l10n.json';
import { inWords } from '../../src/core/images/noticeWords';
import { failureTexts, failureWords } from '../../src/core/api/failureWords';

/** Hands over what its list holds. */
const failureFile = join('src', 'core', 'api', 'failureWords.ts');

/** The words that code hands to a translator, and calls that hand over something else, which no bundle can hold. */
function readWords(): { words: Set<string>; unknown: string[] } {
  const words = new Set<string>();
  const unknown: string[] = [];
  const take = (file: string, argument: ts.Expression | undefined): void => {
    if (argument && ts.isStringLiteralLike(argument)) words.add(argument.text);
    else if (argument && ts.isConditionalExpression(argument)) {
      take(file, argument.whenTrue);
      take(file, argument.whenFalse);
    } else if (file !== failureFile) unknown.push(`${file}: ${argument?.getText() ?? ''}`);
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
    const written = [...new Set([...words, ...failureTexts])].sort();
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

/** Sentences of `src/core/api` and of every `new Failure` that no translator gets: `{0}` for what is filled in. */
function failuresInCode(): string[] {
  const found = new Set<string>();
  for (const name of readdirSync('src', { recursive: true, encoding: 'utf8' })) {
    const file = join('src', name);
    if (!file.endsWith('.ts') || file === failureFile || name.startsWith('sample')) continue;
    const ofApi = file.startsWith(join('src', 'core', 'api'));
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node, isFailure: boolean): void => {
      const text = textOf(node);
      if (isFailure && text !== undefined && /^[A-Z{].* .*\.( \{\d\})?$/.test(text)) found.add(text);
      if (ts.isCallExpression(node) && /(^|\.)(t|debug|info|warn|error)$/.test(node.expression.getText())) return;
      const makes = ts.isNewExpression(node) && node.expression.getText() === 'Failure';
      ts.forEachChild(node, (child) => visit(child, isFailure || makes));
    };
    visit(source, ofApi);
  }
  return [...found].sort();
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map(({ literal }, index) => `{${index}}${literal.text}`).join('');
}

describe('what failures say', () => {
  const t = (message: string, ...args: (string | number | boolean)[]): string =>
    (german as Readonly<Record<string, string>>)[message]?.replace(/\{(\d)\}/g, (hole, n: string) =>
      String(args[Number(n)] ?? hole),
    ) ?? `?${message}`;

  it('is all in the list that is translated', () => {
    const missing = failuresInCode().filter((text) => !(failureTexts as readonly string[]).includes(text));
    assert.deepEqual(missing, []);
  });

  it('is said in German, with what is filled in, sentences in sentences included', () => {
    assert.equal(failureWords(t, 'api.example refuses the connection.'), 'api.example lehnt die Verbindung ab.');
    assert.equal(
      failureWords(t, 'api.example did not answer within 30 seconds.'),
      'api.example hat nicht innerhalb von 30 Sekunden geantwortet.',
    );
    assert.equal(
      failureWords(t, 'Sign in again. The key contains a blank. Copy the key alone.'),
      'Melden Sie sich erneut an. Der Schlüssel enthält ein Leerzeichen. Kopieren Sie nur den Schlüssel.',
    );
    for (const text of failureTexts) {
      const filled = text.replace(/\{(\d)\}/g, 'x$1');
      const expected = (german as Readonly<Record<string, string>>)[text]?.replace(/\{(\d)\}/g, 'x$1');
      assert.equal(failureWords(t, filled), expected, text);
    }
  });

  it('is left as it stands when it is none of ours', () => {
    for (const text of ['', 'The server wrote this.', 'api.example refuses the connection'])
      assert.equal(failureWords(t, text), text);
  });

  it('is said in German on the page, of the picture and of its source, where a server’s words stay', () => {
    const notice = (detail: string): { kind: 'notice'; reason: 'offline'; detail: string } => ({
      kind: 'notice',
      reason: 'offline',
      detail,
    });
    const state = {
      ...{ profileId: 'p', jobId: 'j', status: 'completed', results: [], resultIndex: 0, pinned: false },
      stage: notice('api.example refuses the connection.'),
    };
    const source = { name: 'a.jpg', stage: notice('The server wrote this.') };
    const said = inWords(t, { type: 'show', state: { ...state, source } });
    assert.deepEqual(said, {
      type: 'show',
      state: { ...state, stage: notice('api.example lehnt die Verbindung ab.'), source },
    });
    assert.deepEqual(inWords(t, { type: 'openCopyMenu' }), { type: 'openCopyMenu' });
  });
});

describe('numbers in words', () => {
  it('are right for one as well: a plural after a number has a singular beside it', () => {
    const plural = /^\{0\} (\w+ )*?(jobs|labels|results|requests|entries)\b/;
    const failures = new Set<string>(failureTexts);
    const words = Object.keys(english).filter((key) => !failures.has(key));
    const alone = words.filter((key) => plural.test(key) && !key.startsWith('{0} of '));
    const singular = (key: string): string => key.replace(/^\{0\} /, '').replace(/\{1\}/, '{0}');
    const one = new Map([
      ['labels finished', 'always two at least'],
      ['labels are hidden here.', '{0} is hidden here.'],
      ['entries.', 'Untracked {0}.'],
    ]);
    const missing = alone.filter((key) => {
      const rest = singular(key);
      const inOne = rest.replace('jobs', 'job').replace('results', 'result').replace('are', 'is');
      return !(`1 ${inOne}` in english) && !one.has(rest) && !rest.includes('labels or jobs');
    });
    assert.deepEqual(missing, []);
  });
});
