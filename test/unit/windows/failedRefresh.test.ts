import assert from 'node:assert/strict';
import { Failure } from '../../../src/core/api/failure';
import { cropPhotoProfile } from '../../../src/core/profiles/profile';
import { hearOthers } from '../../../src/core/windows/hearOthers';
import { SharedWork } from '../../../src/core/windows/sharedWork';
import { windowTimings } from '../../../src/core/windows/timings';
import { FakeClock } from '../../fakes/fakeClock';
import { job, labelAnswer } from '../../fakes/jobs';
import { MemoryFolder } from '../../fakes/memoryFolder';
import { ProcessTable } from '../../fakes/processTable';
import { engineOf, pace, world } from '../jobs/pollerWorld';

/** Two windows that share the polling of a server that may be away. */
async function twoWindows() {
  const clock = new FakeClock();
  const folder = new MemoryFolder(() => clock.now());
  const server = { isAway: false };
  const leaderHangs = { until: Promise.resolve() };
  const table = new ProcessTable();
  let count = 0;

  /** The disk of a window that may hang: then it hears of nothing. */
  const slowDisk = Object.create(folder) as MemoryFolder;
  slowDisk.list = (path) => leaderHangs.until.then(() => folder.list(path));
  slowDisk.read = (path) => leaderHangs.until.then(() => folder.read(path));

  async function open(disk: MemoryFolder) {
    const ask = () =>
      server.isAway
        ? Promise.reject(new Failure('offline', 'No network.'))
        : Promise.resolve(labelAnswer([job('1', 'completed')]));
    const { poller, store, log, asked } = world(ask, engineOf, clock);
    store.track(['lot'], []);
    const own = { enabled: true, visible: true, focused: false, pace };
    const work = new SharedWork({
      ...{ clock, folder: disk, log, store, timings: windowTimings, processes: table.begin() },
      facts: () => ({
        ...{ ...own, profile: cropPhotoProfile, hasKey: true, signedOut: false },
        poll: { ...poller.past, ...poller.state },
      }),
      hash: (text) => Buffer.from(text).toString('hex'),
      newId: () => `w${count++}`,
      rest: () => Promise.resolve(),
      refresh: (scope) => poller.refresh(scope, true),
      track: (guests) => store.track(['lot'], [], guests),
      wake: () => poller.wake(),
      accounts: { profiles: () => [], drop: () => undefined, cleared: () => undefined, recheck: () => undefined },
    });
    const attend = (): void => {
      const { current: role, news } = work;
      hearOthers({ role, news, takeHandover: () => work.takeHandover() }, poller);
      poller.attend({ ...own, leads: role.leads });
    };
    work.onDidChange(attend);
    poller.onDidChangeState(() => work.update());
    await work.start();
    attend();
    poller.wake();
    await clock.advance(3000);
    /** What the view says, and how often this window asked. */
    const told = () => [poller.state.failure?.message ?? work.news?.failure?.message, asked.length];
    return { work, told };
  }

  const leader = await open(slowDisk);
  const follower = await open(folder);
  return { clock, server, leaderHangs, leader, follower };
}

describe('a refresh by hand that fails in a window that follows', () => {
  it('is told in it by the news of the window that leads, where that one asked', async () => {
    const { clock, server, leader, follower } = await twoWindows();
    server.isAway = true;
    void follower.work.refresh({ kind: 'label', label: 'lot' });
    await clock.advance(100);
    assert.deepEqual(
      [leader.told(), follower.told()],
      [
        ['No network.', 2],
        ['No network.', 0],
      ],
    );
  });

  it('is told by itself where the one that leads does not answer, until that one asked since then', async () => {
    const { clock, server, leaderHangs, leader, follower } = await twoWindows();
    server.isAway = true;
    let goesOn = (): void => undefined;
    leaderHangs.until = new Promise((resolve) => (goesOn = resolve));
    void follower.work.refresh({ kind: 'label', label: 'lot' });
    await clock.advance(2100);
    assert.deepEqual(
      [leader.told(), follower.told()],
      [
        [undefined, 1],
        ['No network.', 1],
      ],
    );
    await clock.advance(1000);
    server.isAway = false;
    goesOn();
    void leader.work.refresh({ kind: 'all' });
    await clock.advance(3000);
    assert.deepEqual(
      [leader.told(), follower.told()],
      [
        [undefined, 2],
        [undefined, 1],
      ],
    );
  });
});
