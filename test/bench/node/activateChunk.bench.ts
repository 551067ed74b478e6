import { statSync } from 'node:fs';
import { startChild } from '../harness/childProcess';
import type { Measures } from '../harness/measures';
import { report } from '../harness/report';
import { medianOf } from '../harness/statistics';

/** What every window loads: its size, and the time of a processor that loading takes in a new Node. */
async function measure(): Promise<Measures> {
  const kilobytes = statSync('dist/activate.js').size / 1000;
  const times: number[] = [];
  for (let runs = 0; runs < 9; runs++) times.push(await loadOnce());
  return {
    'activate-cpu': medianOf(times, 'ms'),
    'activate-kB': { value: kilobytes, ours: `${kilobytes.toFixed(1)} kB` },
  };
}

async function loadOnce(): Promise<number> {
  const child = startChild('node/activateChunk');
  try {
    return Number(await child.ask('load'));
  } finally {
    await child.end();
  }
}

export const run = (): Promise<void> => report(measure);
