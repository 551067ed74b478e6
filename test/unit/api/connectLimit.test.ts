import assert from 'node:assert/strict';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { failureOf } from '../../../src/core/api/failureOf';
import { createNodeFetchTransport } from '../../../src/vscode/lazy/nodeFetch';

/** A server that accepts and never says a word: over TLS it never finishes connecting. */
async function startSilent(): Promise<{ url: (scheme: string) => string; close: () => void }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: (scheme) => `${scheme}://127.0.0.1:${port}/`,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

describe('the limit for connecting', () => {
  const request = (signal: AbortSignal) =>
    ({ method: 'POST', headers: {}, body: '{}', redirect: 'error', signal, maxBytes: 1000 }) as const;

  it('ends a request whose TLS never comes about, as a timeout that names the host', async () => {
    const silent = await startSilent();
    const transport = createNodeFetchTransport({ connectMs: 100 });
    const failure = await transport(silent.url('https'), request(new AbortController().signal)).then(
      () => undefined,
      (error: unknown) => failureOf(error, new URL(silent.url('https'))),
    );
    assert.equal(failure?.kind, 'timeout');
    assert.match(failure.message, /127\.0\.0\.1/);
    silent.close();
  });

  it('lets a request wait for its answer once it is connected', async () => {
    const silent = await startSilent();
    const transport = createNodeFetchTransport({ connectMs: 50 });
    const abort = new AbortController();
    const outcome = transport(silent.url('http'), request(abort.signal)).then(
      () => 'answered',
      (error: unknown) => failureOf(error, new URL(silent.url('http'))).kind,
    );
    const waited = await Promise.race([outcome, new Promise((resolve) => setTimeout(() => resolve('waiting'), 300))]);
    assert.equal(waited, 'waiting');
    abort.abort();
    await outcome;
    silent.close();
  });

  it('leaves no error that nobody hears when it is asked for after the end', async () => {
    const unheard: unknown[] = [];
    const note = (error: unknown): void => void unheard.push(error);
    const before = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    process.on('uncaughtException', note);
    try {
      const transport = createNodeFetchTransport();
      const reason = new Error('nobody waits');
      await assert.rejects(transport('http://127.0.0.1:9/', request(AbortSignal.abort(reason))), reason);
      await new Promise((resolve) => setTimeout(resolve, 20));
    } finally {
      process.off('uncaughtException', note);
      for (const listener of before) process.on('uncaughtException', listener);
    }
    assert.deepEqual(unheard, []);
  });
});
