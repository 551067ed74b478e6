import { join } from 'node:path';
import { startSampleServer, type SampleServer, type SampleServerOptions } from '../../../src/sample/index';
import { answerParent, childOptions } from '../harness/childProcess';
import type { ServerFacts } from '../harness/sampleProcess';

const options = childOptions() as Partial<SampleServerOptions> & { readonly key: string; readonly jobs: number };
const starting = startSampleServer({ imagesDir: join(__dirname, '..', '..', '..', 'dist', 'sample'), ...options });

function facts({ baseUrl, labels, counters }: SampleServer): ServerFacts {
  const { user, system } = process.cpuUsage();
  return { baseUrl, labels, jobs: options.jobs, pages: counters.pages, cpuMs: (user + system) / 1000 };
}

answerParent(async () => facts(await starting));
