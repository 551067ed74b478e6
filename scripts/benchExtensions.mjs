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
 * Installs ours, which starts only when it is told to, and the empty one.
 *
 * @param {string} dataDir of a VS Code server that has not been started
 * @returns {string} the folder of the extension to load for the tests
 */
export function installForActivation(dataDir) {
  const ours = JSON.parse(readFileSync('package.json', 'utf8'));
  const folder = join(dataDir, 'extensions', `${ours.publisher}.${ours.name}-${ours.version}`);
  write(folder, { manifest: { ...ours, activationEvents: [] }, main: '' });
  for (const part of ['dist', 'media']) cpSync(part, join(folder, part), { recursive: true });
  write(join(dataDir, 'extensions', 'bench.empty-view-1.0.0'), emptyView);
  return write(join(dataDir, 'driver'), driver);
}
