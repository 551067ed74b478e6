import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { failure, forbidden, invalidPayload, notFound, serverError, type Answer } from './answer';
import type { Counters, MutableCounters } from './counters';
import { hasKey, refusal } from './gate';
import type { ImageEndpoint } from './imageEndpoint';
import type { Settings } from './options';
import { readBody } from './readBody';
import type { StatusEndpoint } from './statusEndpoint';

const base = 'http://127.0.0.1';
const statusPath = '/v1/banners/with-mask/status';

/** Takes a request through the gates to its endpoint and sends what that says. */
export class Router {
  private readonly counts: MutableCounters = { pages: 0, singleJobs: 0, images: 0, refused: 0 };
  private readonly closing = new AbortController();

  constructor(
    private readonly options: Pick<Settings, 'key' | 'keyOfSession' | 'latencyMs'>,
    private readonly status: StatusEndpoint,
    private readonly images: ImageEndpoint,
  ) {}

  get counters(): Counters {
    return this.counts;
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const answer = await this.answer(request).catch(serverError);
      if (this.options.latencyMs > 0) await wait(this.options.latencyMs, undefined, { signal: this.closing.signal });
      send(response, answer);
    } catch {
      // The client or the server went away in the middle: there is nobody left to tell.
      response.destroy();
    }
  }

  /** Ends the waits of answers that are held back. */
  dispose(): void {
    this.closing.abort();
  }

  private async answer(request: IncomingMessage): Promise<Answer> {
    const reason = refusal(request.headers);
    if (reason !== undefined) return this.refuse(forbidden(reason));
    const url = targetOf(request);
    if (request.method === 'GET' && url?.pathname.startsWith('/images/')) {
      this.counts.images++;
      return this.images.answer(url);
    }
    if (request.method !== 'POST' || url?.pathname !== statusPath) {
      return this.refuse(notFound(`${request.method ?? ''} ${url?.pathname ?? ''}`));
    }
    return this.answerStatus(request);
  }

  private async answerStatus(request: IncomingMessage): Promise<Answer> {
    if (!hasKey(request.headers, this.options.key)) {
      if (this.options.keyOfSession) return this.refuse(forbidden('This key is not of this session.'));
      return this.refuse(failure(401, 'invalid_api_key', 'The API key is missing or not known.'));
    }
    if (!/^application\/json\s*(?:;|$)/i.test(request.headers['content-type'] ?? '')) {
      return this.refuse(invalidPayload('Content-Type must be application/json'));
    }
    const body = await readBody(request);
    if (body === undefined) return this.refuse(invalidPayload('the body is larger than 64 KB'));
    return this.status.answer(body, (kind) => this.counts[kind]++);
  }

  private refuse(answer: Answer): Answer {
    this.counts.refused++;
    return answer;
  }
}

/** @returns undefined for a target that is not a plain path, such as a proxy would be sent */
function targetOf(request: IncomingMessage): URL | undefined {
  const target = request.url ?? '';
  const isPath = target.startsWith('/') && !target.startsWith('//') && URL.canParse(target, base);
  return isPath ? new URL(target, base) : undefined;
}

/** A body that nobody will read must not keep the connection waiting: it ends with the answer. */
function send(response: ServerResponse, answer: Answer): void {
  if (!response.req.complete) response.shouldKeepAlive = false;
  response.req.resume();
  response.writeHead(answer.status, {
    'content-type': answer.contentType,
    'content-length': Buffer.byteLength(answer.body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(answer.body);
}
