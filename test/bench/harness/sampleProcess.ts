import type { SampleServerOptions } from '../../../src/sample/index';
import { startChild } from './childProcess';

/** What the sample server says of itself. */
export interface ServerFacts {
  readonly baseUrl: string;
  readonly labels: readonly string[];
  /** So many jobs stand under the labels: whoever has fewer has not done the work. */
  readonly jobs: number;
  /** Pages that it was asked for. */
  readonly pages: number;
  /** Time of a processor that its process has used. */
  readonly cpuMs: number;
}

/** The sample server in a process of its own. */
export interface SampleProcess {
  readonly key: string;
  readonly facts: () => Promise<ServerFacts>;
  readonly end: () => Promise<void>;
}

export interface SampleProcessOptions extends Partial<SampleServerOptions> {
  readonly jobs: number;
  /** Whatever else wants a processor gets it first: in the world a server has a machine of its own. */
  readonly givesWay?: boolean;
}

/** A frozen world: every job is finished. */
export function startSampleProcess(options: SampleProcessOptions): SampleProcess {
  const key = 'api_bench_0001';
  const child = startChild('node/sampleServer', { key, alive: false, ...options });
  return { key, facts: async () => (await child.ask('facts')) as ServerFacts, end: () => child.end() };
}
