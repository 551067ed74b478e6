import assert from 'node:assert/strict';
import type { Transport, TransportRequest } from '../../../src/core/api/transport';
import { chooseTransport, type TransportChoiceDeps } from '../../../src/core/api/transportChoice';
import { MemoryLog } from '../../fakes/memoryLog';

const url = 'https://api.example/v1/banners/with-mask/status';
const answer = { status: 200, headers: { get: () => null }, arrayBuffer: () => Promise.resolve(new ArrayBuffer(0)) };
const request: TransportRequest = {
  ...{ method: 'POST', headers: {}, body: '{}', redirect: 'error', maxBytes: 1000 },
  signal: new AbortController().signal,
};

/** Both ways, which note when they are taken; the fetch of the host throws what stands first in `throws`. */
function choice(deps: Partial<TransportChoiceDeps> = {}) {
  const taken: string[] = [];
  const throws: unknown[] = [];
  const log = new MemoryLog();
  const way =
    (name: string): Transport =>
    () => {
      taken.push(name);
      const error = name === 'host' ? throws.shift() : undefined;
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- transports throw what they like
      return error === undefined ? Promise.resolve(answer) : Promise.reject(error);
    };
  const both = { nodeFetch: way('node-fetch'), hostFetch: way('host'), setting: () => 'auto' as const };
  const transport = chooseTransport({ ...both, hostReuses: true, log, ...deps });
  return { taken, throws, log, ask: (more: Partial<TransportRequest> = {}) => transport(url, { ...request, ...more }) };
}

const code = (name: string): unknown => Object.assign(new TypeError('fetch failed'), { cause: { code: name } });

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

  for (const name of ['CERT_HAS_EXPIRED', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UND_ERR_PRX_TLS'])
    it(`is node-fetch for the session after ${name}, whenever it comes, and the request is not lost`, async () => {
      for (const after of [1, 3]) {
        const { taken, throws, ask } = choice();
        for (let times = 0; times < after; times++) await ask();
        throws.push(code(name));
        assert.equal((await ask()).status, 200);
        const before = taken.length;
        for (let times = 0; times < 3; times++) await ask();
        assert.deepEqual(taken.slice(before), Array(3).fill('node-fetch'));
      }
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

  it('takes no second way for a request that was ended', async () => {
    const { taken, throws, ask } = choice();
    await ask();
    throws.push(new Error('aborted'));
    await assert.rejects(ask({ signal: AbortSignal.abort() }), /aborted/);
    assert.deepEqual(taken, ['node-fetch', 'host']);
  });
});
