import assert from 'node:assert/strict';
import type { Clock } from '../../../src/core/clock';
import { Failure } from '../../../src/core/api/failure';
import type { Transport, TransportRequest } from '../../../src/core/api/transport';
import { chooseTransport, type TransportChoiceDeps } from '../../../src/core/api/transportChoice';
import { FakeClock } from '../../fakes/fakeClock';
import { MemoryLog } from '../../fakes/memoryLog';
import { deadProxyByHost, noTunnelByHost } from '../../fakes/proxyErrors';

const url = 'https://api.example/v1/banners/with-mask/status';
const answer = { status: 200, headers: { get: () => null }, arrayBuffer: () => Promise.resolve(new ArrayBuffer(0)) };
const request: TransportRequest = {
  ...{ method: 'POST', headers: {}, body: '{}', redirect: 'error', maxBytes: 1000 },
  signal: new AbortController().signal,
};

/**
 * Both ways, which note when they are taken; the fetch of the host throws what stands first in `throws`, and both answer
 * with the status that stands first in `statuses`, 200 when none does.
 */
function choice(deps: Partial<TransportChoiceDeps> = {}) {
  const taken: string[] = [];
  const throws: unknown[] = [];
  const statuses: number[] = [];
  const log = new MemoryLog();
  const way =
    (name: string): Transport =>
    () => {
      taken.push(name);
      const error = name === 'host' ? throws.shift() : undefined;
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- transports throw what they like
      if (error !== undefined) return Promise.reject(error);
      return Promise.resolve({ ...answer, status: statuses.shift() ?? 200 });
    };
  const both = { nodeFetch: way('node-fetch'), hostFetch: way('host'), setting: () => 'auto' as const };
  let time = 0;
  // Each request is half a second after the one before it, unless the test says when.
  const clock: Clock = { now: () => (time += 500), after: () => ({ dispose: () => undefined }) };
  const transport = chooseTransport({ ...both, hostReuses: true, log, clock, ...deps });
  const ask = (more: Partial<TransportRequest> = {}) => transport(url, { ...request, ...more });
  return { taken, throws, statuses, log, ask };
}

const late = new Failure('timeout', 'late');
const code = (name: string): TypeError => Object.assign(new TypeError('fetch failed'), { cause: { code: name } });

/** Three more requests take node-fetch and nothing else. */
async function assertNodeFetchAlone(taken: readonly string[], ask: () => Promise<unknown>): Promise<void> {
  const before = taken.length;
  for (let times = 0; times < 3; times++) await ask();
  assert.deepEqual(taken.slice(before), Array(3).fill('node-fetch'));
}

