import * as vscode from 'vscode';
import { timed } from '../harness/alternate';
import { rest } from '../harness/hostWorld';
import type { Measure, Measures } from '../harness/measures';
import { blocksDuring } from '../harness/probe';
import { foundBefore, report, say } from '../harness/report';
import { median, short, told } from '../harness/statistics';

const ours = 'banner-jobs.banner-jobs';
const peer = 'bench.empty-view';
const labels = 'bannerJobs.labels';
/** ms */
const quietMs = 3000;

/** What a window found, in ms. */
interface Found {
  readonly ours: number;
  readonly beside: number;
  /** See `Start`, of ours. */
  readonly longest: number;
  /** Labels are tracked there: all that shows them is loaded with the start. */
  readonly isUsed: boolean;
}

/** How an extension started, in ms. */
interface Start {
  readonly ms: number;
  /** The longest stretch without a turn for anybody else, in it and in the second after it. */
  readonly longest: number;
}

const unknown: Start = { ms: NaN, longest: NaN };

/** Whoever is first in a new extension host also pays for what the host itself makes ready at its first extension. */
const warmUp = 'bench.warm-up';

/**
 * From the wish to the end of `activate()`, code loading included, in a new extension host. Windows take turns in who
 * is first, and both orders count alike: what the second one finds warm is nobody's merit. Every other pair of windows
 * has labels to show.
 */
async function measure(): Promise<Measures> {
  const before = foundBefore() as readonly Found[];
  const isUsed = (vscode.workspace.getConfiguration().get<unknown[]>(labels) ?? []).length > 0;
  const times: Record<string, Start> = {};
  for (const id of [warmUp, ...(before.length % 2 === 0 ? [ours, peer] : [peer, ours])]) {
    // Until the window is quiet: what else starts now takes as long as it likes.
    await rest(quietMs);
    times[id] = await activate(id);
  }
  const [own, other] = [times[ours] ?? unknown, times[peer] ?? unknown];
  const found = [...before, { ours: own.ms, beside: other.ms, longest: own.longest, isUsed }];
  const what = isUsed ? 'with labels' : 'in which nothing is tracked';
  say(`window ${found.length}, ${what}: ${short(own.ms)} ms beside ${short(other.ms)} ms`);
  // For the next window, which opens the same folder.
  const next = found.length % 4 < 2 ? undefined : ['lot-1', 'lot-2'];
  await vscode.workspace.getConfiguration().update(labels, next, vscode.ConfigurationTarget.Workspace);
  const figures: Measures = { 'activate-ms': figureOf(found) };
  // What the next window goes on from stands beside the figure.
  return Object.assign(figures, { found });
}

/** The worse of the two kinds of window. */
function figureOf(found: readonly Found[]): Measure {
  const lessOf = (isUsed: boolean): number[] => {
    const less = found.map((each, index) => ({ ...each, ms: each.ours - each.beside, turn: index % 2 }));
    return [0, 1].map((turn) =>
      median(less.filter((each) => each.isUsed === isUsed && each.turn === turn).map(({ ms }) => ms)),
    );
  };
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [unused, used] = [mean(lessOf(false)), mean(lessOf(true))];
  const isUsed = used >= unused;
  const of = found.filter((each) => each.isUsed === isUsed);
  const less = of.map((each) => each.ours - each.beside);
  const stretches = found.filter((each) => each.isUsed).map(({ longest }) => longest);
  return {
    ...{ value: isUsed ? used : unused, min: Math.min(...less), max: Math.max(...less) },
    ...{
      ours: told(
        of.map((each) => each.ours),
        'ms',
      ),
      beside: told(
        of.map((each) => each.beside),
        'ms',
      ),
    },
    note: `windows with labels ${short(used)} ms, then ${told(stretches, 'ms')} the longest stretch of the second after; windows in which nothing is tracked ${short(unused)} ms; the worse counts`,
  };
}

async function activate(id: string): Promise<Start> {
  const extension = vscode.extensions.getExtension(id);
  if (!extension || extension.isActive) throw new Error(`${id} is not there, or started by itself.`);
  let ms = NaN;
  const { longest } = await blocksDuring(async () => {
    ms = await timed(() => extension.activate());
    await rest(1000);
  });
  return { ms, longest: longest.ms };
}

export const run = (): Promise<void> => report(measure);
