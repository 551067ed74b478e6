// @ts-check
// The VS Code server of a version, with the Node.js that runs it, in `.vscode-test`. A second call needs no network.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { npm } from './npm.mjs';
import { ensurePackage } from './pinnedPackage.mjs';
import { withProgress } from './progress.mjs';

/** Ours to fill; git and the package leave it out. */
const store = resolve('.vscode-test');

/** code-server carries the real workbench and extension host of VS Code; only that part of it is run. */
const servers = {
  '1.100': {
    pinned: {
      name: 'code-server',
      version: '4.100.3',
      integrity: 'sha512-q/Fh2DOxCRNhC/WiG/6sAhSKnj7ZACTVBaeeZ+rWjol//0FCbl/qg1ln5ecZ99jYcfqMxZZAyWcN+YBIo0DgpA==',
    },
    megabytes: 42,
    node: 20,
  },
  1.139: {
    pinned: {
      name: 'code-server',
      version: '4.139.1',
      integrity: 'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
    },
    megabytes: 47,
    node: 24,
  },
};

/** @typedef {'1.100' | '1.139'} VscodeVersion the oldest version that the extension supports, and the newest */

/** @type {readonly VscodeVersion[]} oldest first */
export const vscodeVersions = ['1.100', '1.139'];

/** The newest Node.js of each line when this was pinned, by `os-cpu`. */
const nodes = {
  20: {
    version: '20.20.2',
    'linux-x64': 'sha512-PeHQM8wAdmHtZA1mBocygZxs5LiUWtsJezQTkBd0iY987KpGrD1O2tVEydvMZiuXceRanxt7rjTnDEBwOPujoQ==',
    'linux-arm64': 'sha512-LCXJnNTFiyGuYBw2gZSI5OBFMbkjAPt8sqD/NKrWoE2QmDgSubTqFng6GaNJ9EJ8HpxBMGcWWpbbcs4Vo+CnGg==',
  },
  24: {
    version: '24.21.0',
    'linux-x64': 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
    'linux-arm64': 'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  },
};

/**
 * @param {VscodeVersion} version
 * @returns {Promise<{ node: string, main: string }>} the Node.js to run it with, and the server's main file
 */
export async function ensureVscode(version) {
  const { pinned, megabytes, node } = servers[version];
  const folder = join(store, `${pinned.name}-${pinned.version}`);
  const nodePath = await ensureNode(/** @type {20 | 24} */ (node));
  if (!existsSync(folder)) {
    await withProgress(`Downloading VS Code ${version} (${megabytes} MB)`, () =>
      ensurePackage(pinned, folder, { finish: (partial) => installModules(version, join(partial, 'lib', 'vscode')) }),
    );
  }
  return { node: nodePath, main: join(folder, 'lib', 'vscode', 'out', 'server-main.js') };
}

/**
 * The modules are pinned by the shrinkwrap file that the package carries. No install script may run: code-server's
 * own compiles native modules, which the server does without.
 *
 * @param {VscodeVersion} version
 * @param {string} folder
 */
async function installModules(version, folder) {
  await withProgress(`Installing the modules of VS Code ${version}`, () =>
    npm(['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], folder),
  );
}

/**
 * @param {20 | 24} major the running Node.js will do when it is of that line
 * @returns {Promise<string>}
 */
async function ensureNode(major) {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  const platform = `${process.platform}-${process.arch}`;
  const { version, ...builds } = nodes[major];
  const integrity = /** @type {Record<string, string>} */ (builds)[platform];
  if (!integrity)
    throw new Error(`This needs Node.js ${major}: there is none pinned for ${platform}. Run it with one.`);
  const pinned = { name: `node-${platform}`, version, integrity };
  const folder = join(store, `${pinned.name}-${version}`);
  if (!existsSync(folder)) {
    await withProgress(`Downloading Node.js ${version} (50 MB)`, () =>
      ensurePackage(pinned, folder, { only: ['bin/node', 'LICENSE'] }),
    );
  }
  return join(folder, 'bin', 'node');
}
