import assert from 'node:assert/strict';
import { Failure } from '../../../src/core/api/failure';
import type { Transport, TransportRequest } from '../../../src/core/api/transport';
import { chooseTransport, type TransportChoiceDeps } from '../../../src/core/api/transportChoice';
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
  const now = (): number => (time += 500);
  const transport = chooseTransport({ ...both, hostReuses: true, log, now, ...deps });
  const ask = (more: Partial<TransportRequest> = {}) => transport(url, { ...request, ...more });
  return { taken, throws, statuses, log, ask };
}

const late = new Failure('timeout', 'late');
const code = (name: string): unknown => Object.assign(new TypeError('fetch failed'), { cause: { code: name } });

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

  it('is tried by one request, while those beside it go on by node-fetch, and once more after a failure that says nothing', async () => {
    const taken: string[] = [];
    const trials: ((answered: boolean) => void)[] = [];
    const reset = code('ECONNRESET') as Error;
    const { ask } = choice({
      nodeFetch: () => Promise.resolve(void taken.push('node-fetch')).then(() => answer),
      hostFetch: () => {
        taken.push('host');
        return new Promise((resolve, reject) => {
          trials.push((answered) => (answered ? resolve(answer) : reject(reset)));
        });
      },
    });
    await ask();
    for (const answered of [false, true]) {
      const trial = ask();
      await Promise.all([ask(), ask()]);
      trials.shift()?.(answered);
      assert.equal((await trial).status, 200);
    }
    const last = [ask(), ask()];
    for (const end of trials) end(true);
    await Promise.all(last);
    const [first, second] = [
      ['host', 'node-fetch', 'node-fetch', 'node-fetch'],
      ['host', 'node-fetch', 'node-fetch'],
    ];
    assert.deepEqual(taken, ['node-fetch', ...first, ...second, 'host', 'host']);
  });

  it('is not tried while a view is filled: from 0.2 s after the first answer on', async () => {
    let time = 10_000;
    const { taken, ask } = choice({ now: () => time });
    await ask();
    for (const wait of [1, 198, 1, 0]) {
      time += wait;
      await ask();
    }
    assert.deepEqual(taken, ['node-fetch', 'node-fetch', 'node-fetch', 'host', 'host']);
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
      await assert.rejects(ask(signal && { signal }), error as Error);
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

  it('is what it was after a request that the user ended: that says nothing of the way', async () => {
    for (const after of [1, 2]) {
      const { taken, throws, ask } = choice();
      for (let times = 0; times < after; times++) await ask();
      throws.push(new Error('aborted'));
      await assert.rejects(ask({ signal: AbortSignal.abort(new Failure('cancelled', 'by the user')) }), /aborted/);
      await ask();
      assert.deepEqual(taken.slice(after), ['host', 'host']);
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

  it('takes no second way for a request that was ended', async () => {
    const { taken, throws, ask } = choice();
    await ask();
    throws.push(new Error('aborted'));
    await assert.rejects(ask({ signal: AbortSignal.abort() }), /aborted/);
    assert.deepEqual(taken, ['node-fetch', 'host']);
  });
});
