import { existsSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { rest } from '../harness/hostWorld';
import type { Measures } from '../harness/measures';
import { report, say } from '../harness/report';
import { median, short, told } from '../harness/statistics';

const ours = 'banner-jobs.banner-jobs';
const peer = 'bench.empty-view';
/** ms */
const quietMs = 3000;

/** What every window has found so far: it is called once in each. */
interface Found {
  readonly ours: readonly number[];
  readonly beside: readonly number[];
}

/** Whoever is first in a new extension host also pays for what the host itself makes ready at its first extension. */
const warmUp = 'bench.warm-up';

/**
 * From the wish to the end of `activate()`, code loading included, in a new extension host. Windows take turns in who
 * is first, and both orders count alike: what the second one finds warm is nobody's merit.
 */
async function measure(): Promise<Measures> {
  const before = foundBefore();
  const isEven = before.ours.length % 2 === 0;
  const times: Record<string, number> = {};
  for (const id of [warmUp, ...(isEven ? [ours, peer] : [peer, ours])]) {
    // Until the window is quiet: what else starts now takes as long as it likes.
    await rest(quietMs);
    times[id] = await activate(id);
  }
  const found = {
    ours: [...before.ours, times[ours] ?? NaN],
    beside: [...before.beside, times[peer] ?? NaN],
  };
  const less = found.ours.map((ms, index) => ms - (found.beside[index] ?? NaN));
  say(`window ${less.length}: ${short(times[ours] ?? NaN)} ms beside ${short(times[peer] ?? NaN)} ms`);
  const inOrder = (turn: number): number => median(less.filter((_, index) => index % 2 === turn));
  const value = less.length < 2 ? median(less) : (inOrder(0) + inOrder(1)) / 2;
  const figures: Measures = {
    'activate-ms': {
      ...{ value, min: Math.min(...less), max: Math.max(...less) },
      ...{ ours: told(found.ours, 'ms'), beside: told(found.beside, 'ms') },
      note: `${less.length} windows in which nothing is tracked yet`,
    },
  };
  // What the next window goes on from stands beside the figure.
  return Object.assign(figures, { found });
}

async function activate(id: string): Promise<number> {
  const extension = vscode.extensions.getExtension(id);
  if (!extension || extension.isActive) throw new Error(`${id} is not there, or started by itself.`);
  const start = performance.now();
  await extension.activate();
  return performance.now() - start;
}

function foundBefore(): Found {
  const file = process.env.BANNER_JOBS_BENCH_REPORT ?? '';
  if (!existsSync(file)) return { ours: [], beside: [] };
  return (JSON.parse(readFileSync(file, 'utf8')) as { found: Found }).found;
}

export const run = (): Promise<void> => report(measure);
