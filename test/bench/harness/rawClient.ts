import { Agent, request } from 'node:http';
import { Agent as TlsAgent, request as tlsRequest } from 'node:https';
import { text } from 'node:stream/consumers';
import { requestsAtOnce } from '../../../src/core/api/limits';

/** A page as it is asked for. */
export interface PageAt {
  readonly selector: string;
  readonly start?: number;
}

export interface RawOptions {
  readonly baseUrl: string;
  readonly key: string;
  readonly pages: readonly PageAt[];
}

const kept = { keepAlive: true, maxSockets: requestsAtOnce };
/** Connections are kept from run to run, as ours are. */
const agents = { http: new Agent(kept), https: new TlsAgent(kept) };

/** The floor: Node's own client on connections that are kept, so many requests at once as we, and `JSON.parse` alone. */
export async function askRaw({ baseUrl, key, pages }: RawOptions): Promise<number> {
  const url = new URL(`${baseUrl}/banners/with-mask/status`);
  const agent = url.protocol === 'https:' ? agents.https : agents.http;
  const waiting = [...pages];
  let jobs = 0;
  const worker = async (): Promise<void> => {
    for (let page = waiting.shift(); page; page = waiting.shift()) {
      // Not added in one line: what the others got meanwhile would be lost.
      const came = await askPage({ url, key, agent }, page);
      jobs += came;
    }
  };
  await Promise.all(Array.from({ length: requestsAtOnce }, worker));
  return jobs;
}

interface RawDeps {
  readonly url: URL;
  readonly key: string;
  readonly agent: Agent;
}

async function askPage({ url, key, agent }: RawDeps, { selector, start = 0 }: PageAt): Promise<number> {
  const body = JSON.stringify({ job_labels: [selector], start, limit: 100 });
  const headers = {
    Authorization: `Bearer ${key}`,
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
  };
  const send = url.protocol === 'https:' ? tlsRequest : request;
  const answer = await new Promise<string>((resolve, reject) => {
    const sent = send(url, { method: 'POST', agent, headers }, (response) => {
      text(response).then(resolve, reject);
    });
    sent.once('error', reject);
    sent.end(body);
  });
  return (JSON.parse(answer) as { jobs: unknown[] }).jobs.length;
}

/** What people write today: `fetch`, one page of 20 after another, until one is empty. @returns how many jobs came */
export async function askNaively(baseUrl: string, key: string, labels: readonly string[]): Promise<number> {
  const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' };
  const all: unknown[] = [];
  for (const label of labels) {
    for (let start = 0; ; start += 20) {
      const body = JSON.stringify({ job_labels: [label], start, limit: 20 });
      const response = await fetch(`${baseUrl}/banners/with-mask/status`, { method: 'POST', headers, body });
      const { jobs } = (await response.json()) as { jobs: unknown[] };
      if (jobs.length === 0) break;
      all.push(...jobs);
    }
  }
  return all.length;
}
