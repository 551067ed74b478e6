// @ts-check
// `npm run bench [-- NAME…]`: measures what the extension exists for, each figure beside its floor or its peer. Ends with 1
// when a bench crashed, with 0 when all ran: a goal that is missed is shown, and is no failure.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { chooseBenches } from './benches.mjs';
import { outcomeOf } from './benchOutcome.mjs';
import { detailLine, figureLine, table } from './benchTable.mjs';
import { installForActivation } from './benchExtensions.mjs';
import { buildExtension } from './build.mjs';
import { buildTests } from './buildTests.mjs';
import { mark, runInHost } from './hostRun.mjs';
import { runChild } from './processes.mjs';
import { say } from './progress.mjs';
import { makeTempFolder, removeTempFolder } from './tempFolder.mjs';

/** @typedef {import('./benches.mjs').Bench} Bench */
/** @typedef {import('./benchOutcome.mjs').Outcome} Outcome */
/** @typedef {import('./benchTable.mjs').Told} Told */

/** @param {Bench} bench @returns {Promise<Outcome>} */
async function runBench(bench) {
  const reportFile = resolve('.build', 'reports', 'bench', `${bench.file.replace('/', '-')}.json`);
  rmSync(reportFile, { force: true });
  const file = resolve('.build', 'bench', `${bench.file}.bench.cjs`);
  try {
    const code = await (bench.where === 'host' ? inHost : inNode)(bench, file, reportFile);
    if (code !== 0 || !existsSync(reportFile)) return { told: [], crashed: `ended with exit code ${code}` };
  } catch (error) {
    return { told: [], crashed: String(error) };
  }
  return outcomeOf(bench, JSON.parse(readFileSync(reportFile, 'utf8')));
}

/** @type {(bench: Bench, file: string, reportFile: string) => Promise<number>} */
async function inNode({ limitMs }, file, reportFile) {
  const args = ['--expose-gc', join('scripts', 'benchChild.mjs'), file];
  const env = { ...process.env, BANNER_JOBS_BENCH_REPORT: reportFile };
  const { code, timedOut } = await runChild(process.execPath, args, { env, limitMs });
  if (timedOut) throw new Error(`hung: it was killed after ${limitMs / 60_000} min`);
  return code;
}

/** @type {(bench: Bench, file: string, reportFile: string) => Promise<number>} */
async function inHost({ settings = {}, certificate, windows = 1, asInstalled, limitMs }, file, reportFile) {
  const trust = certificate ? { NODE_EXTRA_CA_CERTS: await writeCertificate() } : {};
  const env = { BANNER_JOBS_BENCH_REPORT: reportFile, BANNER_JOBS_BENCH_MARK: mark, ...trust };
  const dataDir = makeTempFolder('bench');
  const extension = asInstalled ? installForActivation(dataDir) : process.cwd();
  try {
    return await runInHost({ tests: file, env, settings, windows, extension, dataDir, limitMs });
  } finally {
    removeTempFolder(dataDir);
  }
}

/** @returns {Promise<string>} the file of the certificate that the benches' own server shows */
async function writeCertificate() {
  const file = resolve('.build', 'bench', 'certificate.pem');
  await runChild(process.execPath, [resolve('.build', 'bench', 'node', 'certificate.child.cjs'), file]);
  return file;
}

/**
 * Only a run of all benches takes the place of the results before.
 *
 * @param {readonly Told[]} told @param {readonly string[]} silent @param {readonly string[]} names
 */
function writeResults(told, silent, names) {
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`;
  const command = ['npm run bench', ...(names.length > 0 ? ['--', ...names] : [])].join(' ');
  if (names.length === 0) {
    mkdirSync('bench', { recursive: true });
    writeFileSync(join('bench', 'results.json'), JSON.stringify({ command, machine, figures: told, silent }, null, 2));
  }
  say(`\n\`${command}\` on ${machine}\n\n${table(told)}`);
}

/** @param {string[]} names @returns undefined where one is none of a bench, which is said */
function chosenOf(names) {
  try {
    return chooseBenches(names);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
    return undefined;
  }
}

async function main() {
  const names = process.argv.slice(2);
  const chosen = chosenOf(names);
  if (!chosen) return;
  await buildExtension();
  await buildTests('bench');
  /** @type {Told[]} */
  const all = [];
  /** @type {string[]} */
  const silent = [];
  for (const [index, bench] of chosen.entries()) {
    const start = Date.now();
    say(`\n━━━ ${bench.figures.map(({ name }) => name).join(', ')} (${index + 1} of ${chosen.length}) ━━━`);
    const { told, cannotRun, crashed } = await runBench(bench);
    for (const each of told) say(`${detailLine(each)}\n${figureLine(each)}`);
    all.push(...told);
    if (cannotRun) say(`cannot run here: ${cannotRun}`);
    if (crashed) say(`✘ crashed: ${crashed}`);
    if (crashed) process.exitCode = 1;
    if (cannotRun ?? crashed) silent.push(`${bench.file}: ${cannotRun ?? crashed}`);
    say(`(${Math.round((Date.now() - start) / 1000)} s)`);
  }
  writeResults(all, silent, names);
  const missed = all.filter(({ value, goal }) => value > goal).map(({ name }) => name);
  say(
    `\n${all.length} figures; goals missed: ${missed.join(', ') || 'none'}${silent.map((each) => `\n✘ ${each}`).join('')}`,
  );
}

await main();
