import assert from 'node:assert/strict';
import { Failure } from '../../../src/core/api/failure';
import { DetailPatience } from '../../../src/core/jobs/detailPatience';
import { DetailQueue } from '../../../src/core/jobs/detailQueue';
import { FakeClock } from '../../fakes/fakeClock';

/** A queue that would ask at once; `sent` is what it asked for and when, in ms since the test began. */
function world() {
  const clock = new FakeClock();
  const began = clock.now();
  const sent: [string, number][] = [];
  const fetch = (id: string): Promise<void> => (sent.push([id, clock.now() - began]), Promise.resolve());
  const queue = new DetailQueue({ clock, fetch, setting: () => 'all', isVisible: () => true });
  return { clock, began, sent, queue, patience: new DetailPatience({ clock, queue }) };
}

const failure = { kind: 'rateLimited', message: 'The server asks for fewer requests.' };

describe('a wish of the server for patience', () => {
  it('holds the questions for details, whatever failure it came with', async () => {
    for (const kind of ['rateLimited', 'server', 'timeout'] as const) {
      const { clock, sent, queue, patience } = world();
      patience.polled({ running: false, failure: new Failure(kind, 'no', { retryAfterMs: 20_000 }) });
      queue.request('opened', 'opened');
      queue.request('failed', 'failed');
      await clock.advance(19_999);
      assert.equal(sent.length, 0);
      await clock.advance(2);
      assert.deepEqual(
        sent.map(([, at]) => at),
        [20_000, 20_000],
      );
    }
  });

  it('is not read into a failure that names no time', () => {
    const { sent, queue, patience } = world();
    patience.polled({ running: false, failure: new Failure('server', 'no') });
    queue.request('opened', 'opened');
    assert.equal(sent.length, 1);
  });

  it('holds those of a window that another one asks for, to the same moment however often it is told', async () => {
    const { clock, began, sent, queue, patience } = world();
    const news = { notBefore: began + 20_000, failure };
    patience.told(news);
    queue.request('opened', 'opened');
    for (let times = 0; times < 19; times++) {
      await clock.advance(1000);
      patience.told({ ...news });
      patience.polled({ running: false });
    }
    assert.deepEqual(sent, []);
    await clock.advance(1001);
    patience.told(news);
    assert.deepEqual(sent, [['opened', 20_000]]);
    queue.request('later', 'opened');
    assert.equal(sent.length, 2);
    patience.told(undefined);
    patience.told({ notBefore: clock.now() + 5000 });
    queue.request('last', 'opened');
    assert.equal(sent.length, 3);
  });
});
