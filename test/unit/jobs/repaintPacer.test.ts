import assert from 'node:assert/strict';
import { RepaintPacer } from '../../../src/core/jobs/repaintPacer';
import { FakeClock } from '../../fakes/fakeClock';

describe('repaints', () => {
  let clock: FakeClock;
  let fired: { at: number; elements: readonly string[] }[];
  let open: Set<string>;
  /** What changed and was not gathered yet. */
  let changed: string[];
  let gatheredAt: number[];
  let atOnce: boolean[];
  let pacer: RepaintPacer;
  let start: number;

  beforeEach(() => {
    clock = new FakeClock();
    start = clock.now();
    fired = [];
    open = new Set();
    changed = [];
    gatheredAt = [];
    atOnce = [];
    pacer = new RepaintPacer({
      clock,
      isOpen: (element) => open.has(element),
      hasOpen: () => open.size > 0,
      fireAll: () => {
        fired.push({ at: clock.now() - start, elements: ['all'] });
        pacer.clear();
      },
      gather: (isAwaited) => {
        atOnce.push(isAwaited);
        gatheredAt.push(clock.now() - start);
        pacer.repaint(changed.splice(0));
      },
      fire: (elements) => fired.push({ at: clock.now() - start, elements }),
    });
  });

  it('come at once when nothing came before', () => {
    pacer.repaint(['a', 'b']);
    assert.deepEqual(fired, [{ at: 0, elements: ['a', 'b'] }]);
  });

  it('leave the editor more than 200 ms of silence, whatever comes, and lose no row', async () => {
    for (let index = 0; index < 300; index++) {
      pacer.repaint([`job ${index}`]);
      await clock.advance(12);
    }
    await clock.advance(1000);
    assert.equal(new Set(fired.flatMap(({ elements }) => elements)).size, 300);
    const pauses = fired.slice(1).map(({ at }, index) => at - (fired[index]?.at ?? 0));
    assert.ok(fired.length > 5 && Math.min(...pauses) > 200, pauses.join());
  });

  it('of an open row come once in two seconds, however often asked, and hold up no other', async () => {
    open.add('label');
    for (let index = 0; index < 40; index++) {
      pacer.repaint(['label', 'job']);
      await clock.advance(100);
    }
    const times = (element: string): number[] =>
      fired.filter(({ elements }) => elements.includes(element)).map(({ at }) => at);
    assert.deepEqual(times('label'), [0, 2000, 4000]);
    assert.ok(times('job').length >= 9, times('job').join());
  });

  it('that wait come at once when somebody goes to a row', async () => {
    open.add('label');
    pacer.repaint(['label']);
    pacer.repaint(['label', 'job']);
    await clock.advance(100);
    pacer.flush();
    pacer.flush();
    await clock.advance(5000);
    assert.deepEqual(fired.slice(1), [{ at: 100, elements: ['label', 'job'] }]);
  });

  const change = (...elements: string[]): void => {
    changed.push(...elements);
    pacer.ask();
  };

  it('of what changed are found out after whoever tells of it is done, then no oftener than they may come, and none is lost', async () => {
    for (let index = 0; index < 300; index++) {
      change(`job ${index}`);
      await clock.advance(12);
    }
    await clock.advance(1000);
    assert.equal(new Set(fired.flatMap(({ elements }) => elements)).size, 300);
    assert.deepEqual([gatheredAt.slice(0, 3), gatheredAt.length], [[0, 400, 800], 10]);
    assert.deepEqual(
      fired.map(({ at }) => at),
      gatheredAt,
    );
  });

  it('are found out no oftener where nothing comes of them, and hold up none that comes meanwhile', async () => {
    for (let index = 0; index < 30; index++) {
      pacer.ask();
      if (index === 5) pacer.repaint(['opened']);
      await clock.advance(100);
    }
    assert.equal(gatheredAt.length, 8);
    assert.deepEqual(fired, [{ at: 500, elements: ['opened'] }]);
  });

  it('are found out no sooner after others came than those may come', async () => {
    pacer.now(['a']);
    await clock.advance(100);
    pacer.ask();
    await clock.advance(1000);
    assert.deepEqual(gatheredAt, [400]);
  });

  it('of what changed come at once when somebody goes to a row, and once only', async () => {
    change('a');
    await clock.advance(0);
    change('b');
    pacer.flush();
    await clock.advance(5000);
    assert.deepEqual(
      fired.map(({ at, elements }) => [at, ...elements]),
      [
        [0, 'a'],
        [0, 'b'],
      ],
    );
    assert.deepEqual(
      [gatheredAt, atOnce],
      [
        [0, 0],
        [false, true],
      ],
    );
  });

  it('of what is being found out just now are found out at once when somebody goes to a row', async () => {
    change('a');
    await clock.advance(0);
    pacer.flush();
    assert.deepEqual(atOnce, [false, true]);
  });

  it('are found out after everything was read anew, for more than rows may wait for that; never once it ended', async () => {
    change('a');
    await clock.advance(0);
    change('b');
    pacer.clear();
    await clock.advance(400);
    assert.deepEqual(gatheredAt, [0, 400]);
    change('c');
    pacer.dispose();
    await clock.advance(5000);
    assert.deepEqual(gatheredAt, [0, 400]);
  });

  it('of everything come once in two seconds where rows are open, and open rows that wait come with them', async () => {
    open.add('label');
    assert.equal(pacer.repaintAll(), true);
    assert.equal(pacer.repaintAll(), false);
    for (let index = 0; index < 30; index++) {
      pacer.repaint(['label', `job ${index}`]);
      if (index > 22) pacer.repaintAll();
      await clock.advance(100);
    }
    await clock.advance(5000);
    const times = (element: string): number[] =>
      fired.filter(({ elements }) => elements.includes(element)).map(({ at }) => at);
    assert.deepEqual([times('all'), times('label')], [[0, 2000, 4000], []]);
    assert.deepEqual(times('job 0'), [400], 'a row that is not open waits for none of that');
  });

  it('of everything wait for two seconds after an open row was read, and for no row that is closed', async () => {
    open.add('label');
    pacer.repaint(['label']);
    await clock.advance(600);
    pacer.repaintAll();
    pacer.repaint(['label']);
    await clock.advance(1399);
    assert.equal(fired.length, 1);
    await clock.advance(1);
    assert.deepEqual(fired.slice(1), [{ at: 2000, elements: ['all'] }]);
    open.clear();
    pacer.repaintAll();
    await clock.advance(400);
    assert.deepEqual(fired.slice(2), [{ at: 2400, elements: ['all'] }]);
    await clock.advance(5000);
    assert.equal(fired.length, 3);
  });

  it('of everything bring along an open row that could be read before them: it is not read twice', async () => {
    open.add('label').add('other');
    pacer.repaint(['label']);
    await clock.advance(600);
    pacer.repaintAll();
    pacer.repaint(['other']);
    await clock.advance(5000);
    assert.deepEqual(fired.slice(1), [{ at: 2000, elements: ['all'] }]);
  });

  it('of everything wait two seconds at most, whatever is opened and read meanwhile', async () => {
    open.add('label');
    pacer.now(['label']);
    await clock.advance(500);
    pacer.repaintAll();
    for (let index = 0; index < 4; index++) {
      await clock.advance(480);
      pacer.now(['label']);
      pacer.repaintAll();
    }
    await clock.advance(480);
    assert.deepEqual(fired.at(-1), { at: 2820, elements: ['all'] });
  });

  it('of an open row come two seconds after everything was read', async () => {
    open.add('label');
    pacer.repaintAll();
    await clock.advance(600);
    pacer.repaint(['label', 'job']);
    await clock.advance(5000);
    assert.deepEqual(
      fired.map(({ at, elements }) => [at, ...elements]),
      [
        [0, 'all'],
        [600, 'job'],
        [2000, 'label'],
      ],
    );
  });

  it('of everything that wait come at once when somebody goes to a row, and once', async () => {
    open.add('label');
    pacer.repaintAll();
    pacer.repaintAll();
    pacer.repaint(['label']);
    await clock.advance(100);
    pacer.flush();
    await clock.advance(5000);
    assert.deepEqual(
      fired.map(({ at, elements }) => [at, ...elements]),
      [
        [0, 'all'],
        [100, 'all'],
      ],
    );
  });

  it('are forgotten when everything is read anew', async () => {
    pacer.repaint(['a']);
    pacer.repaint(['b']);
    pacer.clear();
    await clock.advance(5000);
    assert.deepEqual(fired, [{ at: 0, elements: ['a'] }]);
  });
});
