import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Services } from '../../../src/vscode/services';
import { rest, signIn, until } from '../harness/hostWorld';
import type { Measure, Measures } from '../harness/measures';
import { blockMs, blocksDuring, collectGarbage, type Block } from '../harness/probe';
import { foundBefore, report, say } from '../harness/report';
import { startSampleProcess, type SampleProcess } from '../harness/sampleProcess';
import { medianOf, short } from '../harness/statistics';

/** Blocks of the extension host while 100,000 jobs in 200 labels, and 20,000 in one, are loaded and laid out, in a new window. */
async function measure(): Promise<Measures> {
  const before = foundBefore() as readonly Found[];
  // Profiles of their own in each window: nothing of theirs is saved yet.
  const [many, large] = [`Many ${before.length + 1}`, `Large ${before.length + 1}`];
  const servers = {
    [many]: startSampleProcess({ jobs: 100_000, labels: 200, givesWay: true }),
    [large]: startSampleProcess({ jobs: 20_000, labels: 1, givesWay: true }),
  };
  try {
    const inside = await signIn(servers);
    const idle = await idleBlocks();
    const watch = new Watch(inside);
    for (const [name, server] of Object.entries(servers)) await watch.world(name, server);
    await watch.phase(many, 'profile changed back', () => watch.change(many));
    const found = [...before, watch.result(idle)];
    const figures: Measures = { block: figureOf(found) };
    // What the next window goes on from stands beside the figure.
    return Object.assign(figures, { found });
  } finally {
    await Promise.all(Object.values(servers).map((server) => server.end()));
  }
}

/** What a window found. */
interface Found {
  /** Blocks that count. */
  readonly count: number;
  readonly ours: string;
  readonly beside: string;
  readonly told: readonly string[];
}

/** The worst of the windows counts: one block is one too many, in whichever it was. */
function figureOf(found: readonly Found[]): Measure {
  const counts = found.map(({ count }) => count);
  return {
    ...{ ...medianOf(counts, 'blocks'), value: Math.max(...counts) },
    ours: found.map(({ ours }, index) => `window ${index + 1}: ${ours}`).join('; '),
    beside: found.map(({ beside }) => beside).join(', '),
    note: found.flatMap(({ told }) => told).join('; '),
  };
}

/** Counts blocks by what was going on. */
class Watch {
  private readonly blocks: Block[] = [];
  private readonly told: string[] = [];
  private longest = 0;
  private ms = 0;

  constructor(private readonly inside: Services) {}

  /** Everything that is done with one profile. */
  async world(name: string, server: SampleProcess): Promise<void> {
    const { tracked, filter, arrangement, store, groups, tree, background, stored } = this.inside;
    const { labels, jobs, cpuMs } = await server.facts();
    // What VS Code's start left, or the profile before, is not this one's to collect; what its own phases leave is.
    await collectGarbage();
    await this.phase(name, 'profile chosen', () => this.change(name));
    const start = performance.now();
    await this.phase(name, 'load', async () => {
      await tracked.trackLabels(labels);
      say(`${name}: ${labels.length} labels tracked`);
      const progress = setInterval(() => say(`${name}: ${store.size} jobs`), 10_000);
      await until('all labels are there', () => store.labels.every(({ complete }) => complete));
      clearInterval(progress);
    });
    if (store.size !== jobs) throw new Error(`${store.size} of ${jobs} jobs are there.`);
    const busy = (100 * ((await server.facts()).cpuMs - cpuMs)) / (performance.now() - start);
    this.told.push(
      `${name} load: the server's process, which gives way to the others, was busy for ${short(busy)} % of it`,
    );
    await this.phase(name, 'open', async () => {
      await tree.view.reveal(tree.element({ kind: 'label', label: labels[0] ?? '' }), { expand: true });
      await rest(2000);
    });
    await this.phase(name, 'filter', async () => {
      for (const text of ['j', 'jo', 'job', 'job-', 'job-1', 'job-12', '']) {
        filter.set({ groups: [], text }, false);
        await rest(400);
      }
      filter.set({ groups: ['failed'], text: '' }, false);
      await rest(400);
      const { shown } = groups.totals();
      if (shown === 0 || shown === jobs) throw new Error(`The filter shows ${shown} of ${jobs} jobs.`);
      filter.clear();
    });
    await this.phase(name, 'sort', async () => {
      for (const sortBy of ['id', 'changed', 'status'] as const) {
        arrangement.set({ sortBy });
        await rest(600);
      }
    });
    await this.phase(name, 'group', async () => {
      arrangement.set({ groupBy: 'status' });
      await rest(1000);
      // Most of the jobs stand under one row: it is opened, and jobs of it change.
      await tree.view.reveal(tree.element({ kind: 'status', status: 'completed' }), { expand: true });
      await rest(2000);
      const done = [...store.jobs()].filter(({ status }) => status === 'completed').slice(0, 5);
      for (const job of done) {
        store.apply({ seen: [{ ...job, status: 'failed' }] });
        await rest(600);
      }
      arrangement.set({ groupBy: 'label' });
      await rest(1000);
    });
    await this.phase(name, 'snapshot', async () => {
      const first = labels.flatMap((label) => store.jobsOf(label).slice(0, 1));
      store.apply({ seen: first.map((job) => ({ ...job, status: 'processing' })) });
      const since = Date.now();
      await background.writeNow();
      const written = await writtenSince(join(stored.globalStorageUri.fsPath, 'snapshots'), since);
      if (written < labels.length) throw new Error(`${written} of ${labels.length} labels were saved.`);
      await rest(1000);
    });
  }

