import assert from 'node:assert/strict';
import type { Transport, TransportResponse } from '../../../src/core/api/transport';
import { createNodeFetchTransport } from '../../../src/vscode/lazy/nodeFetch';
import { FakeClock } from '../../fakes/fakeClock';
import { drip, json, silence, stall, stalledError } from '../../fakes/scriptedServer';
import { failureFrom, never, serversPerTest, statusClient } from '../../fakes/statusClient';
import { until } from '../../fakes/until';

const server = serversPerTest();

it('headers that never come end after 15 seconds as a timeout, and the socket is closed', async () => {
  const scripted = await server();
  scripted.otherwise(silence);
  const clock = new FakeClock();
  const { api, infos } = statusClient(scripted.url, { clock });
  const call = failureFrom(api.label('lot', never()));
  await until(() => scripted.heard.length === 1);
  await clock.advance(14_999);
  assert.equal(infos.length, 0);
  await clock.advance(1);
  const failure = await call;
  assert.deepEqual([failure.kind, failure.message], ['timeout', '127.0.0.1 did not answer within 15 seconds.']);
  assert.deepEqual([infos[0]?.ms, infos[0]?.status, clock.pending], [15_000, undefined, 0]);
  await scripted.allClosed();
});

for (const [name, behaviour] of Object.entries({ stalls: stall, 'drips for ever': drip(5) })) {
  it(`a body that ${name} ends after 30 seconds as a timeout, and the socket is closed`, async () => {
    const scripted = await server();
    scripted.otherwise(behaviour);
    const clock = new FakeClock();
    let headers = 0;
    const { api } = statusClient(scripted.url, { clock, onRequest: () => headers++ });
    const call = failureFrom(api.label('lot', never()));
    // Once the headers are here, only the whole request's timer is left.
    await until(() => scripted.heard.length === 1 && clock.pending === 1);
    await clock.advance(29_999);
    assert.equal(headers, 0);
    await clock.advance(1);
    assert.equal((await call).kind, 'timeout');
    assert.equal(clock.pending, 0);
    await scripted.allClosed();
  });
}

for (const [code, kind, attempts] of [
  [401, 'unauthorized', 1],
  [429, 'rateLimited', 1],
  [500, 'server', 2],
] as const) {
  it(`a ${code} whose body does not end within two seconds is a ${code} none the less, and the socket is closed`, async () => {
    const scripted = await server();
    scripted.otherwise(stalledError(code));
    const clock = new FakeClock();
    const real = createNodeFetchTransport();
    let heads = 0;
    const transport: Transport = async (...request) => {
      const response = await real(...request);
      heads++;
      return response;
    };
    const call = failureFrom(statusClient(scripted.url, { clock, transport }).api.label('lot', never()));
    for (let attempt = 1; attempt <= attempts; attempt++) {
      await until(() => heads === attempt);
      await clock.advance(1999);
      assert.equal(clock.pending, 2);
      await clock.advance(1);
    }
    assert.deepEqual([(await call).kind, clock.pending], [kind, 0]);
    await scripted.allClosed();
  });
}

it('a 400 whose body takes longer than two seconds is waited for: the body names what is wrong', async () => {
  const scripted = await server();
  const body = JSON.stringify({ type: 'https://errors.example/not_enough_balance', title: 'no', status: 400 });
  let finish: (() => void) | undefined;
  scripted.otherwise((response) => {
    response.writeHead(400).write(body.slice(0, 5));
    finish = () => response.end(body.slice(5));
  });
  const clock = new FakeClock();
  const call = failureFrom(statusClient(scripted.url, { clock }).api.label('lot', never()));
  // Once the headers are here, only the whole request's timer is left.
  await until(() => finish !== undefined && clock.pending === 1);
  await clock.advance(5000);
  finish?.();
  assert.equal((await call).kind, 'billing');
});

it('an answer within the limits leaves no timer behind', async () => {
  const scripted = await server();
  scripted.otherwise(json({ jobs: [] }));
  const clock = new FakeClock();
  await statusClient(scripted.url, { clock }).api.label('lot', never());
  assert.equal(clock.pending, 0);
});

it('the limits work in real time too', async () => {
  const scripted = await server();
  // Without a limit, the test would never end.
  scripted.otherwise(silence);
  const limits = { headersMs: 50, totalMs: 100, maxBytes: 1000, retryMs: 1 };
  const failure = await failureFrom(statusClient(scripted.url, { limits }).api.label('lot', never()));
  assert.equal(failure.kind, 'timeout');
});

for (const [name, behaviour] of Object.entries({ 'before the headers': silence, 'in the body': stall })) {
  it(`what the caller ends ${name} is cancelled, never a timeout, and its socket is closed`, async () => {
    const scripted = await server();
    scripted.otherwise(behaviour);
    const clock = new FakeClock();
    const { api } = statusClient(scripted.url, { clock });
    const controller = new AbortController();
    const call = failureFrom(api.job('j', controller.signal));
    await until(() => scripted.heard.length === 1 && clock.pending === (behaviour === stall ? 1 : 2));
    controller.abort();
    assert.deepEqual([(await call).kind, clock.pending], ['cancelled', 0]);
    await scripted.allClosed();
  });
}

it('a signal that has already aborted sends nothing', async () => {
  const scripted = await server();
  const { api } = statusClient(scripted.url);
  assert.equal((await failureFrom(api.label('lot', AbortSignal.abort()))).kind, 'cancelled');
  assert.equal(scripted.heard.length, 0);
});

it('a key that is never handed out ends as a timeout and frees its slot', async () => {
  const scripted = await server();
  scripted.otherwise(json({ jobs: [] }));
  const clock = new FakeClock();
  const { api } = statusClient(scripted.url, { clock, key: () => new Promise(() => undefined) });
  const call = failureFrom(api.label('lot', never()));
  await clock.advance(30_000);
  assert.deepEqual([(await call).kind, clock.pending], ['timeout', 0]);
});

it('a transport that heeds no signal is left behind', async () => {
  const clock = new FakeClock();
  const transport = (): Promise<TransportResponse> => new Promise(() => undefined);
  const { api } = statusClient('https://api.example', { clock, transport });
  const call = failureFrom(api.label('lot', never()));
  await clock.advance(15_000);
  assert.equal((await call).kind, 'timeout');
});