describe('the way of a request', () => {
  it('is node-fetch first, then the fetch of the host, and the log says each change once', async () => {
    const { taken, log, ask } = choice();
    for (let times = 0; times < 4; times++) await ask();
    assert.deepEqual(taken, ['node-fetch', 'host', 'host', 'host']);
    assert.deepEqual(log.lines, [
      'info: Requests to https://api.example are sent by node-fetch.',
      'info: Requests to https://api.example are sent by the fetch of the host.',
    ]);
  });

  /** A choice whose trials end when the test says so. */
  function onTrial() {
    const clock = new FakeClock();
    const taken: string[] = [];
    const trials: ((how: 'answered' | 'reset') => Promise<void>)[] = [];
    const { ask } = choice({
      clock,
      nodeFetch: () => Promise.resolve(void taken.push('node-fetch')).then(() => answer),
      hostFetch: () => {
        taken.push('host');
        return new Promise((resolve, reject) => {
          trials.push((how) => {
            if (how === 'answered') resolve(answer);
            else reject(code('ECONNRESET'));
            return clock.advance(0);
          });
        });
      },
    });
    return { clock, taken, trials, ask };
  }

  it('is tried by one request, for whose end those beside it wait, and once more after a failure that says nothing', async () => {
    const { clock, taken, trials, ask } = onTrial();
    await ask();
    await clock.advance(400);
    const asked = [ask(), ask(), ask()];
    await clock.advance(249);
    assert.deepEqual(taken, ['node-fetch', 'host']);
    await trials[0]?.('reset');
    // The first is asked again, the second is the next trial, and the third does not wait twice.
    assert.deepEqual(taken.slice(2), ['node-fetch', 'host', 'node-fetch']);
    asked.push(ask());
    await clock.advance(0);
    assert.equal(taken.length, 5);
    await trials[1]?.('answered');
    assert.deepEqual(taken.slice(5), ['host']);
    await trials[2]?.('answered');
    assert.deepEqual(
      (await Promise.all(asked)).map(({ status }) => status),
      Array(4).fill(200),
    );
    assert.equal(clock.pending, 0);
  });

  it('is node-fetch a quarter of a second after a trial began that does not end', async () => {
    const { clock, taken, trials, ask } = onTrial();
    await ask();
    await clock.advance(400);
    const asked = [ask(), ask()];
    await clock.advance(250);
    asked.push(ask());
    await clock.advance(0);
    assert.deepEqual(taken, ['node-fetch', 'host', 'node-fetch', 'node-fetch']);
    await trials[0]?.('answered');
    await Promise.all(asked);
  });

  it('is what it was for those who waited for a trial that its user ended', async () => {
    const clock = new FakeClock();
    const taken: string[] = [];
    const { ask } = choice({
      clock,
      nodeFetch: () => Promise.resolve(void taken.push('node-fetch')).then(() => answer),
      hostFetch: (_, { signal }) => {
        taken.push('host');
        return new Promise((resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason as Error));
          if (taken.length > 2) resolve(answer);
        });
      },
    });
    await ask();
    await clock.advance(400);
    const user = new AbortController();
    const trial = assert.rejects(ask({ signal: user.signal }), /by the user/);
    const beside = ask();
    await clock.advance(100);
    user.abort(new Failure('cancelled', 'by the user'));
    await trial;
    await beside;
    assert.deepEqual(taken, ['node-fetch', 'host', 'host']);
  });

  it('is not tried while a view begins to be filled: from 0.4 s after the first answer on, or 0.1 s when all is calm', async () => {
    for (const [isBusy, waits] of [
      [true, [1, 398, 1, 0]],
      [false, [1, 98, 1, 0]],
    ] as const) {
      const clock = new FakeClock();
      const taken: string[] = [];
      const { ask } = choice({
        clock,
        nodeFetch: async (_, { method }) => {
          if (method === 'GET') await new Promise(() => undefined);
          taken.push('node-fetch');
          return answer;
        },
        hostFetch: () => Promise.resolve(void taken.push('host')).then(() => answer),
      });
      await ask();
      if (isBusy) void ask({ method: 'GET' });
      for (const wait of waits) {
        await clock.advance(wait);
        await ask();
      }
      assert.deepEqual(taken, ['node-fetch', 'node-fetch', 'node-fetch', 'host', 'host']);
    }
  });

  it('stays node-fetch where the host keeps no connection, and for pictures', async () => {
    const old = choice({ hostReuses: false });
    for (let times = 0; times < 3; times++) await old.ask();
    const pictures = choice({ setting: () => 'host' });
    await pictures.ask({ redirect: 'manual' });
    assert.deepEqual([...old.taken, ...pictures.taken], Array(4).fill('node-fetch'));
  });

  it('is what the setting says', async () => {
    for (const setting of ['node-fetch', 'host'] as const) {
      const { taken, ask } = choice({ setting: () => setting, hostReuses: setting === 'node-fetch' });
      for (let times = 0; times < 3; times++) await ask();
      assert.deepEqual(taken, Array(3).fill(setting));
    }
  });

  for (const [name, error] of [
    ...['CERT_HAS_EXPIRED', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UND_ERR_PRX_TLS'].map((each) => [each, code(each)]),
    ['a proxy that wants a sign-in', noTunnelByHost(407)],
    ['a proxy that is dead', deadProxyByHost()],
  ] as const)
    it(`is node-fetch for the session after ${String(name)}, whenever it comes, and the request is not lost`, async () => {
      for (const after of [1, 3]) {
        const { taken, throws, ask } = choice();
        for (let times = 0; times < after; times++) await ask();
        throws.push(error);
        assert.equal((await ask()).status, 200);
        assert.deepEqual(taken.slice(after), ['host', 'node-fetch']);
        await assertNodeFetchAlone(taken, ask);
      }
    });

  it('is node-fetch for the session after a status of 407, which is the answer of a proxy', async () => {
    for (const after of [1, 3]) {
      const { taken, statuses, ask } = choice();
      for (let times = 0; times < after; times++) await ask();
      statuses.push(407);
      assert.equal((await ask()).status, 200);
      assert.deepEqual(taken.slice(after), ['host', 'node-fetch']);
      await assertNodeFetchAlone(taken, ask);
    }
  });

  it('is node-fetch until it has got through the proxy', async () => {
    const { taken, statuses, ask } = choice();
    statuses.push(407, 407, 200);
    for (let times = 0; times < 4; times++) await ask();
    assert.deepEqual(taken, ['node-fetch', 'node-fetch', 'node-fetch', 'host']);
  });

  it('is node-fetch for the session after a first trial of the host that ends without an answer in time', async () => {
    for (const name of ['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT']) {
      const { taken, throws, ask } = choice();
      await ask();
      throws.push(code(name));
      assert.equal((await ask()).status, 200);
      await assertNodeFetchAlone(taken, ask);
    }
    const { taken, throws, ask } = choice();
    await ask();
    // As a transport rejects at our own limit: with the reason of the signal.
    const reason = new Failure('timeout', 'late');
    throws.push(reason);
    await assert.rejects(ask({ signal: AbortSignal.abort(reason) }), reason);
    await assertNodeFetchAlone(taken, ask);
  });

  for (const [name, error, signal] of [
    ['an answer that is late', code('UND_ERR_HEADERS_TIMEOUT'), undefined],
    ['our own time limit', late, AbortSignal.abort(late)],
    ['a server or a proxy that is gone', code('ECONNREFUSED'), undefined],
  ] as const)
    it(`is node-fetch after ${name}, which tells who is to blame, and the host again once one was answered`, async () => {
      const { taken, throws, ask } = choice();
      await ask();
      await ask();
      throws.push(error);
      await assert.rejects(ask(signal && { signal }), error);
      for (let times = 0; times < 3; times++) await ask();
      assert.deepEqual(taken, ['node-fetch', 'host', 'host', 'node-fetch', 'host', 'host']);
    });

  it('stays node-fetch as long as none is answered after the host got no answer', async () => {
    const { taken, throws, statuses, ask } = choice();
    await ask();
    await ask();
    throws.push(code('ECONNREFUSED'));
    await assert.rejects(ask(), TypeError);
    statuses.push(407, 407, 200);
    for (let times = 0; times < 4; times++) await ask();
    assert.deepEqual(taken.slice(3), ['node-fetch', 'node-fetch', 'node-fetch', 'host']);
  });

  it('is what it was after requests that the user ended, however many: that says nothing of the way', async () => {
    for (const after of [1, 2]) {
      const { taken, throws, ask } = choice();
      for (let times = 0; times < after; times++) await ask();
      for (let times = 0; times < 4; times++) {
        throws.push(new Error('aborted'));
        await assert.rejects(ask({ signal: AbortSignal.abort(new Failure('cancelled', 'by the user')) }), /aborted/);
      }
      await ask();
      assert.deepEqual(taken.slice(after), Array(5).fill('host'));
    }
  });

  it('stays node-fetch when another request by the host is answered after one has settled it', async () => {
    const answers: ((value: typeof answer) => void)[] = [];
    const hostFetch: Transport = () => new Promise((resolve) => answers.push(resolve));
    const { taken, ask } = choice({ hostFetch });
    await ask();
    const trial = ask();
    answers[0]?.(answer);
    await trial;
    const both = [ask(), ask()];
    answers[1]?.({ ...answer, status: 407 });
    await both[0];
    answers[2]?.(answer);
    await both[1];
    await assertNodeFetchAlone(taken, ask);
  });

  it('is tried again after another failure of the first trial; later such a failure is told', async () => {
    const { taken, throws, ask } = choice();
    await ask();
    throws.push(code('ECONNREFUSED'));
    await ask();
    await ask();
    assert.deepEqual(taken, ['node-fetch', 'host', 'node-fetch', 'host']);
    throws.push(code('ECONNREFUSED'));
    await assert.rejects(ask(), TypeError);
  });

  it('is not tried for ever: three trials that fail, however they do, are enough', async () => {
    const { taken, throws, ask } = choice();
    await ask();
    throws.push(code('ECONNRESET'), code('ECONNREFUSED'), code('ECONNRESET'));
    for (let times = 0; times < 3; times++) assert.equal((await ask()).status, 200);
    assert.equal(taken.filter((way) => way === 'host').length, 3);
    await assertNodeFetchAlone(taken, ask);
  });

  it('is not the host for ever either, once it has worked: three failures in a row that node-fetch does not share', async () => {
    const { taken, throws, ask } = choice();
    await ask();
    await ask();
    for (let times = 0; times < 3; times++) {
      throws.push(code('UND_ERR_HEADERS_TIMEOUT'));
      await assert.rejects(ask(), TypeError);
      await ask();
    }
    assert.deepEqual(taken.slice(2), Array(3).fill(['host', 'node-fetch']).flat());
    await assertNodeFetchAlone(taken, ask);
  });

  for (const [what, arrayBuffer, last] of [
    ['end in the middle', () => Promise.reject(code('UND_ERR_SOCKET')), 'node-fetch'],
    ['are larger than they may be', () => Promise.reject(Object.assign(new Error(), { type: 'max-size' })), 'host'],
  ] as const)
    it(`is ${last} when three answers of the host ${what}`, async () => {
      const hosts = { taken: [] as string[], isBroken: false };
      const { ask } = choice({
        nodeFetch: () => Promise.resolve(void hosts.taken.push('node-fetch')).then(() => answer),
        hostFetch: () => {
          hosts.taken.push('host');
          return Promise.resolve(hosts.isBroken ? { ...answer, arrayBuffer } : answer);
        },
      });
      const read = async () => (await ask()).arrayBuffer();
      await read();
      await read();
      hosts.isBroken = true;
      for (let times = 0; times < 6; times++) await read().catch(() => undefined);
      hosts.taken.length = 0;
      for (let times = 0; times < 3; times++) await read().catch(() => undefined);
      assert.deepEqual(hosts.taken, Array(3).fill(last));
    });

  it('is the host again after failures with good answers between them', async () => {
    const { taken, throws, ask } = choice();
    await ask();
    for (let times = 0; times < 5; times++) {
      await (await ask()).arrayBuffer();
      throws.push(code('ECONNRESET'));
      await assert.rejects(ask(), TypeError);
      await ask();
    }
    assert.deepEqual(taken.slice(1), Array(5).fill(['host', 'host', 'node-fetch']).flat());
  });

  it('takes no second way for a request that was ended', async () => {
    const { taken, throws, ask } = choice();
    await ask();
    throws.push(new Error('aborted'));
    await assert.rejects(ask({ signal: AbortSignal.abort() }), /aborted/);
    assert.deepEqual(taken, ['node-fetch', 'host']);
  });
});
