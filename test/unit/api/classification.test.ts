import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import type { FailureKind } from '../../../src/core/api/failure';
import { statusLimits } from '../../../src/core/api/limits';
import {
  apiError,
  badGzip,
  bytes,
  gzipBomb,
  hangUp,
  hugeHeader,
  json,
  notHttp,
  redirect,
  reset,
  status,
  truncated,
  truncatedChunks,
  type Behaviour,
} from '../../fakes/scriptedServer';
import { selfSigned } from '../../fakes/selfSignedCertificate';
import { failureFrom, never, serversPerTest, statusClient, testKey } from '../../fakes/statusClient';
import { transports } from '../../fakes/transports';

const server = serversPerTest();

interface Row {
  readonly answer: Behaviour;
  readonly kind: FailureKind;
  readonly message?: RegExp;
  readonly status?: number;
  readonly detail?: string;
  readonly retryAfterMs?: number;
}

const html = '<html><body>Sign in to <b>Hotel</b></body></html>';

const table: Record<string, Row> = {
  '401': { answer: apiError(401, 'invalid_api_key', 'Nope'), kind: 'unauthorized', status: 401, detail: 'Nope' },
  '401 without a body': { answer: status(401), kind: 'unauthorized', status: 401 },
  '400 invalid_api_key': { answer: apiError(400, 'invalid_api_key'), kind: 'unauthorized', status: 400 },
  '403': { answer: apiError(403, 'forbidden'), kind: 'forbidden', status: 403 },
  '400 invalid_payload': { answer: apiError(400, 'invalid_payload', 'limit'), kind: 'query', detail: 'limit' },
  '400 not_enough_balance': { answer: apiError(400, 'not_enough_balance'), kind: 'billing', message: /billing/ },
  '400 overage_payment_failed': { answer: apiError(400, 'overage_payment_failed'), kind: 'billing' },
  '400 constructor': { answer: apiError(400, 'constructor'), kind: 'query' },
  '402': { answer: status(402), kind: 'billing' },
  '404 not_found': { answer: apiError(404, 'not_found'), kind: 'wrongUrl', message: /base URL/ },
  '404 of a web server': { answer: status(404, html), kind: 'wrongUrl', detail: html },
  '405': { answer: status(405), kind: 'wrongUrl' },
  '407': { answer: status(407, html), kind: 'proxy', message: /proxy/ },
  '408': { answer: status(408), kind: 'server' },
  '418': { answer: status(418), kind: 'query' },
  '422': { answer: apiError(422, 'unprocessable'), kind: 'query' },
  '429 with seconds': { answer: status(429, '', { 'Retry-After': '7' }), kind: 'rateLimited', retryAfterMs: 7000 },
  '429 with garbage': { answer: status(429, '', { 'Retry-After': 'abc' }), kind: 'rateLimited' },
  '500': { answer: status(500, 'oops'), kind: 'server', status: 500, detail: 'oops' },
  '502 of a proxy': { answer: status(502, 'Bad\u0000\r\n\tGateway\u202e'), kind: 'server', detail: 'Bad Gateway' },
  '503 with a pause': { answer: status(503, '', { 'Retry-After': '9999' }), kind: 'server', retryAfterMs: 300_000 },
  '500 not_enough_balance': { answer: apiError(500, 'not_enough_balance'), kind: 'server' },
  'a long error page': { answer: status(500, 'é'.repeat(5000)), kind: 'server', detail: 'é'.repeat(200) },
  'an error with a link': {
    answer: status(500, 'see https://s3.example/a.png?X-Amz-Signature=abc now'),
    kind: 'server',
    detail: 'see https://s3.example/a.png?… now',
  },
  'an error that echoes the key': {
    answer: (response, heard) => response.writeHead(502).end(`sent: ${String(heard.headers.authorization)}!`),
    kind: 'server',
    detail: 'sent: Bearer …!',
  },
  'an error in deep JSON': { answer: status(500, '['.repeat(10_000)), kind: 'server', detail: '['.repeat(200) },
  'an error whose body breaks off': {
    answer: (response, _heard, socket) => {
      response.writeHead(401, { 'Content-Length': '100' }).write('{');
      setTimeout(() => socket.destroy(), 20);
    },
    kind: 'unauthorized',
  },
  '301': { answer: redirect(301, 'https://elsewhere.example/'), kind: 'wrongUrl', message: /another address/ },
  '304': { answer: status(304), kind: 'wrongUrl', message: /another address/ },
  'a captive portal': { answer: status(200, html), kind: 'shape', message: /captive portal/ },
  'an empty 200': { answer: status(200), kind: 'shape', message: /empty/ },
  '204': { answer: status(204), kind: 'shape', message: /empty/ },
  'JSON without jobs': { answer: json({ results: [] }), kind: 'shape', message: /"jobs"/ },
  'JSON cut short': { answer: status(200, '{"jobs":['), kind: 'shape' },
  'a body truncated by Content-Length': { answer: truncated, kind: 'offline', message: /broke off/ },
  'a body truncated between chunks': { answer: truncatedChunks, kind: 'offline', message: /broke off/ },
  'fault 33: bad gzip': { answer: badGzip, kind: 'shape', message: /compressed/ },
  'a gzip bomb': { answer: gzipBomb(), kind: 'tooLarge' },
  'a body of 17 MB': { answer: bytes(Buffer.alloc(17 * 1024 * 1024, ' ')), kind: 'tooLarge' },
  'another protocol': { answer: notHttp, kind: 'wrongUrl', message: /HTTP/ },
  'a header of 40 KB': { answer: hugeHeader, kind: 'wrongUrl', message: /headers/ },
  'a reset': { answer: reset, kind: 'offline', message: /broke off/ },
  'a connection closed before the headers': { answer: hangUp, kind: 'offline' },
};

