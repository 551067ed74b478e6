import assert from 'node:assert/strict';
import { firstInTurns } from '../../../src/core/api/inTurns';
import { createRequestSlots } from '../../../src/core/api/requestSlots';
import type { Transport, TransportRequest } from '../../../src/core/api/transport';
import { createNodeFetchTransport } from '../../../src/vscode/lazy/nodeFetch';
import { settle } from '../../fakes/fakeClock';
import { json } from '../../fakes/scriptedServer';
import { failureFrom, never, serversPerTest, statusClient } from '../../fakes/statusClient';
import { until } from '../../fakes/until';

const server = serversPerTest();

describe('an answer that came', () => {
  it('is read in a turn of its own, and the next request does not wait for that', async () => {
    const scripted = await server();
    scripted.otherwise(json({ jobs: [] }));
    const turns: (() => void)[] = [];
    const turn = (): Promise<void> => new Promise((resolve) => turns.push(resolve));
    const { api } = statusClient(scripted.url, { turn, slots: createRequestSlots(1) });
    const read: string[] = [];
    const pages = ['first', 'second'].map((label) => api.page(label, 0, never()).then(() => read.push(label)));
    await until(() => turns.length === 2);
    assert.deepEqual([read, scripted.heard.length], [[], 2]);
    turns[1]?.();
    await pages[1];
    assert.deepEqual(read, ['second']);
    turns[0]?.();
    await Promise.all(pages);
  });

  it('is not read any more when its run was ended meanwhile', async () => {
    const scripted = await server();
    scripted.otherwise(json({ jobs: [] }));
    let go = (): void => undefined;
    const { api } = statusClient(scripted.url, { turn: () => new Promise((resolve) => (go = resolve)) });
    const controller = new AbortController();
    const call = failureFrom(api.page('lot', 0, controller.signal));
    const before = go;
    await until(() => go !== before);
    controller.abort();
    go();
    assert.equal((await call).kind, 'cancelled');
  });

  it('leaves its signal aborted: whatever a transport still holds of it is let go', async () => {
    const scripted = await server();
    scripted.otherwise(json({ jobs: [] }));
    const signals: AbortSignal[] = [];
    const real = createNodeFetchTransport();
    const transport: Transport = (url, request) => {
      signals.push(request.signal);
      return real(url, request);
    };
    await statusClient(scripted.url, { transport }).api.page('lot', 0, never());
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [true],
    );
  });
});

describe('the first requests of a window', () => {
  it('are sent each in a turn of its own, in their order, and later ones at once', async () => {
    const sent: string[] = [];
    const turns: (() => void)[] = [];
    const rest = (): Promise<void> => new Promise((resolve) => turns.push(resolve));
    const transport = firstInTurns((url) => {
      sent.push(url);
      return Promise.reject(new Error('Nobody is there.'));
    }, rest);
    const send = (url: string): Promise<unknown> => transport(url, {} as TransportRequest).catch(() => undefined);
    const first = Array.from({ length: 20 }, (_, index) => send(`first ${index}`));
    for (let turn = 0; turn < 20; turn++) {
      await settle();
      assert.deepEqual(
        [turns.length, sent.length, sent.at(-1)],
        [turn + 1, turn, turn > 0 ? `first ${turn - 1}` : undefined],
      );
      turns[turn]?.();
    }
    await Promise.all(first);
    void send('later');
    await settle();
    assert.deepEqual([turns.length, sent.length, sent.at(-1)], [20, 21, 'later']);
  });
});
