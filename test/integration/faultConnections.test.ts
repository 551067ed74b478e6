import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { createNodeFetchTransport } from '../../src/vscode/lazy/nodeFetch';
import { pagedJobs } from '../fakes/pagedJobs';
import { json } from '../fakes/scriptedServer';
import { nameTurnsTo } from '../fakes/turnedNames';
import { enterScripted, leaveScripted, recordedLog, setGlobal, type ScriptedWorld } from './harness/scripted';

describe('connections of the editor', () => {
  let world: ScriptedWorld;
  before(async function () {
    this.timeout(60_000);
    world = await enterScripted('Connections');
    world.server.otherwise(pagedJobs(1));
    await world.inside.tracked.replaceOwn({ labels: ['lot'], jobIds: [] });
    await world.refresh();
    // The fetch of the host is tried 0.1 s after the first answer, where nothing else is under way.
    await new Promise((resolve) => setTimeout(resolve, 300));
    await world.refresh();
  });
  after(async () => {
    await setGlobal('bannerJobs.network.transport', undefined);
    await leaveScripted(world);
  });

  /** Connections that 20 refreshes, one after the other, have opened. */
  const connections = async (): Promise<number> => {
    const before = world.server.connections;
    for (let times = 0; times < 20; times++) await world.refresh();
    return world.server.connections - before;
  };

  const keeps = !vscode.version.startsWith('1.100.');

  it('are kept by "auto" where this version of VS Code keeps them, and the log says which way is in use', async () => {
    const opened = await connections();
    assert.ok(keeps ? opened <= 3 : opened >= 20, `${opened} connections`);
    const said = recordedLog(world.inside).filter((line) => line.startsWith(`Requests to ${world.server.url} `));
    const ways = ['node-fetch.', ...(keeps ? ['the fetch of the host.'] : [])];
    assert.deepEqual(
      said.map((line) => line.split('sent by ')[1]),
      ways,
    );
  });

  it('are no more than requests may be under way at once, where many labels are asked for together', async () => {
    const labels = Array.from({ length: 10 }, (_, index) => `lot-${index}`);
    const answer = pagedJobs(1);
    // So slowly that all would be under way at once, if they might be.
    world.server.otherwise((...asked) => void setTimeout(() => answer(...asked), 60));
    await world.inside.tracked.replaceOwn({ labels, jobIds: [] });
    const before = { opened: world.server.connections, heard: world.server.heard.length };
    for (let times = 0; times < 6; times++) await world.refresh();
    const opened = world.server.connections - before.opened;
    world.server.otherwise(answer);
    await world.inside.tracked.replaceOwn({ labels: ['lot'], jobIds: [] });
    assert.ok(world.server.heard.length - before.heard >= 50);
    assert.ok(keeps ? opened <= 6 : opened >= 50, `${opened} connections`);
  });

  it('are one a request by node-fetch, for VS Code replaces its agent', async () => {
    await setGlobal('bannerJobs.network.transport', 'node-fetch');
    const opened = await connections();
    assert.ok(opened >= 20, `${opened} connections`);
  });

  it('fault 69: send nothing to an address that is refused, though the name had another one before', async () => {
    const url = world.server.url.replace('127.0.0.1', 'turns.example');
    const rules = { method: 'GET', headers: {}, redirect: 'manual', maxBytes: 1e6 } as const;
    const ask = (mayConnect: (address: string) => boolean): Promise<string> =>
      createNodeFetchTransport()(url, { ...rules, signal: AbortSignal.timeout(10_000), mayConnect }).then(
        ({ status }) => String(status),
        () => 'rejected',
      );
    const before = world.server.heard.length;
    const restore = nameTurnsTo('127.0.0.1');
    try {
      assert.equal(await ask((address) => address !== '127.0.0.1'), 'rejected');
      assert.equal(world.server.heard.length, before);
      world.server.queue(json({}));
      assert.equal(await ask(() => true), '200');
      assert.equal(world.server.heard.length, before + 1);
    } finally {
      restore();
    }
  });
});
