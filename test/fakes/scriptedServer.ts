import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Certificate } from './selfSignedCertificate';

/** One request as it arrived. */
export interface Heard {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** `text` as JSON; undefined when it is none. */
  readonly json: unknown;
}

/** What the server does with one request; the socket is there for what HTTP does not allow. */
export type Behaviour = (response: ServerResponse, heard: Heard, socket: Socket) => void;

export interface ScriptedServer {
  /** `http://127.0.0.1:<port>` (or https), without a path. */
  readonly url: string;
  /** All requests, in the order they arrived. */
  readonly heard: readonly Heard[];
  /** Connections since the start, TLS handshakes that failed included. */
  readonly connections: number;
  /** Sockets that are open now. */
  readonly open: number;
  /** The next requests are answered so, one each. */
  readonly queue: (...behaviours: readonly Behaviour[]) => void;
  /** Requests beyond the queue are answered so; at first with 500. */
  readonly otherwise: (behaviour: Behaviour) => void;
  /** Resolves when no socket is open, a kept one included; rejects after a second. */
  readonly allClosed: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A server on loopback that does what the test says. */
export async function startScriptedServer(options: { readonly tls?: Certificate } = {}): Promise<ScriptedServer> {
  const heard: Heard[] = [];
  const queued: Behaviour[] = [];
  const sockets = new Set<Socket>();
  let otherwise: Behaviour = status(500, '{}');
  let connections = 0;
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    void hear(request).then((each) => {
      heard.push(each);
      (queued.shift() ?? otherwise)(response, each, request.socket);
    });
  };
  const server = options.tls ? createTlsServer(options.tls, onRequest) : createServer(onRequest);
  server.on('connection', (socket: Socket) => {
    connections++;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
  });
  await listen(server);
  const { port } = server.address() as AddressInfo;
  return {
    url: `${options.tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    heard,
    get connections() {
      return connections;
    },
    get open() {
      return sockets.size;
    },
    queue: (...behaviours) => void queued.push(...behaviours),
    otherwise: (behaviour) => {
      otherwise = behaviour;
    },
    allClosed: () => allClosed(sockets),
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Any status with a body of text, JSON by its looks or not. */
export function status(code: number, body = '', headers: Record<string, string> = {}): Behaviour {
  return (response) => response.writeHead(code, headers).end(body);
}

/** 200 with JSON. */
export function json(body: unknown): Behaviour {
  return status(200, JSON.stringify(body), { 'Content-Type': 'application/json' });
}

/** A documented error (status-api, "Errors"). */
export function apiError(code: number, kind: string, detail = ''): Behaviour {
  return status(code, JSON.stringify({ status: code, type: `/exception/client_error/${kind}`, title: kind, detail }));
}

/** The body in raw bytes, with any headers. */
export function bytes(body: Uint8Array, headers: Record<string, string> = {}): Behaviour {
  return (response) => response.writeHead(200, headers).end(body);
}

/** Does it after `ms` of real time. */
export function later(ms: number, behaviour: Behaviour): Behaviour {
  return (...args) => void setTimeout(() => behaviour(...args), ms);
}

/** Never answers. */
export const silence: Behaviour = () => undefined;

/** Sends the headers and the start of a body, then nothing. */
export const stall: Behaviour = (response) => response.writeHead(200).write('{"jobs":[');

/** An error whose body never ends. */
export function stalledError(code: number): Behaviour {
  return (response) => response.writeHead(code).write('{"detail":');
}

/** A body that goes on for ever, a byte each `ms`. */
export function drip(ms: number): Behaviour {
  return (response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write(' '), ms);
    response.on('close', () => clearInterval(timer));
  };
}

/** Breaks the connection with a TCP reset. */
export const reset: Behaviour = (_response, _heard, socket) => void socket.resetAndDestroy();

/** Closes the connection before any header. */
export const hangUp: Behaviour = (_response, _heard, socket) => void socket.destroy();

/** Promises more bytes than it sends. */
export const truncated: Behaviour = (response, _heard, socket) => {
  response.writeHead(200, { 'Content-Length': '1000' }).write('{"jobs":[]');
  setTimeout(() => socket.destroy(), 20);
};

/** Breaks off between two chunks. */
export const truncatedChunks: Behaviour = (response, _heard, socket) => {
  response.writeHead(200).write('{"jobs":[]');
  setTimeout(() => socket.destroy(), 20);
};

/** Says gzip, sends something else. */
export const badGzip = bytes(Buffer.from('this is not gzip'), { 'Content-Encoding': 'gzip' });

/** 64 KB of gzip that becomes 64 MB of blanks. */
export function gzipBomb(): Behaviour {
  return bytes(gzipSync(Buffer.alloc(64 * 1024 * 1024, ' ')), { 'Content-Encoding': 'gzip' });
}

/** Speaks another protocol. */
export const notHttp: Behaviour = (_response, _heard, socket) => void socket.end('SSH-2.0-OpenSSH_9.2\r\n');

/** One header of 40 KB. */
export const hugeHeader = status(200, '{"jobs":[]}', { 'X-Huge': 'x'.repeat(40_000) });

/** Sends the client elsewhere. */
export function redirect(code: number, location: string): Behaviour {
  return status(code, '', { Location: location });
}

async function hear(request: IncomingMessage): Promise<Heard> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const { method = '', url = '', headers } = request;
  return { method, path: url, headers, text, json: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

async function allClosed(sockets: ReadonlySet<Socket>): Promise<void> {
  for (let tries = 0; sockets.size > 0; tries++) {
    if (tries === 100) throw new Error(`${sockets.size} sockets stay open`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => resolve());
  });
}
