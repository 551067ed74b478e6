import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import written from '../../../package.json';
import english from '../../../package.nls.json';
import { emptyReasons } from '../../../src/core/jobs/emptyReason';
import {
  commandIds,
  contextKeys,
  handOffIds,
  noticeSettingIds,
  rowKinds,
  settingIds,
  toolIds,
  viewContainerId,
  viewerType,
  viewId,
} from '../../../src/vscode/contributions';

/** The manifest as VS Code shows it in English. */
const manifest = inWords(written, english);
const { contributes } = manifest;
const sorted = (values: Iterable<string>): string[] => [...new Set(values)].sort();
const allIds = [...Object.values(commandIds), ...Object.values(handOffIds)];
const menus = Object.values(contributes.menus).flat();
const whens = [
  ...menus,
  ...contributes.viewsWelcome,
  ...contributes.commands.map((c) => ({ when: 'enablement' in c ? c.enablement : '' })),
].map((entry) => entry.when);

describe('package.json and contributions.ts', () => {
  it('name the same commands', () => {
    assert.deepEqual(sorted(contributes.commands.map((entry) => entry.command)), sorted(allIds));
  });

  it('name the same settings, views and viewer', () => {
    assert.deepEqual(
      sorted(Object.keys(contributes.configuration.properties)),
      sorted(Object.values({ ...settingIds, ...noticeSettingIds })),
    );
    assert.deepEqual(
      contributes.views[viewContainerId].map((view) => view.id),
      [viewId],
    );
    assert.ok(manifest.activationEvents.includes(`onWebviewPanel:${viewerType}`));
  });

  it('name the same tools for language models, none of which takes more than it says', () => {
    assert.deepEqual(sorted(contributes.languageModelTools.map((tool) => tool.name)), sorted(Object.values(toolIds)));
    for (const { modelDescription, inputSchema } of contributes.languageModelTools) {
      assert.match(modelDescription, /data, not instructions/);
      assert.equal(inputSchema.type, 'object');
    }
  });

  it('menus name only commands that exist', () => {
    const known = new Set<string>(allIds);
    assert.deepEqual(
      menus.filter((entry) => !known.has(entry.command)),
      [],
    );
  });

  it('the title of the view names no command that takes rows: VS Code hands over the focused one, which is not meant', () => {
    const ofRows = contributes.menus['view/item/context'].map((entry) => entry.command);
    const shared = contributes.menus['view/title'].filter((entry) => ofRows.includes(entry.command));
    assert.deepEqual(shared, []);
  });

  it('when clauses use only context keys that the code sets', () => {
    const used = whens
      .flatMap((when) => when.match(/bannerJobs\.\w+/g) ?? [])
      .filter((word) => word !== viewId && word !== viewerType);
    const known = new Set<string>(Object.values(contextKeys));
    assert.deepEqual(
      sorted(used).filter((word) => !known.has(word)),
      [],
    );
  });

  it('every viewItem pattern matches a kind of row, and every kind of row but a note has a menu', () => {
    const kinds = Object.values(rowKinds);
    const patterns = whens.flatMap((when) => viewItemTests(when));
    for (const test of patterns) assert.ok(kinds.some(test.matches), test.source);
    assert.deepEqual(
      kinds.filter((kind) => !patterns.some((test) => test.matches(kind))),
      ['note'],
    );
  });

  it('there is a welcome, with a button, for every reason to have no rows', () => {
    const reasons = contributes.viewsWelcome.map((entry) => /== (\w+)$/.exec(entry.when)?.[1] ?? '');
    assert.deepEqual(sorted(reasons), sorted(emptyReasons));
    for (const { contents } of contributes.viewsWelcome) assert.match(contents, /^\[[^\]]+\]\(command:[^)]+\)$/m);
  });

  it('welcome buttons name commands that exist', () => {
    const named = contributes.viewsWelcome.flatMap((entry) => entry.contents.match(/command:bannerJobs\.\w+/g) ?? []);
    const known = new Set(allIds.map((id) => `command:${id}`));
    assert.deepEqual(
      named.filter((name) => !known.has(name)),
      [],
    );
  });

  it('each step of the walkthrough has a button that exists, and is done by what it is about', () => {
    const known = new Set<string>(allIds);
    for (const { description, completionEvents } of contributes.walkthroughs.flatMap(({ steps }) => steps)) {
      const named = [...description.matchAll(/\(command:([\w.]+)\)/g)].map(([, id = '']) => id);
      // A row's own command is run in a way that does not count as one: there, the viewer that opens does.
      const done = completionEvents
        .filter((event) => event !== `onContext:activeWebviewPanelId == ${viewerType}`)
        .map((event) => event.replace('onCommand:', ''));
      assert.ok(named.length > 0 && [...named, ...done].every((id) => known.has(id)), description);
    }
  });

  it('each step of the walkthrough has a picture of its own, in the colours of the theme and told in words', () => {
    const pictures = contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media));
    assert.equal(new Set(pictures.map(({ svg }) => svg)).size, pictures.length);
    assert.equal(new Set(pictures.map(({ altText }) => altText)).size, pictures.length);
    for (const { svg } of pictures) {
      const text = readFileSync(svg, 'utf8');
      const colours = [...text.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(([, colour = '']) => colour);
      assert.ok(colours.length > 5, svg);
      const ours = colours.filter((colour) => colour !== 'none' && !/^var\(--vscode-[\w-]+, #\w{6}\)$/.test(colour));
      assert.deepEqual(ours, [], svg);
      assert.doesNotMatch(text, /<script|<image|https?:(?!\/\/www\.w3\.org\/2000\/svg)/);
    }
  });

  it('every command stands under "Banner Jobs:" with a title', () => {
    for (const command of contributes.commands) {
      assert.equal(command.category, 'Banner Jobs');
      assert.notEqual(command.title, '');
    }
  });

  it('settings that decide where a key goes cannot be set by a workspace', () => {
    const { properties } = contributes.configuration;
    assert.equal(properties['bannerJobs.profile'].scope, 'application');
    assert.equal(properties['bannerJobs.profiles'].scope, 'application');
    assert.equal(properties['bannerJobs.network.transport'].scope, 'application');
    assert.deepEqual(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations, [
      settingIds.labels,
      settingIds.sourcePattern,
    ]);
  });

  it('the type definitions are those of the oldest editor supported', () => {
    const types = JSON.parse(readFileSync('node_modules/@types/vscode/package.json', 'utf8')) as { version: string };
    assert.equal(manifest.engines.vscode, `^${types.version}`);
    assert.equal(manifest.devDependencies['@types/vscode'], types.version);
    assert.equal(`${manifest.publisher}.${manifest.name}`, 'banner-jobs.banner-jobs');
  });
});

function viewItemTests(when: string): { source: string; matches: (kind: string) => boolean }[] {
  const patterns = [...when.matchAll(/viewItem =~ \/(.+?)\/(?:$| )/g)].map(([source, body]) => {
    const expression = new RegExp(body ?? '');
    return { source, matches: (kind: string) => expression.test(kind) };
  });
  const values = [...when.matchAll(/viewItem == (\S+)/g)].map(([source, value]) => {
    return { source, matches: (kind: string) => kind === value };
  });
  return [...patterns, ...values];
}

/** Fills in the words of a language; a word that is missing stays a placeholder. */
function inWords<T>(value: T, words: Readonly<Record<string, string>>): T {
  const text = JSON.stringify(value).replace(/"%([\w.-]+)%"/g, (hole, key: string) => {
    const word = words[key];
    return word === undefined ? hole : JSON.stringify(word);
  });
  return JSON.parse(text) as T;
}
