import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { listZip } from '../../scripts/zip.mjs';

const vsix = join('.build', 'banner-jobs.vsix');

/** Everything that may lie in the package; nothing else may. vsce writes the first line and renames some files. */
const allowed = [
  /^(extension\.vsixmanifest|\[Content_Types\]\.xml)$/,
  /^extension\/(package\.json|package\.nls(\.[\w-]+)?\.json)$/,
  /^extension\/(readme|changelog|SECURITY|SUPPORT)\.md$/,
  /^extension\/(LICENSE|ThirdPartyNotices)\.txt$/,
  /^extension\/dist\/\w+\.js$/,
  /^extension\/dist\/page\/[\w-]+\.(js|css|ttf)$/,
  /^extension\/dist\/sample\/[\w-]+\.(jpg|png|webp|json)$/,
  /^extension\/l10n\/bundle\.l10n(\.[\w-]+)?\.json$/,
  /^extension\/media\/[\w-]+\.(svg|png)$/,
  /^extension\/media\/walkthrough\/\w+\.svg$/,
];

/** 1 kB is 1,000 bytes. */
const kB = 1000;

describe('the package', () => {
  const files = new Map<string, number>();
  const sizeOf = (...names: string[]) => names.reduce((sum, name) => sum + (files.get(name) ?? 0), 0);
  const matching = (pattern: RegExp) => [...files.keys()].filter((name) => pattern.test(name));

  before(() => {
    for (const { name, bytes } of listZip(vsix)) files.set(name, bytes);
  });

  it('holds nothing but what users need', () => {
    const strange = [...files.keys()].filter((name) => !allowed.some((pattern) => pattern.test(name)));
    assert.deepEqual(strange, []);
  });

  it('holds what the manifest and the texts promise', () => {
    const needed = ['package.json', 'readme.md', 'changelog.md', 'LICENSE.txt', 'SECURITY.md', 'SUPPORT.md']
      .concat(['ThirdPartyNotices.txt', 'dist/activate.js', 'dist/page/viewer.js', 'dist/page/viewer.css'])
      .concat(['dist/page/sheet.js', 'dist/page/sheet.css'])
      .concat(['dist/sample/manifest.json', 'media/icon.png', 'media/activity.svg'])
      .concat(['sample', 'signIn', 'track', 'filter', 'inspect'].map((name) => `media/walkthrough/${name}.svg`));
    assert.deepEqual(
      needed.filter((name) => !files.has(`extension/${name}`)),
      [],
    );
  });

  it('is built for use: no source maps, no text for developers', () => {
    for (const name of matching(/\.js$/)) {
      const text = readFileSync(name.replace(/^extension\//, ''), 'utf8');
      assert.equal(text.includes('sourceMappingURL'), false, name);
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
      ['what every start loads', sizeOf('extension/dist/activate.js'), 20 * kB],
      ...matching(/dist\/page\/.*\.js$/).map((name): [string, number, number] => [name, sizeOf(name), 60 * kB]),
      ['the pictures of the walkthrough', sizeOf(...matching(/media\/walkthrough\//)), 60 * kB],
      ["the page's style sheets", sizeOf(...matching(/dist\/page\/.*\.css$/)), 60 * kB],
      ...scripts
        .filter((name) => /dist\/\w+\.js$/.test(name))
        .map((name): [string, number, number] => [name, sizeOf(name), 100 * kB]),
      ['all scripts', sizeOf(...scripts), 520 * kB],
    ];
    assert.deepEqual(
      measured.filter(([, bytes, limit]) => bytes > limit),
      [],
    );
  });
});
