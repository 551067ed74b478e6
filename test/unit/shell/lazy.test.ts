import assert from 'node:assert/strict';
import type { Transport } from '../../../src/core/api/transport';
import { cropPhotoProfile } from '../../../src/core/profiles/profile';
import { LazyBackground } from '../../../src/vscode/lazyBackground';
import { lazyStatusClients } from '../../../src/vscode/lazyStatusClients';
import { lazyTransport } from '../../../src/vscode/lazyTransport';
import { MemoryLog } from '../../fakes/memoryLog';

/** A load that fails once. */
function failingOnce<T>(loaded: T): { load: () => Promise<T>; loads: () => number } {
  let count = 0;
  return {
    load: () => (++count === 1 ? Promise.reject(new Error('gone')) : Promise.resolve(loaded)),
    loads: () => count,
  };
}

describe('code that is loaded late', () => {
  it('is loaded again by the next request when the first load failed, and once only when it did not', async () => {
    const { load, loads } = failingOnce<Transport>(() => Promise.reject(new Error('asked')));
    const transport = lazyTransport({ log: new MemoryLog(), version: '1.139.0', setting: () => 'auto' }, load);
    const ask = (): ReturnType<Transport> => transport(...([] as unknown as Parameters<Transport>));
    await assert.rejects(ask(), /gone/);
    await assert.rejects(ask(), /asked/);
    await assert.rejects(ask(), /asked/);
    assert.equal(loads(), 2);
  });

  it('makes one client for each server, after a failed load too', async () => {
    let made = 0;
    const api = { checkKey: () => Promise.resolve('accepted' as const) };
    const { load } = failingOnce(() => (made++, api as never));
    const client = lazyStatusClients({} as never, load)({ baseUrl: 'https://a.example', key: () => 'k' });
    const { signal } = new AbortController();
    await assert.rejects(client.checkKey(undefined, signal), /gone/);
    await client.checkKey(undefined, signal);
    await client.checkKey(undefined, signal);
    assert.equal(made, 1);
  });

  it('leaves a window alone when what shares the work cannot be loaded: it refreshes and notifies for itself', async () => {
    const log = new MemoryLog();
    const asked: string[] = [];
    const refresh = ({ kind }: { kind: string }): Promise<void> => Promise.resolve(void asked.push(kind));
    const background = new LazyBackground({ log, refresh } as never, () => Promise.reject(new Error('gone')));
    await background.start();
    await background.refresh({ kind: 'all' });
    await background.tellAccount(cropPhotoProfile, false);
    assert.deepEqual(
      [background.role, background.news, asked, await background.claim('x')],
      [undefined, undefined, ['all'], true],
    );
    assert.match(log.lines.join(), /^error: Jobs are not saved/);
    await assert.rejects(background.clearSaved(), /gone/);
    await background.writeNow();
    background.dispose();
  });

  it('ends what it loads when the window ended meanwhile', async () => {
    let ended = 0;
    const work = { dispose: () => ended++, start: () => assert.fail('not needed any more') };
    const background = new LazyBackground({} as never, () => Promise.resolve(work as never));
    const started = background.start();
    background.dispose();
    await started;
    assert.equal(ended, 1);
  });
});
