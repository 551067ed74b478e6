import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { startChild } from '../harness/childProcess';
import type { Measures } from '../harness/measures';
import { report } from '../harness/report';
import { medianOf } from '../harness/statistics';
import type { Loaded } from './activateChunk.child';

/** What every window loads: its size, and the time of a processor that loading takes in a new Node. */
async function measure(): Promise<Measures> {
  const loads: Loaded[] = [];
  for (let runs = 0; runs < 9; runs++) loads.push(await loadOnce());
  const files = loads[0]?.files ?? [];
  const kilobytes = files.reduce((sum, file) => sum + statSync(file).size, 0) / 1000;
  const ours = `${kilobytes.toFixed(1)} kB in ${files.map((file) => basename(file)).join(', ')}`;
  return {
    'activate-cpu': medianOf(
      loads.map(({ ms }) => ms),
      'ms',
    ),
    'activate-kB': { value: kilobytes, ours },
  };
}

async function loadOnce(): Promise<Loaded> {
  const child = startChild('node/activateChunk');
  try {
    return (await child.ask('load')) as Loaded;
  } finally {
    await child.end();
  }
}

export const run = (): Promise<void> => report(measure);
