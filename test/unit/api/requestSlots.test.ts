import assert from 'node:assert/strict';
import { createRequestSlots, type RequestSlots } from '../../../src/core/api/requestSlots';
import { createStatusClients } from '../../../src/vscode/lazy/statusClients';
import { FakeClock } from '../../fakes/fakeClock';
import { MemoryLog } from '../../fakes/memoryLog';

/** Work that lasts until it is ended. */
function workIn(slots: RequestSlots) {
  const ends: (() => void)[] = [];
  let begun = 0;
  const { signal } = new AbortController();
  const work = (): Promise<void> => {
    begun++;
    return new Promise((resolve) => ends.push(resolve));
  };
  return { run: () => slots.run(work, { signal }), end: () => ends.shift()?.(), begun: () => begun };
}

it('the first request of a session goes alone, and one more may join it every quarter of a second while none is answered, until six may go at once', async () => {
  const clock = new FakeClock();
  const { run, begun } = workIn(createRequestSlots(6, clock));
  await clock.advance(60_000);
  assert.equal(clock.pending, 0);
  const seen: number[] = [];
  for (let index = 0; index < 20; index++) void run();
  for (let step = 0; step < 8; step++) {
    await clock.advance(0);
    seen.push(begun());
    await clock.advance(250);
  }
  assert.deepEqual(seen, [1, 2, 3, 4, 5, 6, 6, 6]);
  assert.equal(clock.pending, 0, 'a timer goes on for nothing');
});

it('one more may join with each answer, but no two within 50 ms', async () => {
  const clock = new FakeClock();
  const { run, end, begun } = workIn(createRequestSlots(6, clock));
  for (let index = 0; index < 40; index++) void run();
  const begunAfter = async (ms: number): Promise<number> => {
    await clock.advance(ms);
    return begun();
  };
  await begunAfter(20);
  end();
  // The next has its place; one more comes when 50 ms are over since the first began.
  assert.deepEqual([await begunAfter(29), await begunAfter(1)], [2, 3]);
  await begunAfter(20);
  for (let times = 0; times < 2; times++) end();
  assert.deepEqual([await begunAfter(29), await begunAfter(1)], [5, 6]);
  // None is answered.
  assert.deepEqual([await begunAfter(249), await begunAfter(1)], [6, 7]);
  end();
  await begunAfter(60);
  end();
  await begunAfter(60);
  assert.equal(begun(), 11);
  for (let times = 0; times < 6; times++) end();
  await begunAfter(1000);
  assert.deepEqual([begun(), clock.pending], [17, 0]);
});

it('one more may join with a failed answer, too', async () => {
  const clock = new FakeClock();
  const slots = createRequestSlots(6, clock);
  const { signal } = new AbortController();
  void slots.run(() => Promise.reject(new Error('No.')), { signal }).catch(() => undefined);
  const { run, begun } = workIn(slots);
  for (let index = 0; index < 3; index++) void run();
  await clock.advance(50);
  assert.equal(begun(), 2);
});

it('what waits for the first request goes on when that is over, however cold it is', async () => {
  const clock = new FakeClock();
  const { run, end, begun } = workIn(createRequestSlots(6, clock));
  for (let index = 0; index < 3; index++) void run();
  await clock.advance(0);
  end();
  await clock.advance(0);
  assert.equal(begun(), 2);
});

it('a later burst of requests begins with six', async () => {
  const clock = new FakeClock();
  const { run, end, begun } = workIn(createRequestSlots(6, clock));
  void run();
  await clock.advance(1250);
  end();
  await clock.advance(60_000);
  for (let index = 0; index < 20; index++) void run();
  await clock.advance(0);
  assert.equal(begun(), 7);
});

it('the clients of a window warm up so, all together', async () => {
  const clock = new FakeClock();
  let sent = 0;
  const transport = (): Promise<never> => {
    sent++;
    return new Promise(() => undefined);
  };
  const make = createStatusClients({ transport, clock, log: new MemoryLog() });
  const profiles = ['http://127.0.0.1:1', 'http://127.0.0.1:2'].map((baseUrl) =>
    make({ baseUrl, key: () => 'a-key-of-some-length' }),
  );
  const { signal } = new AbortController();
  for (const api of profiles) for (const label of ['a', 'b']) void api.label(label, signal).catch(() => undefined);
  await clock.advance(200);
  assert.equal(sent, 1);
  await clock.advance(100);
  assert.equal(sent, 2);
});
