import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that should never hear anything. */
export interface Trap {
  /** A base URL. */
  readonly url: string;
  /** Method, path and key of each request. */
  readonly heard: readonly string[];
  readonly close: () => void;
}

/** Starts one on a free port of this machine. */
export async function startTrap(): Promise<Trap> {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(`${request.method ?? ''} ${request.url ?? ''} ${request.headers.authorization ?? ''}`);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return { url, heard, close: () => void server.close() };
}
