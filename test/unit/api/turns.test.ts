import assert from 'node:assert/strict';
import { inTurns, sentInTurns } from '../../../src/core/api/inTurns';
import { createRequestSlots } from '../../../src/core/api/requestSlots';
import type { Transport, TransportRequest } from '../../../src/core/api/transport';
import { createNodeFetchTransport } from '../../../src/vscode/lazy/nodeFetch';
import { settle } from '../../fakes/fakeClock';
import { json } from '../../fakes/scriptedServer';
import { failureFrom, never, serversPerTest, statusClient } from '../../fakes/statusClient';
import { until } from '../../fakes/until';

const server = serversPerTest();

describe('an answer that came', () => {
  it('is read in a turn of its own and kept in another, and the next request does not wait for that', async () => {
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
    await until(() => turns.length === 3);
    assert.deepEqual(read, []);
    turns[2]?.();
    await pages[1];
    assert.deepEqual(read, ['second']);
    turns[0]?.();
    await until(() => turns.length === 4);
    turns[3]?.();
    await Promise.all(pages);
  });

  for (const [what, turnsBefore] of [
    ['read', 0],
    ['kept', 1],
  ] as const)
    it(`is not ${what} any more when its run was ended meanwhile`, async () => {
      const scripted = await server();
      scripted.otherwise(json({ jobs: [] }));
      const turns: (() => void)[] = [];
      const { api } = statusClient(scripted.url, { turn: () => new Promise((resolve) => turns.push(resolve)) });
      const controller = new AbortController();
      const call = failureFrom(api.page('lot', 0, controller.signal));
      for (let done = 0; done < turnsBefore; done++) {
        await until(() => turns.length > done);
        turns[done]?.();
      }
      await until(() => turns.length > turnsBefore);
      controller.abort();
      turns[turnsBefore]?.();
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

describe('the requests of a window', () => {
  it('are sent each in a turn of its own, in their order, before the answers that wait to be read', async () => {
    const done: string[] = [];
    const turns: (() => void)[] = [];
    const turn = inTurns(() => new Promise((resolve) => turns.push(resolve)));
    const transport = sentInTurns((url) => {
      done.push(url);
      return Promise.reject(new Error('Nobody is there.'));
    }, turn);
    const send = (url: string): Promise<unknown> => transport(url, {} as TransportRequest).catch(() => undefined);
    const read = (name: string): Promise<unknown> => turn().then(() => done.push(name));
    const all = [read('an answer'), read('another'), send('first'), send('second')];
    const names = ['first', 'second', 'an answer', 'another'];
    for (let times = 0; times < names.length; times++) {
      await settle();
      assert.deepEqual([turns.length, done], [times + 1, names.slice(0, times)]);
      turns[times]?.();
    }
    await Promise.all(all);
    assert.deepEqual(done, names);
    const later = read('later');
    turns[names.length]?.();
    await later;
    assert.equal(turns.length, names.length + 1);
  });

  it('wait while more answers are unread than are asked for at once: those do not pile up', async () => {
    const turn = inTurns(() => Promise.resolve());
    const done: string[] = [];
    const reads = Array.from({ length: 8 }, (_, index) => turn().then(() => done.push(`answer ${index}`)));
    await Promise.all([...reads, turn(true).then(() => done.push('request'))]);
    assert.equal(done.indexOf('request'), 2);
  });
});