for (const [name, row] of Object.entries(table)) {
  it(`${name} is ${row.kind}`, async () => {
    const { url, heard, otherwise } = await server();
    otherwise(row.answer);
    const { api, infos, log } = statusClient(url);
    const failure = await failureFrom(api.label('lot', never()));
    assert.equal(failure.kind, row.kind, failure.message);
    assert.match(failure.message, row.message ?? /./);
    if (row.detail !== undefined) assert.equal(failure.detail, row.detail);
    assert.equal(failure.retryAfterMs, row.retryAfterMs);
    if (row.status) assert.equal(failure.status, row.status);
    const mayPass = ['offline', 'server'].includes(row.kind) && row.retryAfterMs === undefined;
    assert.equal(heard.length, mayPass ? 2 : 1);
    assert.equal(infos.length, heard.length);
    assert.doesNotMatch(inspect([failure, failure.cause, infos, log.lines], { depth: 9 }), new RegExp(testKey));
  });
}

for (const [name, transport] of transports)
  it(`fault 32: a gzip bomb is stopped at the cap, within 50 MB of memory (${name})`, async () => {
    const { url, otherwise } = await server();
    otherwise(gzipBomb());
    const { api } = statusClient(url, { transport });
    const before = process.memoryUsage();
    const failure = await failureFrom(api.label('lot', never()));
    const after = process.memoryUsage();
    assert.equal(failure.kind, 'tooLarge');
    assert.ok(after.arrayBuffers - before.arrayBuffers < 50 * 1024 * 1024);
  });

it('a refused connection is offline and names the host only', async () => {
  const { url, close } = await server();
  await close();
  const { api } = statusClient(`${url}/v1`);
  const failure = await failureFrom(api.label('lot', never()));
  assert.deepEqual([failure.kind, failure.message], ['offline', '127.0.0.1 refuses the connection.']);
});

it('a certificate signed by itself is tls, and the request never arrives', async () => {
  const { url, heard } = await server({ tls: selfSigned });
  const { api } = statusClient(url);
  const failure = await failureFrom(api.label('lot', never()));
  assert.equal(failure.kind, 'tls');
  assert.match(failure.message, /DEPTH_ZERO_SELF_SIGNED_CERT/);
  assert.equal(heard.length, 0);
});

it('https to a server without TLS is tls', async () => {
  const { url } = await server();
  const { api } = statusClient(url.replace('http:', 'https:'));
  assert.equal((await failureFrom(api.label('lot', never()))).kind, 'tls');
});

for (const code of [301, 302, 303, 307, 308]) {
  it(`the target of a ${code} to another port hears nothing, the key least of all`, async () => {
    const trap = await server();
    let connections = 0;
    trap.otherwise(json({ jobs: [] }));
    const { url, otherwise } = await server();
    otherwise((...args) => {
      connections++;
      redirect(code, `${trap.url}/v1/banners/with-mask/status`)(...args);
    });
    const { api } = statusClient(url);
    const failure = await failureFrom(api.label('lot', never()));
    assert.deepEqual([failure.kind, connections, trap.heard.length, trap.open], ['wrongUrl', 1, 0, 0]);
  });
}

it('a loop of redirects is one request and one error', async () => {
  const { url, heard, otherwise } = await server();
  otherwise(redirect(307, `${url}/banners/with-mask/status`));
  const { api } = statusClient(url);
  assert.equal((await failureFrom(api.label('lot', never()))).kind, 'wrongUrl');
  assert.equal(heard.length, 1);
});

it('a server that fails once is asked again after a pause, one that says when to come again is not', async () => {
  const { url, heard, queue } = await server();
  queue(status(503), json({ jobs: [] }), status(503, '', { 'Retry-After': '7' }));
  const { api } = statusClient(url);
  assert.deepEqual((await api.label('lot', never())).jobs, []);
  assert.equal((await failureFrom(api.label('lot', never()))).retryAfterMs, 7000);
  assert.equal(heard.length, 3);
});

it('a request that is cancelled while it waits to be tried again ends at once', async () => {
  const { url, heard, otherwise } = await server();
  otherwise(status(503));
  const { api, infos } = statusClient(url, { limits: { ...statusLimits, retryMs: 600_000 } });
  const abort = new AbortController();
  const failure = failureFrom(api.label('lot', abort.signal));
  while (infos.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  abort.abort();
  assert.equal((await failure).kind, 'cancelled');
  assert.equal(heard.length, 1);
});

it('a connection that broke once is asked again once, and nobody notices', async () => {
  const { url, heard, queue } = await server();
  queue(reset, json({ jobs: [] }));
  const { api, infos } = statusClient(url);
  assert.deepEqual((await api.label('lot', never())).jobs, []);
  assert.deepEqual([heard.length, ...infos.map((info) => info.status)], [2, undefined, 200]);
});
