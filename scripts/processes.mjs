// @ts-check
// Children that never outlive this process: each is ended with everything that it started.
import { execFileSync, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** @type {Set<ChildProcess>} */
const living = new Set();
/** Those of the living that clean up after themselves when they are asked to end. @type {WeakSet<ChildProcess>} */
const tidy = new WeakSet();
let watching = false;

/**
 * Starts a child in a process group of its own, so that Ctrl+C reaches it through us and in our order.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {ChildProcess}
 */
export function startChild(command, args, options = {}) {
  watchOurEnd();
  const child = spawn(command, args, { detached: process.platform !== 'win32', windowsHide: true, ...options });
  living.add(child);
  child.once('exit', () => living.delete(child));
  child.once('error', () => living.delete(child));
  return child;
}

/**
 * Runs a child to its end; a child over its time is killed with all that it started.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { limitMs?: number }} [options] `limitMs`: none when left out
 * @returns {Promise<{ code: number, timedOut: boolean }>} `code` is 1 for a child that was killed
 */
export function runChild(command, args, { limitMs, ...options } = {}) {
  const child = startChild(command, args, { stdio: 'inherit', ...options });
  tidy.add(child);
  return new Promise((resolve, reject) => {
    let timedOut = false;
    const onLimit = () => {
      timedOut = true;
      killTree(child);
    };
    const timer = limitMs === undefined ? undefined : setTimeout(onLimit, limitMs);
    child.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? 1, timedOut });
    });
  });
}

/**
 * Ends a child: politely first, since a polite end is when V8 writes its coverage, then by force.
 *
 * @param {ChildProcess} child
 * @param {number} [patienceMs]
 */
export async function stopChild(child, patienceMs = 4000) {
  if (child.pid === undefined) return;
  const family = [child.pid, ...descendants(child.pid)];
  if (process.platform !== 'win32') signal(family.slice(0, 1), 'SIGTERM');
  const until = Date.now() + (process.platform === 'win32' ? 0 : patienceMs);
  while (Date.now() < until && family.some(isAlive)) await new Promise((resolve) => setTimeout(resolve, 25));
  killTree(child);
  signal(family.filter(isAlive), 'SIGKILL');
  living.delete(child);
}

/** @param {ChildProcess} child killed at once, with every process below it */
export function killTree(child) {
  if (child.pid === undefined) return;
  killTreeOf(child.pid);
  living.delete(child);
}

/** @param {number} pid killed at once, with every process below it */
export function killTreeOf(pid) {
  if (process.platform === 'win32') {
    try {
      execFileSync('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' });
    } catch {
      // It had ended already.
    }
    return;
  }
  signal([pid, ...descendants(pid)], 'SIGKILL');
}

/**
 * @param {readonly number[]} pids
 * @param {NodeJS.Signals} name
 */
function signal(pids, name) {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // It had ended already.
    }
  }
}

/** @param {number} pid */
function isAlive(pid) {
  if (process.platform === 'linux' && stateOf(pid) === 'Z') return false;
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** @param {number} root @returns {number[]} children, their children and so on: a group would miss those that left it */
function descendants(root) {
  const parents = process.platform === 'linux' ? parentsFromProc() : parentsFromPs();
  const found = [root];
  for (const pid of found) for (const [child, parent] of parents) if (parent === pid) found.push(child);
  return found.slice(1);
}

/** @returns {[pid: number, parent: number][]} read from /proc, because slim images have no `ps` */
function parentsFromProc() {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map((pid) => [Number(pid), Number(statOf(Number(pid))[1] ?? -1)]);
}

/** @returns {[pid: number, parent: number][]} */
function parentsFromPs() {
  if (process.platform === 'win32') return [];
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => {
    const [pid = '', parent = ''] = line.trim().split(/\s+/);
    return [Number(pid), Number(parent)];
  });
}

/** @param {number} pid @returns {string[]} state, parent, … : what follows the name, which may hold spaces and brackets */
function statOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

/** @param {number} pid */
const stateOf = (pid) => statOf(pid)[0];

/** However this process ends, short of SIGKILL, its children end with it; a second Ctrl+C does not wait for them. */
function watchOurEnd() {
  if (watching) return;
  watching = true;
  process.prependListener('exit', () => living.forEach(killTree));
  let ending = false;
  for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(name, async () => {
      const asked = ending ? [] : [...living].filter((child) => tidy.has(child));
      ending = true;
      await Promise.all(asked.map((child) => stopChild(child)));
      process.exit(128 + constants.signals[name]);
    });
  }
}
