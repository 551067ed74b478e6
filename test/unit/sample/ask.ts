import { request, type IncomingHttpHeaders } from 'node:http';

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Question {
  readonly path: string;
  /** POST unless said otherwise */
  readonly method?: string;
  /** `host` and `origin` are sent as given: `fetch` would not let a test choose them. */
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** One request on a connection of its own. */
export function ask(port: number, { path, method = 'POST', headers = {}, body = '' }: Question): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.once('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}