  async change(name: string): Promise<void> {
    await this.inside.profiles.choose(name);
    await rest(2000);
  }

  /** @param what is going on */
  async phase(name: string, what: string, work: () => unknown): Promise<void> {
    say(`${name}, ${what} …`);
    const start = performance.now();
    const { blocks, longest } = await blocksDuring(async () => {
      await work();
      await rest(600);
    });
    this.ms += performance.now() - start;
    this.blocks.push(...blocks);
    this.longest = Math.max(this.longest, longest.ms);
    say(`${name}, ${what}: ${blocks.length} blocks; longest ${toldBlock(longest)}`);
    if (blocks.length > 0) this.told.push(`${name} ${what}: ${blocks.map(toldBlock).join(', ')}`);
  }

  /** @param idle what an idle minute had before anything was loaded; as many are the machine's in each minute of work */
  result(idle: readonly Block[]): Found {
    const minutes = this.ms / idleMs;
    const ours = this.blocks.length - idle.length * minutes;
    // What had a processor all the while is ours, however busy the machine is.
    const own = ownOf(this.blocks) - ownOf(idle) * minutes;
    return {
      count: Math.max(0, Math.ceil(ours), Math.ceil(own)),
      ours: `${this.blocks.length} blocks in ${short(minutes)} min (${ownOf(this.blocks)} of them with over ${blockMs} ms of a processor), the longest ${short(this.longest)} ms`,
      beside: `${idle.length} blocks in an idle minute (${ownOf(idle)})`,
      told: this.told,
    };
  }
}

/** How many files of saved jobs were written since then. @param since ms since 1970 */
async function writtenSince(folder: string, since: number): Promise<number> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.jsonl'));
  const files = await Promise.all(names.map((name) => stat(join(folder, name))));
  // A file system may know the time a little less exactly.
  return files.filter(({ mtimeMs }) => mtimeMs >= since - 20).length;
}

const idleMs = 60_000;

/** Blocks of a minute in which nothing is tracked: they are the machine's, and other extensions'. */
async function idleBlocks(): Promise<readonly Block[]> {
  say('an idle minute …');
  await collectGarbage();
  const { blocks, longest } = await blocksDuring(() => rest(idleMs));
  say(`idle: ${blocks.length} blocks; longest ${toldBlock(longest)}`);
  return blocks;
}

/** A thread that waited for a processor was held up by the machine, not by its own work. */
function ownOf(blocks: readonly Block[]): number {
  return blocks.filter(({ busyMs = Infinity }) => busyMs > blockMs).length;
}

function toldBlock({ ms, busyMs, waitedMs, helpersMs, garbageMs = 0, stolenMs = 0 }: Block): string {
  const told = [
    ...(busyMs === undefined ? [] : [`${short(busyMs)} ms of a processor`]),
    ...(waitedMs === undefined ? [] : [`${short(waitedMs)} ms waiting for one`]),
    ...(helpersMs === undefined ? [] : [`other threads of the process had ${short(helpersMs)} ms`]),
    ...(garbageMs > 0 ? [`${short(garbageMs)} ms of it V8 collecting garbage`] : []),
    ...(stolenMs > 0 ? [`${short(stolenMs)} ms of the machine's processors taken by its host`] : []),
  ];
  return `${short(ms)} ms${told.length > 0 ? ` (${told.join(', ')})` : ''}`;
}

export const run = (): Promise<void> => report(measure);
