import assert from 'node:assert/strict';
import { Failure, type FailureKind } from '../../../src/core/api/failure';
import { DetailQueue, type DetailSetting } from '../../../src/core/jobs/detailQueue';
import { FakeClock, settle } from '../../fakes/fakeClock';

interface Sent {
  readonly jobId: string;
  readonly signal: AbortSignal;
  readonly answer: () => Promise<void>;
  readonly fail: (kind: FailureKind, retryAfterMs?: number) => Promise<void>;
}

/** A queue whose requests are answered by the test. */
function harness(setting: DetailSetting = 'all') {
  const clock = new FakeClock();
  const sent: Sent[] = [];
  const changed: (string | undefined)[] = [];
  const world = { setting, visible: true, settingReads: 0 };
  const queue = new DetailQueue({
    clock,
    setting: () => (world.settingReads++, world.setting),
    isVisible: () => world.visible,
    fetch: (jobId, signal) =>
      new Promise((resolve, reject) => {
        const answer = (): Promise<void> => (resolve(), settle());
        const fail: Sent['fail'] = (kind, retryAfterMs) => {
          reject(new Failure(kind, kind, retryAfterMs === undefined ? {} : { retryAfterMs }));
          return settle();
        };
        sent.push({ jobId, signal, answer, fail });
      }),
  });
  queue.onDidChange((jobId) => changed.push(jobId));
  const ids = (): string => sent.map(({ jobId }) => jobId).join(' ');
  const answer = async (jobId: string): Promise<void> => sent.findLast((each) => each.jobId === jobId)!.answer();
  return { queue, clock, sent, changed, world, ids, answer };
}

it('what is opened goes first, then failed jobs, then cells of a sheet, then completed jobs', async () => {
  const { queue, clock, ids, answer } = harness();
  for (const id of ['x1', 'x2', 'x3']) queue.request(id, 'opened');
  queue.request('done', 'completed');
  queue.request('cell', 'sheet');
  queue.request('bad', 'failed');
  queue.request('open', 'opened');
  assert.equal(ids(), 'x1 x2 x3');
  for (const id of ['x1', 'x2', 'x3', 'open', 'bad', 'cell']) await answer(id);
  assert.equal(ids(), 'x1 x2 x3 open bad cell done');
  await answer('done');
  assert.deepEqual(queue.counts, { sent: 7, failed: 0, waiting: 0, running: 0 });
  assert.equal(clock.pending, 0);
});

it('at most three requests are under way', () => {
  const { queue, sent } = harness();
  for (let index = 0; index < 50; index++) queue.request(`${index}`, 'failed');
  assert.deepEqual([sent.length, queue.counts.waiting], [3, 47]);
});

it('completed jobs are asked for at most twice a second, one at a time', async () => {
  const { queue, clock, ids, answer } = harness();
  for (const id of ['a', 'b', 'c']) queue.request(id, 'completed');
  assert.equal(ids(), 'a');
  await answer('a');
  await clock.advance(499);
  assert.equal(ids(), 'a');
  await clock.advance(1);
  assert.equal(ids(), 'a b');
  await clock.advance(5000);
  assert.equal(ids(), 'a b');
  await answer('b');
  assert.equal(ids(), 'a b c');
});

it('completed jobs wait while the view is hidden or anything else is under way', async () => {
  const { queue, world, ids, answer } = harness();
  world.visible = false;
  queue.request('a', 'completed');
  queue.request('open', 'opened');
  assert.equal(ids(), 'open');
  world.visible = true;
  queue.wake();
  assert.equal(ids(), 'open');
  await answer('open');
  assert.equal(ids(), 'open a');
});

const bySetting: Record<DetailSetting, string> = {
  whenOpened: 'open cell',
  failed: 'open bad cell',
  all: 'open bad cell done',
};

for (const [setting, expected] of Object.entries(bySetting)) {
  it(`with details = ${setting}, asked for is: ${expected}`, async () => {
    const { queue, ids, answer } = harness(setting as DetailSetting);
    queue.request('open', 'opened');
    queue.request('bad', 'failed');
    queue.request('cell', 'sheet');
    queue.request('done', 'completed');
    for (const id of expected.split(' ')) await answer(id);
    assert.equal(ids(), expected);
  });
}

it('a change of the setting takes effect when the queue is woken', () => {
  const { queue, world, ids } = harness('whenOpened');
  queue.request('bad', 'failed');
  world.setting = 'failed';
  queue.wake();
  assert.equal(ids(), 'bad');
});

it('a job is asked for once, however often and for whatever reason it is wanted', async () => {
  const { queue, ids, answer } = harness();
  queue.request('a', 'failed');
  queue.request('a', 'opened');
  await answer('a');
  queue.request('a', 'failed');
  queue.request('a', 'opened');
  assert.equal(ids(), 'a');
  queue.forget('a');
  queue.request('a', 'failed');
  assert.equal(ids(), 'a a');
});

