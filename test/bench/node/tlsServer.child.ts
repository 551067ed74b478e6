import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { selfSigned } from '../../fakes/selfSignedCertificate';
import { makeAnswers } from '../harness/answers';
import { answerParent } from '../harness/childProcess';
import type { TlsFacts } from '../harness/tlsProcess';

const size = { labels: 10, jobsPerLabel: 100 };
const answers = makeAnswers(size);
const counters = { connections: 0, requests: 0 };

/** Answers label queries 20 ms later, over connections that may be kept. */
const server = createServer(selfSigned, (request, response) => {
  counters.requests++;
  void text(request).then(async (body) => {
    const { job_labels: [label = ''] = [], start = 0 } = JSON.parse(body) as { job_labels?: string[]; start?: number };
    await wait(20);
    const pages = answers.pages.get(label) ?? [];
    response.setHeader('Content-Type', 'application/json');
    response.end(pages[start / 100] ?? pages.at(-1));
  });
});
server.keepAliveTimeout = 60_000;
server.on('secureConnection', () => counters.connections++);
server.listen(0, '127.0.0.1');
const listening = once(server, 'listening');

async function facts(): Promise<TlsFacts> {
  if (!server.listening) await listening;
  const { port } = server.address() as AddressInfo;
  const { user, system } = process.cpuUsage();
  const baseUrl = `https://localhost:${port}/v1`;
  const { labels } = answers;
  const jobs = size.labels * size.jobsPerLabel;
  return { baseUrl, labels, jobs, pages: counters.requests, cpuMs: (user + system) / 1000, ...counters };
}

answerParent(facts);
