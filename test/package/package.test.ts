import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { listZip } from '../../scripts/zip.mjs';

const vsix = join('.build', 'banner-jobs.vsix');

/**
 * Everything that lies in the package, a line each, in order; vsce writes two files of its own and renames some. A change
 * here is one of what people install: look at it.
 */
const golden = readFileSync(join('test', 'package', 'files.txt'), 'utf8')
  .trimEnd()
  .split('\n');

/** 1 kB is 1,000 bytes. */
const kB = 1000;

describe('the package', () => {
  const files = new Map<string, number>();
  const sizeOf = (...names: string[]) => names.reduce((sum, name) => sum + (files.get(name) ?? 0), 0);
  const matching = (pattern: RegExp) => [...files.keys()].filter((name) => pattern.test(name));

  before(() => {
    for (const { name, bytes } of listZip(vsix)) files.set(name, bytes);
  });

  it('holds these files, no more and no less', () => {
    assert.deepEqual([...files.keys()].sort(), golden);
  });

  it('is built for use: no source maps, no text for developers', () => {
    for (const name of matching(/\.js$/)) {
      const text = readFileSync(name.replace(/^extension\//, ''), 'utf8');
      assert.equal(text.includes('sourceMappingURL'), false, name);
    }
  });

  it('asks in each chunk once for the API of VS Code and for each other chunk', () => {
    const once = 'const once=(known=>file=>known[file]??=require(file))({});';
    for (const name of matching(/dist\/\w+\.js$/)) {
      const text = readFileSync(name.replace(/^extension\//, ''), 'utf8');
      const asks = /\bonce\("(?:vscode|\.\/)/.test(text);
      assert.equal(text.startsWith(`"use strict";${asks ? once : ''}var `), true, name);
      assert.doesNotMatch(text, /\brequire\("(?:vscode|\.\/)/, name);
    }
  });

  it('names in its notices every package that its bundles hold', () => {
    const inputs = JSON.parse(readFileSync(join('.build', 'inputs.json'), 'utf8')) as string[];
    const notices = readFileSync('ThirdPartyNotices.txt', 'utf8');
    const bundled = inputs.flatMap((input) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []);
    assert.ok(existsSync('ThirdPartyNotices.txt') && bundled.length > 0);
    assert.deepEqual(
      [...new Set(bundled)].filter((name) => !notices.includes(`\n${name} `)),
      [],
    );
  });

  it('stays small', () => {
    const scripts = matching(/\.js$/);
    const measured: [what: string, bytes: number, limit: number][] = [
      ['the .vsix', statSync(vsix).size, 3000 * kB],
      [
        'what every start loads',
        sizeOf(...['activate', 'contributions', 'rowText', 'rest'].map((name) => `extension/dist/${name}.js`)),
        20 * kB,
      ],
      ...matching(/dist\/page\/.*\.js$/).map((name): [string, number, number] => [name, sizeOf(name), 60 * kB]),
      ['the pictures of the walkthrough', sizeOf(...matching(/media\/walkthrough\//)), 60 * kB],
      // What each page loads but for the icons' font: near what it is, so that nobody adds to it unseen.
      ['the viewer, script and style sheet', sizeOf(...matching(/dist\/page\/viewer\.(js|css)$/)), 77 * kB],
      ['the contact sheet, script and style sheet', sizeOf(...matching(/dist\/page\/sheet\.(js|css)$/)), 25.5 * kB],
      ...scripts
        .filter((name) => /dist\/\w+\.js$/.test(name))
        .map((name): [string, number, number] => [name, sizeOf(name), 102 * kB]),
      ['all scripts', sizeOf(...scripts), 578 * kB],
    ];
    assert.deepEqual(
      measured.filter(([, bytes, limit]) => bytes > limit),
      [],
    );
  });
});
