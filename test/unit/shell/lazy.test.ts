import assert from 'node:assert/strict';
import type { Transport } from '../../../src/core/api/transport';
import { cropPhotoProfile } from '../../../src/core/profiles/profile';
import { LazyBackground } from '../../../src/vscode/lazyBackground';
import { Failure } from '../../../src/core/api/failure';
import type { OpenStatusApi } from '../../../src/core/api/statusApi';
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
    const client = lazyStatusClients(
      { users: () => ({ session: {} }) } as never,
      load,
    )({ baseUrl: 'https://a.example', key: () => 'k' });
    const { signal } = new AbortController();
    await assert.rejects(client.checkKey(undefined, signal), /gone/);
    await client.checkKey(undefined, signal);
    await client.checkKey(undefined, signal);
    assert.equal(made, 1);
  });

  it('tells that the server asked for patience, whatever it was asked, and only of the client in use', async () => {
    const limited = new Failure('rateLimited', 'Too many requests.', { retryAfterMs: 60_000 });
    const answers: Failure[] = [limited, new Failure('server', 'Broken.'), limited];
    const job = (): Promise<never> => Promise.reject(answers.shift() ?? new Error('asked too often'));
    const held: Failure[] = [];
    const session: { api?: OpenStatusApi } = {};
    const users = (): unknown => ({ session, poller: { hold: (failure: Failure) => held.push(failure) } });
    const make = lazyStatusClients({ users } as never, () => Promise.resolve(() => ({ job }) as never));
    const { signal } = new AbortController();
    session.api = make({ baseUrl: 'https://a.example', key: () => 'k' });
    const other = make({ baseUrl: 'https://b.example', key: () => 'k' });
    for (const client of [session.api, session.api, other]) await assert.rejects(client.job('1', signal), Failure);
    assert.deepEqual([held, answers], [[limited], []]);
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
