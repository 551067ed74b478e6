import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { startSampleServer, type SampleServer } from '../../../src/sample/index';
import { answerParent, childOptions } from '../harness/childProcess';
import type { SampleProcessOptions, ServerFacts } from '../harness/sampleProcess';

const options = childOptions() as SampleProcessOptions & { readonly key: string };
if (options.givesWay) setPriority(constants.priority.PRIORITY_LOW);
const starting = startSampleServer({ imagesDir: join(__dirname, '..', '..', '..', 'dist', 'sample'), ...options });

function facts({ baseUrl, labels, counters }: SampleServer): ServerFacts {
  const { user, system } = process.cpuUsage();
  return { baseUrl, labels, jobs: options.jobs, pages: counters.pages, cpuMs: (user + system) / 1000 };
}

answerParent(async () => facts(await starting));
