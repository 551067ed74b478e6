// @ts-check
// Extensions that a bench compares ours with, made in a throw-away folder as VS Code keeps installed ones.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Registers one empty view, and nothing else: what VS Code itself takes to start an extension. */
const emptyView = {
  manifest: {
    ...{ name: 'empty-view', publisher: 'bench', version: '1.0.0', engines: { vscode: '^1.100.0' }, main: './main.js' },
    contributes: { views: { explorer: [{ id: 'bench.emptyView', name: 'Empty' }] } },
  },
  main: `const { window } = require('vscode');
const rows = { getChildren: () => [], getTreeItem: (row) => row };
exports.activate = (context) =>
  context.subscriptions.push(window.createTreeView('bench.emptyView', { treeDataProvider: rows }));`,
};

/**
 * The same view with 200 rows that never change, under one that opens; and 64, as many as ours gives first, on a page that
 * opens with the row above it: what VS Code itself takes for that. The rows have all that a job's row has, and the view has the menus of ours
 * (`menusOf`), which VS Code works out for each row that it draws. When a row is closed, both trees are told to forget what they
 * have read: what is measured is always a first opening.
 */
const staticView = {
  manifest: {
    ...{
      name: 'static-view',
      publisher: 'bench',
      version: '1.0.0',
      engines: { vscode: '^1.100.0' },
      main: './main.js',
    },
    activationEvents: ['onStartupFinished'],
    contributes: {
      viewsContainers: { activitybar: [{ id: 'benchStatic', title: 'Static Rows', icon: '$(list-tree)' }] },
      views: { benchStatic: [{ id: 'bench.staticView', name: 'Static Rows' }] },
    },
  },
  main: `const { window, workspace, EventEmitter, ThemeColor, ThemeIcon } = require('vscode');
const changed = new EventEmitter();
const list = (name, length) => Array.from({ length }, (_, index) => name + '-' + index);
const below = {
  ...{ all: list('static', 200), few: ['start'], start: list('first', 64) },
};
const iconPath = new ThemeIcon('pass', new ThemeColor('testing.iconPassed'));
const likeOurs = (row) => ({
  ...{ collapsibleState: 1, contextValue: 'job.done', iconPath },
  accessibilityInformation: { label: 'completed, job ' + row + ', static' },
  command: { command: 'bench.open', title: 'Open' },
});
const rows = {
  onDidChangeTreeData: changed.event,
  getChildren: (row) => (row ? below[row] : ['all', 'few']),
  getTreeItem: (row) => ({
    id: row, label: row, description: 'completed', iconPath: new ThemeIcon('list-ordered'),
    collapsibleState: row === 'start' ? 2 : 1,
    ...(row in below ? {} : likeOurs(row)),
  }),
};
exports.activate = (context) => {
  const view = window.createTreeView('bench.staticView', { treeDataProvider: rows });
  let days = 7;
  view.onDidCollapseElement(() => {
    changed.fire();
    // Another layout: ours reads its rows anew.
    days = 15 - days;
    workspace.getConfiguration().update('bannerJobs.earlierAfterDays', days, true);
  });
  context.subscriptions.push(view);
};`,
};

/** Started before any other, it pays for what VS Code makes ready at the first extension. */
const warmUp = {
  manifest: {
    name: 'warm-up',
    publisher: 'bench',
    version: '1.0.0',
    engines: { vscode: '^1.100.0' },
    main: './main.js',
  },
  main: "require('vscode'); exports.activate = () => undefined;",
};

/** Runs nothing: VS Code wants an extension whose tests it runs. */
const driver = {
  manifest: { name: 'driver', publisher: 'bench', version: '1.0.0', engines: { vscode: '^1.100.0' } },
  main: '',
};

/** @param {string} folder @param {{ manifest: object, main: string }} extension @returns {string} the folder */
function write(folder, { manifest, main }) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'main.js'), main);
  return folder;
}

/**
 * Installs ours, which starts only when it is told to, the empty one, and one that goes before both.
 *
 * @param {string} dataDir of a VS Code server that has not been started
 * @returns {string} the folder of the extension to load for the tests
 */
export function installForActivation(dataDir) {
  const ours = JSON.parse(readFileSync('package.json', 'utf8'));
  const folder = join(dataDir, 'extensions', `${ours.publisher}.${ours.name}-${ours.version}`);
  write(folder, { manifest: { ...ours, activationEvents: [] }, main: '' });
  for (const part of ['dist', 'media', 'package.nls.json']) cpSync(part, join(folder, part), { recursive: true });
  write(join(dataDir, 'extensions', 'bench.empty-view-1.0.0'), emptyView);
  write(join(dataDir, 'extensions', 'bench.warm-up-1.0.0'), warmUp);
  return write(join(dataDir, 'driver'), driver);
}

/** @param {string} dataDir of a VS Code server that has not been started */
export function installStaticView(dataDir) {
  const { manifest, main } = staticView;
  const contributes = { ...manifest.contributes, menus: menusOf('bench.staticView') };
  write(join(dataDir, 'extensions', 'bench.static-view-1.0.0'), { manifest: { ...manifest, contributes }, main });
}

/** The menus of our view, for another view. @param {string} view its id */
function menusOf(view) {
  /** @type {{ contributes: { menus: Record<string, { when?: string }[]>, views: Record<string, { id: string }[]> } }} */
  const { contributes } = JSON.parse(readFileSync('package.json', 'utf8'));
  const own = contributes.views.bannerJobs?.[0]?.id ?? '';
  const entries = ['view/title', 'view/item/context'].map((menu) => {
    const items = contributes.menus[menu]?.filter(({ when = '' }) => when.includes(own)) ?? [];
    if (items.length === 0) throw new Error(`Our view has no ${menu}.`);
    return [menu, items.map((item) => ({ ...item, when: item.when?.replaceAll(own, view) }))];
  });
  return Object.fromEntries(entries);
}
