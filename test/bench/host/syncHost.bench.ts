import { version } from 'vscode';
import { createNetwork } from '../../../src/vscode/lazy/network';
import { MemoryLog } from '../../fakes/memoryLog';
import { alternate, timed } from '../harness/alternate';
import { startChild, type Child } from '../harness/childProcess';
import type { Measures } from '../harness/measures';
import { report, say } from '../harness/report';
import { ratioOf, short } from '../harness/statistics';
import { sync } from '../harness/syncClient';
import type { TlsFacts } from '../harness/tlsProcess';

const key = 'api_bench_0001';

/**
 * 1,000 jobs over TLS from inside the extension host, whose network is VS Code's, by the transport of a setting that
 * nobody touched; the raw client runs outside.
 */
async function measure(): Promise<Measures> {
  const server = startChild('node/tlsServer');
  const outside = startChild('node/rawClient');
  try {
    return await compare(server, outside);
  } finally {
    await Promise.all([server.end(), outside.end()]);
  }
}

async function compare(server: Child, outside: Child): Promise<Measures> {
  const facts = async (): Promise<TlsFacts> => (await server.ask('facts')) as TlsFacts;
  const world = await facts();
  const began = performance.now();
  const transport = createNetwork({ version, setting: () => 'auto', log: new MemoryLog() });
  const first = await timed(() => sync(world, key, { transport, isFirst: true }));
  const { connections: atFirst } = await facts();
  say(`the first run, in which VS Code makes its network ready: ${short(first)} ms, ${atFirst} connections`);
  const { requests, store } = await sync(world, key, { transport });
  // The way of the requests may change in the second run: its connections count, too.
  const connections = [(await facts()).connections - atFirst];
  const entries = store.labels.reduce((sum, { jobIds }) => sum + jobIds.length, 0);
  const raw = { baseUrl: world.baseUrl, key, pages: requests, entries };
  const ours = async (): Promise<number> => {
    const before = await facts();
    const ms = await timed(() => sync(world, key, { transport }));
    connections.push((await facts()).connections - before.connections);
    return ms;
  };
  const samples = await alternate({ ours, beside: async () => Number(await outside.ask(raw)), runs: 15 });
  const after = await facts();
  const share = short((100 * (after.cpuMs - world.cpuMs)) / (performance.now() - began));
  const note = `${requests.length} requests; the first run took ${short(first)} ms and ${atFirst} connections, the second ${connections[0]} more; the server's process was busy for ${share} % of it all`;
  const opened = Math.max(...connections);
  return {
    'sync-host': { ...ratioOf(samples), note },
    'sync-host-connections': {
      ...{ value: opened, min: Math.min(...connections), max: opened },
      ours: `at most ${opened} new connections for ${requests.length} requests, in ${connections.length} runs; ${atFirst} in the first`,
    },
  };
}

export const run = (): Promise<void> => report(measure);