it('a waiting job moves forward when it is opened, and never back', async () => {
  const { queue, ids, answer } = harness();
  for (const id of ['x', 'y', 'z', 'f', 'c']) queue.request(id, 'failed');
  queue.request('c', 'opened');
  queue.request('c', 'completed');
  await answer('x');
  assert.equal(ids(), 'x y z c');
});

it('a job that left the view is dropped, unless it waits for another reason or is under way', async () => {
  const { queue, sent, ids, answer } = harness();
  for (const id of ['x', 'y', 'z']) queue.request(id, 'opened');
  queue.request('bad', 'failed');
  queue.request('bad', 'sheet');
  queue.request('cell', 'sheet');
  queue.drop('bad', 'sheet');
  queue.drop('cell');
  queue.drop('x');
  assert.equal(sent[0]?.signal.aborted, false);
  for (const id of ['x', 'y', 'z', 'bad']) await answer(id);
  assert.equal(ids(), 'x y z bad');
});

it('a row is loading from its opening to its answer, and is told of both', async () => {
  const { queue, changed, answer } = harness();
  for (const id of ['x', 'y', 'z', 'a']) queue.request(id, 'opened');
  assert.ok(queue.isLoading('a'));
  assert.ok(changed.includes('a'));
  for (const id of ['x', 'a']) await answer(id);
  assert.ok(!queue.isLoading('a'));
  assert.equal(changed.at(-1), 'a');
});

for (const kind of ['query', 'shape', 'tooLarge'] as const) {
  it(`a failure of one job (${kind}) is kept, is asked for again only when opened, and stops nothing`, async () => {
    const { queue, sent, ids } = harness();
    queue.request('a', 'failed');
    await sent[0]?.fail(kind);
    queue.request('a', 'failed');
    queue.request('b', 'failed');
    assert.deepEqual([ids(), queue.failure('a')?.kind, queue.isPaused], ['a b', kind, false]);
    queue.request('a', 'opened');
    assert.deepEqual([ids(), queue.failure('a')], ['a b a', undefined]);
  });
}

for (const kind of ['unauthorized', 'forbidden', 'billing', 'offline', 'server', 'timeout', 'rateLimited'] as const) {
  it(`a failure that would meet every job (${kind}) stops the queue until it is resumed, and loses no job`, async () => {
    const { queue, clock, sent, ids } = harness();
    for (const id of ['a', 'b', 'c', 'd']) queue.request(id, 'opened');
    for (const each of [...sent]) await each.fail(kind);
    await clock.advance(3_600_000);
    assert.deepEqual(
      [ids(), queue.isPaused, queue.isLoading('a'), queue.isLoading('d')],
      ['a b c', true, false, false],
    );
    assert.equal(queue.failure('a')?.kind, kind);
    assert.equal(queue.failure('d')?.kind, kind);
    queue.resume();
    assert.equal(ids(), 'a b c d a b');
  });
}

it('after a Retry-After the queue goes on by itself, and not before', async () => {
  const { queue, clock, sent, ids } = harness();
  queue.request('a', 'failed');
  await sent[0]?.fail('rateLimited', 7000);
  await clock.advance(6999);
  assert.equal(ids(), 'a');
  await clock.advance(1);
  assert.equal(ids(), 'a a');
});

it('forgetting a job under way ends its request, and the next one counts', async () => {
  const { queue, sent, ids, answer } = harness();
  queue.request('a', 'opened');
  queue.forget('a');
  queue.request('a', 'opened');
  assert.deepEqual([ids(), sent[0]?.signal.aborted], ['a a', true]);
  await sent[0]?.fail('cancelled');
  assert.ok(queue.isLoading('a'));
  await answer('a');
  assert.deepEqual([queue.isLoading('a'), queue.isPaused], [false, false]);
});

it('a fetch that throws something else is a failure of that job', async () => {
  const queue = new DetailQueue({
    clock: new FakeClock(),
    setting: () => 'all',
    isVisible: () => true,
    fetch: () => {
      throw new Error('store');
    },
  });
  queue.request('a', 'opened');
  await settle();
  assert.deepEqual([queue.failure('a')?.kind, queue.isLoading('a')], ['shape', false]);
});

it('fault 78: a disposed queue has ended its requests and timers, and takes no more', async () => {
  const { queue, clock, sent, ids, answer } = harness();
  queue.request('a', 'completed');
  queue.request('b', 'completed');
  await answer('a');
  queue.request('c', 'opened');
  queue.dispose();
  queue.request('d', 'opened');
  queue.resume();
  await clock.advance(10_000);
  assert.deepEqual([ids(), sent[1]?.signal.aborted, clock.pending], ['a c', true, 0]);
});

