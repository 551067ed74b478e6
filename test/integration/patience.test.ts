import assert from 'node:assert/strict';
import { profileId } from '../../src/core/snapshot/snapshotPaths';
import type { Wish } from '../../src/core/windows/wish';
import { windowsFolder } from '../../src/core/windows/otherWindows';
import { nodeFolder } from '../../src/vscode/nodeFolder';
import { nodeProcesses } from '../../src/vscode/nodeProcesses';
import { silence } from '../fakes/scriptedServer';
import { rows, until } from './harness/inside';
import { enterScripted, jobs, leaveScripted, setGlobal, told, type ScriptedWorld } from './harness/scripted';

/** The file of another window, which there is not: the test writes what it would tell. */
const otherWindow = `${windowsFolder}/other.json`;

describe('a window that hears from another one that the server asked for patience', () => {
  let world: ScriptedWorld;
  /** The folder that all windows share; a service knows it, and nothing tells it to others. */
  const folder = (): ReturnType<typeof nodeFolder> => {
    const { deps } = world.inside.background as unknown as { readonly deps: { readonly root: string } };
    return nodeFolder(deps.root);
  };
  /** Another window of the same profile says that the server is to be left alone for a minute. */
  const tell = async (part: Pick<Wish, 'leads' | 'focused' | 'hasKey'>): Promise<void> => {
    const nothing = { labels: [], jobIds: [], asks: [], taken: [], done: [] };
    const pace = { quickest: 2000, slowest: 15_000, hidden: 300_000 };
    const poll = { notBefore: Date.now() + 60_000, failure: { kind: 'rateLimited', message: 'Come back later.' } };
    const facts = { profile: profileId(world.profile), visible: true, enabled: true, pace, poll };
    const mark = { id: 'other', process: nodeProcesses().own, startedAt: 1, freshSince: 1 };
    const wish: Wish = { ...nothing, ...facts, ...part, ...mark };
    await folder().write(otherWindow, [JSON.stringify(wish)]);
  };
  /** Opens the row of the one job, and says why its results are not there. */
  const openJob = (): string | undefined => {
    const { tree, queue } = world.inside;
    rows(world.inside, tree.element({ kind: 'label', label: 'lot' }));
    queue.request('a', 'opened');
    return queue.failure('a')?.message;
  };

  beforeEach(async function () {
    this.timeout(60_000);
    world = await enterScripted(`Patience ${this.currentTest?.title.length ?? 0}`);
    world.server.otherwise(jobs(told('a', 'completed')));
    await setGlobal('bannerJobs.polling.enabled', true);
    await world.inside.tracked.replaceOwn({ labels: ['lot'], jobIds: [] });
    await until('the job is there', () => world.inside.store.jobsOf('lot').length === 1);
    await until('nothing runs', () => !world.inside.poller.state.running);
    assert.equal(world.inside.queue.isPaused, false);
  });
  afterEach(async () => {
    await folder().remove(otherWindow);
    await until('this window is alone again', () => !world.inside.background.role?.leader);
    await until('nobody follows it', () => world.inside.background.role?.followers === 0);
    await leaveScripted(world);
    world.inside.queue.reset();
  });

  it('asks for no results either, where that one asks for this one', async () => {
    const { background, queue } = world.inside;
    await tell({ leads: true, focused: true, hasKey: true });
    await until('this window follows', () => background.news?.notBefore !== undefined);
    const { sent } = queue.counts;
    assert.deepEqual([queue.isPaused, openJob(), queue.counts.sent], [true, 'Come back later.', sent]);
  });

  it('asks for no results either, where it asks for that one and waits for an answer itself', async () => {
    const { background, poller, queue } = world.inside;
    const { length } = world.server.heard;
    world.server.otherwise(silence);
    void world.refresh();
    await until('it waits for an answer', () => world.server.heard.length > length);
    await tell({ leads: false, focused: false, hasKey: false });
    await until('this window leads', () => background.role?.asked !== undefined);
    const { sent } = queue.counts;
    assert.equal(poller.state.running, true);
    assert.deepEqual([queue.isPaused, openJob(), queue.counts.sent], [true, 'Come back later.', sent]);
  });
});
