import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { findLabels, longestScan } from '../../../src/core/handoff/findLabels';

const found = (text: string, language: string): string[][] =>
  [...findLabels(text, language)].map(({ labels }) => [...labels]);
const backslash = '\\';

/** Label → how a language writes it. */
const json = JSON.stringify;
const single = (text: string): string => `'${json(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
/** What a shell makes one word of, whatever is in it. */
const shellWord = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
const shellDouble = (text: string): string => `"${text.replace(/["\\$`]/g, '\\$&')}"`;

describe('job labels in code', () => {
  const table: [what: string, language: string, text: string, labels: string[][]][] = [
    ['JSON', 'json', '{"job_labels": ["a", "b c"]}', [['a', 'b c']]],
    ['JSON over lines', 'json', '{\n  "job_labels": [\n    "a",\n    "b"\n  ],\n  "x": 1}', [['a', 'b']]],
    ['JSON with comments', 'jsonc', '"job_labels": [ // one\n "a", /* two */ "b", # three\n ]', [['a', 'b']]],
    ['a key of JavaScript', 'javascript', '{ job_labels: [\'a\', `b`, "c"] }', [['a', 'b', 'c']]],
    ['an assignment', 'javascript', "body.job_labels = ['a']", [['a']]],
    ['a typed one', 'typescript', "const job_labels: readonly string[] = ['a'];", [['a']]],
    ['an argument of Python', 'python', 'track(job_labels=["a", \'b\'])', [['a', 'b']]],
    ['a key of a dictionary', 'python', "payload['job_labels'] = ['a']", [['a']]],
    ['a typed one of Python', 'python', 'job_labels: list[str] = [\n    "a",  # first\n]', [['a']]],
    ['single quotes of a shell', 'shellscript', `curl -d '{"job_labels":["it'\\''s"]}'`, [["it's"]]],
    ['the other apostrophe of a shell', 'shellscript', `curl -d '{"job_labels":["it'"'"'s"]}'`, [["it's"]]],
    ['double quotes of a shell', 'shellscript', 'curl -d "{\\"job_labels\\": [\\"a\\", \\"b\\"]}"', [['a', 'b']]],
    ['JSON within a string', 'python', 'data = "{\\"job_labels\\": [\\"a\\"]}"', [['a']]],
    ['escapes', 'javascript', String.raw`job_labels: ["\u0041\x42\u{43}\"\\\/", 'it\'s']`, [['ABC"\\/', "it's"]]],
    ['two arrays', 'json', '[{"job_labels":["a"]},{"job_labels":["b"]}]', [['a'], ['b']]],
    ['each label once, trimmed', 'json', '"job_labels": [" a", "a ", ""]', [['a']]],
    ['an apostrophe pair that is no shell’s', 'json', `"job_labels":["it'\\\\''s"]`, [["it'\\''s"]]],
    ['what looks filled in, in JSON', 'json', '"job_labels": ["${x}"]', [['${x}']]],
  ];
  for (const [what, language, text, labels] of table)
    it(`are found: ${what}`, () => assert.deepEqual(found(text, language), labels));

  const nothing: [what: string, language: string, text: string][] = [
    ['a variable', 'javascript', "job_labels: ['a', label]"],
    ['a spread', 'javascript', "job_labels: ['a', ...labels]"],
    ['joined text', 'python', "job_labels=['a' + x]"],
    ['a text with a variable', 'javascript', 'job_labels: [`a-${x}`]'],
    ['a text with a variable of a shell', 'shellscript', '"{\\"job_labels\\": [\\"$LABEL\\"]}"'],
    ['a word of a shell put in', 'shellscript', `'{"job_labels": ["'"$LABEL"'"]}'`],
    ['an f-string', 'python', "job_labels=[f'a']"],
    ['an empty list', 'json', '"job_labels": []'],
    ['a longer name', 'javascript', "my_job_labels: ['a'], job_labels_2: ['b'], $job_labels = ['c']"],
    ['a comparison', 'javascript', "job_labels == ['a']"],
    ['a text', 'json', '"job_labels": "a"'],
    ['a list that nobody closes', 'json', '"job_labels": ["a",'],
    ['a quote that nobody closes', 'json', '"job_labels": ["a\n"]'],
    ['an escape that is none', 'javascript', String.raw`job_labels: ["\uD", "\N{DASH}"]`],
  ];
  for (const [what, language, text] of nothing)
    it(`are not found: ${what}`, () => assert.deepEqual(found(text, language), []));

  const label = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }).filter((text) => text.trim() !== '');
  const lists = fc.uniqueArray(label, { minLength: 1, maxLength: 5, selector: (text) => text.trim() });
  const hostile = fc.constantFrom(
    `it's`,
    'a"b',
    `a${backslash}`,
    'a]b',
    'a,b',
    '// a',
    '/* a',
    '# a',
    '"job_labels":["x"]',
  );
  const someLists = fc.oneof(lists, fc.uniqueArray(hostile, { minLength: 1, maxLength: 5 }));
  const writers: [language: string, write: (labels: string[]) => string][] = [
    ['json', (labels) => json({ job_labels: labels }, null, 2)],
    ['javascript', (labels) => `const body = { job_labels: [${labels.map(single).join(', ')}], };`],
    ['python', (labels) => `body = ${json(json({ job_labels: labels }))}`],
    ['typescript', (labels) => `const body = ${json(json({ job_labels: labels }, null, 2))};`],
    ['shellscript', (labels) => `curl -d ${shellWord(json({ job_labels: labels }))} "$URL"`],
    ['shellscript', (labels) => `curl -d ${shellDouble(json({ job_labels: labels }))} "$URL"`],
  ];
  for (const [index, [language, write]] of writers.entries())
    it(`are those that were written, whatever is in them: ${language}, ${index}`, () => {
      fc.assert(
        fc.property(someLists, (labels) => {
          // `${` in code is taken for something filled in, which the table shows.
          fc.pre(language.startsWith('json') || !labels.some((text) => text.includes('${')));
          assert.deepEqual(found(write(labels), language), [labels.map((text) => text.trim())]);
        }),
      );
    });

  it('cost as much as the text is long, whatever it is', () => {
    const traps = [
      'job_labels:[',
      '#job_labels:[\n',
      '/*job_labels:[',
      'job_labels:["a",',
      '"job_labels:[",',
      "job_labels:['",
    ];
    // Reading each character anew for each key would take minutes, and end by the time limit of all tests.
    for (const trap of traps) {
      const text = trap.repeat(Math.ceil(longestScan / trap.length));
      for (const language of ['json', 'shellscript']) assert.ok([...findLabels(text, language)].length <= text.length);
    }
  });

  it('are looked for in the first million characters only, and one by one', () => {
    const far = `${' '.repeat(longestScan)}"job_labels": ["a"]`;
    assert.deepEqual(found(far, 'json'), []);
    const [first] = findLabels('{"job_labels":["a"]}', 'json');
    assert.deepEqual(first, { at: 2, labels: ['a'] });
  });
});