it('a Retry-After outlasts five good polls', async () => {
  const { queue, clock, sent, ids } = harness();
  for (const id of ['a', 'b', 'c', 'd']) queue.request(id, 'failed');
  for (const each of [...sent]) await each.fail('rateLimited', 60_000);
  for (let poll = 0; poll < 5; poll++) {
    await clock.advance(2000);
    queue.resume();
    for (const each of sent.slice(3)) await each.fail('rateLimited', 60_000);
  }
  queue.request('d', 'opened');
  assert.deepEqual([ids(), queue.failure('d')?.kind], ['a b c', 'rateLimited']);
  await clock.advance(50_000);
  assert.equal(ids(), 'a b c d a b');
});

for (const kind of ['server', 'timeout', 'offline', 'cancelled'] as const) {
  it(`a job that always fails (${kind}) is asked three times, and once more when it is opened`, async () => {
    const { queue, sent, ids } = harness();
    const poll = async (): Promise<void> => {
      queue.resume();
      await sent.at(-1)?.fail(kind);
    };
    queue.request('a', 'failed');
    for (let round = 0; round < 10; round++) await poll();
    queue.request('a', 'failed');
    assert.deepEqual([ids(), queue.failure('a')?.kind], ['a a a', kind]);
    queue.request('a', 'opened');
    assert.equal(ids(), 'a a a a');
  });
}

it('a job that always fails does not keep the others from their turn', async () => {
  const { queue, sent, ids, answer } = harness();
  queue.request('bad', 'failed');
  for (let round = 0; round < 3; round++) {
    await sent.at(-1)?.fail('server');
    queue.resume();
  }
  queue.request('good', 'failed');
  await answer('good');
  assert.deepEqual([ids(), queue.isPaused], ['bad bad bad good', false]);
});

it('while paused, opening a job tries that one at once, and its answer lets the others go on', async () => {
  const { queue, sent, ids, answer } = harness();
  queue.request('a', 'failed');
  await sent[0]?.fail('server');
  queue.request('b', 'opened');
  assert.deepEqual([ids(), queue.isLoading('b'), queue.isPaused], ['a b', true, true]);
  await sent[1]?.fail('server');
  assert.deepEqual([ids(), queue.failure('b')?.kind], ['a b', 'server']);
  queue.request('b', 'opened');
  await answer('b');
  assert.deepEqual([ids(), queue.isPaused], ['a b b a', false]);
});

it('a job opened during a Retry-After says why it waits, and is asked for when that is over', async () => {
  const { queue, clock, ids } = harness();
  queue.pause(new Failure('rateLimited', 'Patience.', { retryAfterMs: 5000 }));
  queue.request('a', 'opened');
  queue.resume();
  assert.deepEqual([ids(), queue.isLoading('a'), queue.failure('a')?.kind], ['', false, 'rateLimited']);
  await clock.advance(5000);
  assert.deepEqual([ids(), queue.failure('a')], ['a', undefined]);
});

it('told twice of one failure, the queue waits once', async () => {
  const { queue, clock } = harness();
  const failure = new Failure('rateLimited', 'Patience.', { retryAfterMs: 5000 });
  queue.pause(failure);
  await clock.advance(5000);
  queue.pause(failure);
  assert.equal(queue.isPaused, false);
});

it('what is not retained is neither waited for nor answered, and nothing is known of it', async () => {
  const { queue, sent, ids, answer } = harness();
  for (const id of ['a', 'b', 'c', 'd', 'e']) queue.request(id, 'failed');
  await answer('a');
  await sent[1]?.fail('query');
  queue.retain((id) => id === 'e');
  assert.deepEqual([sent[2]?.signal.aborted, sent[4]?.signal.aborted], [true, false]);
  assert.deepEqual([queue.failure('b'), queue.counts.waiting, queue.counts.running], [undefined, 0, 1]);
  queue.request('a', 'failed');
  assert.equal(ids(), 'a b c d e a');
});

it('forgetting an opened job asks for it again as opened, even if it was opened under way', () => {
  const { queue, sent, ids } = harness('failed');
  for (const id of ['a', 'x', 'y', 'z']) queue.request(id, 'failed');
  queue.request('a', 'opened');
  queue.forget('a');
  assert.deepEqual([ids(), sent[0]?.signal.aborted, queue.isLoading('a')], ['a x y a', true, true]);
});

it('ten thousand jobs wanted and dropped at once read the setting a few times', () => {
  const { queue, world, ids } = harness();
  const many = Array.from({ length: 10_000 }, (_, index) => `${index}`);
  queue.requestAll(many, 'completed');
  queue.dropAll(many, 'completed');
  assert.deepEqual([ids(), queue.counts.waiting, world.settingReads <= 2], ['0', 0, true]);
});
