import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { Agent, createServer as createTlsServer, type RequestOptions } from 'node:https';
import https from 'node:https';
import { connect, createServer as createSilentServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import type { TransportRequest } from '../../../src/core/api/transport';
import { failureOf } from '../../../src/core/api/failureOf';
import { createNodeFetchTransport } from '../../../src/vscode/lazy/nodeFetch';
import { selfSigned } from '../../fakes/selfSignedCertificate';

/** Lays TLS around a connection of its own, as the agents of VS Code do. */
class LayingAgent extends Agent {
  /** @param isWaiting for the connection, as with a proxy's tunnel, before TLS is laid around it */
  constructor(private readonly isWaiting: boolean) {
    super({ rejectUnauthorized: false });
  }

  override createConnection(
    options: RequestOptions,
    done?: (error: Error | null, socket: Socket) => void,
  ): Socket | undefined {
    const inner = connect(options as ConnectionOptions & { port: number });
    const lay = (): Socket => connectTls({ ...(options as ConnectionOptions), socket: inner, lookup: undefined });
    if (!this.isWaiting) return lay();
    inner.once('connect', () => done?.(null, lay()));
    return undefined;
  }
}

describe('connections', () => {
  const { globalAgent } = https;
  const servers: Server[] = [];
  let opened = 0;
  const listen = async (server: Server): Promise<number> => {
    servers.push(server);
    opened = 0;
    server.on('connection', () => opened++);
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    return (server.address() as AddressInfo).port;
  };
  const asked: Omit<TransportRequest, 'signal'> = { method: 'GET', headers: {}, redirect: 'manual', maxBytes: 1000 };
  const get = { ...asked, signal: new AbortController().signal };

  afterEach(() => {
    https.globalAgent = globalAgent;
    for (const server of servers.splice(0)) server.close();
  });

  it('are kept when nobody reads what an error says', async () => {
    const port = await listen(createServer((_, response) => response.writeHead(404).end('nothing here')));
    const transport = createNodeFetchTransport();
    for (let times = 0; times < 3; times++) {
      assert.equal((await transport(`http://localhost:${port}/`, get)).status, 404);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    assert.equal(opened, 1);
  });

  it('are not made to an address that may not be asked, though nobody sees the one that TLS is laid around', async () => {
    let heard = 0;
    const port = await listen(createTlsServer(selfSigned, (_, response) => response.end(String(++heard))));
    https.globalAgent = new LayingAgent(false);
    const transport = createNodeFetchTransport();
    const judged: string[] = [];
    const mayConnect = (address: string): boolean => judged.push(address) === 0;
    await assert.rejects(transport(`https://localhost:${port}/`, { ...get, mayConnect }));
    assert.deepEqual([opened, heard], [0, 0]);
    assert.match(judged.join(), /127\.0\.0\.1|::1/);
    const allowed = await transport(`https://localhost:${port}/`, { ...get, mayConnect: () => true });
    assert.equal(allowed.status, 200);
  });

  it('are limited in time until TLS is there, in the tunnel of a proxy, too', async () => {
    const port = await listen(createSilentServer(() => undefined));
    https.globalAgent = new LayingAgent(true);
    const transport = createNodeFetchTransport({ connectMs: 100 });
    const url = `https://localhost:${port}/`;
    const end = new AbortController();
    const timer = setTimeout(() => end.abort(), 2000);
    const failure = await transport(url, { ...asked, signal: end.signal }).catch((error: unknown) =>
      failureOf(error, new URL(url)),
    );
    clearTimeout(timer);
    assert.equal('kind' in failure && failure.kind, 'timeout');
  });
});
