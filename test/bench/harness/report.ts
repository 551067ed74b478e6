import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Measures } from './measures';

/** Runs a bench and leaves what it found where `scripts/bench.mjs` looks. Rejects with what the bench throws. */
export async function report(measure: () => Promise<Measures> | Measures): Promise<void> {
  const file = process.env.BANNER_JOBS_BENCH_REPORT;
  if (!file) throw new Error('BANNER_JOBS_BENCH_REPORT names no file: benches are run by `npm run bench`.');
  const found = await measure();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(found, null, 2));
}

/** What the windows before this one left beside the figure, each its own entry; of a bench that runs in several. */
export function foundBefore(): readonly unknown[] {
  const file = process.env.BANNER_JOBS_BENCH_REPORT ?? '';
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { found: unknown[] }).found : [];
}

/** Says what is going on. In the extension host the lines carry a mark, for the editor chatters in the same log. */
export function say(line: string): void {
  console.log(`${process.env.BANNER_JOBS_BENCH_MARK ?? ''}${line}`);
}
