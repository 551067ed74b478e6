import assert from 'node:assert/strict';
import fc from 'fast-check';
import { settle } from '../../fakes/fakeClock';
import { MemoryFolder } from '../../fakes/memoryFolder';
import { shared, WindowWorld, wish, type OpenWindow } from './windowWorld';

const leading = (windows: readonly OpenWindow[]): string[] =>
  windows.filter(({ board }) => board.wish.leads).map(({ id }) => id);

describe('windows that share the work', () => {
  it('have one that leads: the focused one at once, and the leader stays when none has the focus', async () => {
    const world = new WindowWorld();
    const windows = [await world.open({ labels: ['a'] }), await world.open({ labels: ['b'] })];
    const [first, second] = windows as [OpenWindow, OpenWindow];
    await settle();
    assert.deepEqual(leading(windows), ['w0']);
    assert.deepEqual(first.board.role.guests, { labels: ['b'], jobIds: [] });
    assert.equal(second.board.role.leader?.id, 'w0');
    second.board.set({ focused: true });
    await settle();
    assert.deepEqual([leading(windows), second.board.role.guests.labels], [['w1'], ['a']]);
    second.board.set({ focused: false });
    await settle();
    await world.clock.advance(10_000);
    assert.deepEqual(leading(windows), ['w1']);
  });

  it('let the one that leads keep it when both say that they have the focus', async () => {
    const world = new WindowWorld();
    const windows = [await world.open({ focused: true }), await world.open({ focused: true })];
    await world.clock.advance(10_000);
    assert.deepEqual(leading(windows), ['w0']);
  });

  it('take over at once from one that closes, and with the next look from one that is killed', async () => {
    const world = new WindowWorld();
    const windows = [await world.open(), await world.open(), await world.open()];
    windows[0]!.board.dispose();
    await settle();
    assert.deepEqual(leading(windows.slice(1)), ['w1']);
    windows[1]!.kill();
    await world.clock.advance(2000);
    assert.deepEqual(leading(windows.slice(2)), ['w2']);
  });

  it('take over within eight seconds from one that is killed on another machine', async () => {
    const world = new WindowWorld();
    const windows = [await world.open({}, world.folder, 'elsewhere'), await world.open()];
    windows[0]!.kill();
    await world.clock.advance(3000);
    assert.deepEqual(leading(windows.slice(1)), []);
    await world.clock.advance(5000);
    assert.deepEqual(leading(windows.slice(1)), ['w1']);
  });

  it('go on with what the one before was told, but with nothing of one that is killed', async () => {
    const world = new WindowWorld();
    const first = await world.open();
    await world.clock.advance(1000);
    const second = await world.open({ focused: true });
    await settle();
    assert.equal(second.board.wish.freshSince, first.board.wish.freshSince);
    second.kill();
    first.kill();
    await world.clock.advance(1000);
    const third = await world.open({ focused: true });
    assert.equal(third.board.wish.freshSince, world.clock.now());
  });

  it('find each other though the folder tells of nothing', async () => {
    const world = new WindowWorld();
    world.folder.tells = false;
    const windows = [await world.open(), await world.open({ focused: true })];
    await world.clock.advance(4000);
    assert.deepEqual(leading(windows), ['w1']);
    assert.equal(windows[0]!.board.role.leader?.id, 'w1');
  });

  it('cost nothing but a touched file and a look every two seconds when there is only one', async () => {
    const world = new WindowWorld();
    const { board } = await world.open({ labels: ['a'] });
    world.folder.calls.length = 0;
    let looks = 0;
    const list = world.folder.list.bind(world.folder);
    world.folder.list = (path) => (looks++, list(path));
    for (let round = 0; round < 30; round++) {
      board.set({ poll: { nextAt: round } });
      await world.clock.advance(2000);
    }
    assert.deepEqual(new Set(world.folder.calls), new Set(['touch windows/w0.json']));
    assert.deepEqual([world.folder.calls.length, looks], [30, 30]);
  });

  it('tell how polling goes only while another follows', async () => {
    const world = new WindowWorld();
    const leader = await world.open();
    leader.board.set({ poll: { nextAt: 7, failure: { kind: 'offline', message: 'no' } } });
    const follower = await world.open();
    await settle();
    assert.deepEqual(follower.board.role.leader?.poll, { nextAt: 7, failure: { kind: 'offline', message: 'no' } });
  });

  it('lead each for itself while the disk refuses, say so once, and share again when it does not', async () => {
    const world = new WindowWorld();
    const windows = [await world.open(), await world.open()];
    await settle();
    world.folder.broken = new Error('EROFS');
    await world.clock.advance(20_000);
    assert.deepEqual(
      windows.map(({ board }) => board.role.leads),
      [true, true],
    );
    assert.deepEqual(
      windows.map(({ log }) => log.lines.length),
      [1, 1],
    );
    world.folder.broken = undefined;
    await world.clock.advance(10_000);
    assert.equal(leading(windows).length, 1);
    assert.deepEqual(
      windows.map(({ board }) => board.live.length),
      [1, 1],
    );
  });

  it('do not count on others from the moment that they cannot tell of themselves', async () => {
    const world = new WindowWorld();
    const windows = [await world.open(), await world.open()];
    await settle();
    world.folder.broken = new Error('EROFS');
    await world.clock.advance(2000);
    assert.deepEqual(
      windows.map(({ board }) => board.role.leads),
      [true, true],
    );
  });

  it('think nothing of who leads before they have looked', async () => {
    const world = new WindowWorld();
    const first = await world.open({ focused: true });
    await settle();
    let isRead = (): void => undefined;
    const list = world.folder.list.bind(world.folder);
    world.folder.list = async (path) => {
      await new Promise<void>((resolve) => (isRead = resolve));
      return list(path);
    };
    const opening = world.begin();
    opening.board.set({ visible: true });
    await settle();
    assert.deepEqual([opening.roles, opening.board.wish.leads], [[], false]);
    world.folder.list = list;
    isRead();
    await opening.started;
    assert.deepEqual([opening.board.role.leads, first.board.role.leads], [false, true]);
  });

  it('tell of themselves again when their file was taken away', async () => {
    const world = new WindowWorld();
    const windows = [await world.open(), await world.open()];
    await settle();
    await world.folder.remove('windows');
    await world.clock.advance(3000);
    assert.deepEqual([...world.folder.files.keys()].sort(), ['windows/w0.json', 'windows/w1.json']);
    assert.deepEqual(leading(windows), ['w0']);
  });

  it('lead alone when the disk refused from the start', async () => {
    const world = new WindowWorld();
    const disk = new MemoryFolder();
    disk.broken = new Error('EACCES');
    disk.list = () => Promise.reject(disk.broken!);
    const { board } = await world.open({}, disk);
    await world.clock.advance(10_000);
    assert.equal(board.role.leads, true);
  });

  it('are told that one leads only when it has a key, and what was answered before counts as old then', async () => {
    const world = new WindowWorld();
    const windows = [await world.open({ hasKey: false }), await world.open({ hasKey: false })];
    await settle();
    const told = (): (boolean | undefined)[] => windows.map(({ board }) => board.live[0]?.leads);
    assert.deepEqual([leading(windows), told()], [[], [false, false]]);
    await world.clock.advance(60_000);
    windows[0]!.board.set({ hasKey: true });
    await settle();
    assert.deepEqual([leading(windows), told()], [['w0'], [false, true]]);
    assert.equal(windows[0]!.board.wish.freshSince, world.clock.now());
  });

  it('are not led by one of another profile, and change groups with their profile', async () => {
    const world = new WindowWorld();
    const windows = [await world.open(), await world.open({ profile: 'another' })];
    await settle();
    assert.deepEqual(leading(windows), ['w0', 'w1']);
    windows[1]!.board.set({ profile: shared });
    await world.clock.advance(5000);
    assert.deepEqual(leading(windows), ['w0']);
  });

  it('stay what they are when the machine slept for hours', async () => {
    const world = new WindowWorld();
    const windows = [await world.open(), await world.open(), await world.open()];
    await settle();
    const changes = (): number => windows.flatMap(({ roles }) => roles.filter(({ leads }) => leads)).length;
    windows[1]!.board.set({ focused: true });
    await settle();
    windows[1]!.board.set({ focused: false });
    await settle();
    const before = changes();
    await world.clock.jump(3_600_000);
    await world.clock.advance(20_000);
    assert.deepEqual([leading(windows), changes() - before < 4], [['w1'], true]);
  });

  it('take over with what was answered before: nothing turns old by it', async () => {
    const world = new WindowWorld();
    const first = await world.open();
    await world.clock.advance(5000);
    const second = await world.open();
    await settle();
    second.board.set({ focused: true });
    await settle();
    assert.equal(second.board.wish.freshSince, first.board.wish.freshSince);
    first.board.dispose();
    second.board.dispose();
    await world.clock.advance(5000);
    assert.ok((await world.open()).board.wish.freshSince > second.board.wish.freshSince);
  });

  it('remove the file of one that was killed, later, and leave nothing behind when they close', async () => {
    const world = new WindowWorld();
    const windows = [await world.open(), await world.open()];
    windows[0]!.kill();
    await world.clock.advance(70_000);
    assert.deepEqual([...world.folder.files.keys()], ['windows/w1.json']);
    windows[1]!.board.dispose();
    for (const { asks } of windows) asks.dispose();
    await settle();
    assert.deepEqual([world.folder.files.size, world.folder.watching, world.clock.pending], [0, 0, 0]);
  });

  it('ignore files that are no wishes', async () => {
    const world = new WindowWorld();
    await world.folder.write('windows/x.json', ['{"id":"x"}']);
    await world.folder.write('windows/readme.txt', ['']);
    // Signals to these are for whole groups of processes.
    for (const pid of [0, -1, 1.5]) {
      const other = wish('other', { leads: true, focused: true, process: { machine: 'here', pid } });
      await world.folder.write(`windows/pid${pid}.json`, [JSON.stringify(other)]);
    }
    const { board, log } = await world.open();
    await world.clock.advance(4000);
    assert.deepEqual([board.role.leads, board.live, log.lines], [true, [], []]);
  });

  it('forget what the others told when all is deleted, and hear of those that live with their next beat', async () => {
    const world = new WindowWorld();
    const [first, second] = [await world.open(), await world.open()];
    await world.folder.write('windows/left.json', ['{}']);
    await first.board.sweep();
    const files = (): Promise<readonly string[]> =>
      world.folder.list('windows').then((all) => all.map(({ name }) => name));
    assert.deepEqual(await files(), [`${first.id}.json`]);
    await world.clock.advance(4000);
    assert.deepEqual((await files()).toSorted(), [`${first.id}.json`, `${second.id}.json`]);
  });

  it('have exactly one leader a profile that can poll, ten seconds after whatever happened', async () => {
    const action = fc.record({
      kind: fc.constantFrom('open', 'close', 'kill', 'focus', 'key', 'enabled', 'profile', 'tells', 'broken', 'sleep'),
      which: fc.nat(9),
      flag: fc.boolean(),
      pause: fc.constantFrom(0, 1, 100, 1900, 7000),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 20 }), async (actions) => {
        const world = new WindowWorld();
        let open: OpenWindow[] = [await world.open(), await world.open({ focused: true })];
        for (const { kind, which, flag, pause } of actions) {
          const one = open[which % Math.max(1, open.length)];
          if (kind === 'open' && open.length < 6) open.push(await world.open({ hasKey: flag }));
          if (kind === 'tells') world.folder.tells = flag;
          if (kind === 'broken') world.folder.broken = flag ? new Error('full') : undefined;
          if (kind === 'sleep') await world.clock.jump(600_000);
          if (kind === 'focus') one?.board.set({ focused: flag });
          if (kind === 'key') one?.board.set({ hasKey: flag });
          if (kind === 'enabled') one?.board.set({ enabled: flag });
          if (kind === 'profile') one?.board.set({ profile: flag ? shared : 'another' });
          if (kind === 'close') one?.board.dispose();
          if (kind === 'kill') one?.kill();
          if (kind === 'close' || kind === 'kill') open = open.filter((window) => window !== one);
          await world.clock.advance(pause);
        }
        world.folder.broken = undefined;
        await world.clock.advance(10_000);
        for (const profile of [shared, 'another']) {
          const able = open.filter(({ board: { wish } }) => wish.profile === profile && wish.hasKey && wish.enabled);
          const leaders = able.filter(({ board }) => board.role.leads);
          assert.equal(leaders.length, Math.min(1, able.length));
          const followers = able.filter(({ board }) => !board.role.leads);
          for (const { board } of followers) assert.equal(board.role.leader?.id, leaders[0]?.id);
        }
        for (const { board } of open) board.dispose();
      }),
      { numRuns: 60 },
    );
  }).timeout(30_000);
});
