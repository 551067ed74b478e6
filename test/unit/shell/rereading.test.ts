import assert from 'node:assert/strict';
import { Rereading } from '../../../src/vscode/rereading';
import { FakeClock } from '../../fakes/fakeClock';

const rows = Array.from({ length: 100 }, (_, index) => `row ${index}`);

/** `drawn` are the rows that are; `told` is what came to pass, in order. */
function made() {
  const clock = new FakeClock();
  const drawn = new Set<string>();
  const told: string[] = [];
  const shows: (() => void)[] = [];
  let isVisible = true;
  const relayout = { isBusy: false, settled: () => Promise.resolve() };
  const rereading = new Rereading({
    clock,
    view: {
      get visible() {
        return isVisible;
      },
      onDidChangeVisibility: (tell: () => void) => {
        shows.push(tell);
        return { dispose: () => shows.splice(0) };
      },
    } as never,
    open: {
      drawnBelow: (element) => {
        told.push(`${element} is drawn`);
        for (const row of rows) drawn.add(row);
        return Promise.resolve(rows);
      },
    },
    drawn: { has: (row) => drawn.has(row) },
    relayout,
  });
  /** VS Code shows or hides the view. */
  const show = (value: boolean): void => {
    isVisible = value;
    for (const tell of shows) tell();
  };
  return { rereading, clock, drawn, told, shows, show, relayout };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('rows that are read again', () => {
  it('are too many once more than a screen of them are read in a turn', async () => {
    const { rereading, shows, relayout } = made();
    const isLong = (rows: number): boolean => rereading.isLong(() => rows, true);
    assert.deepEqual([isLong(40), isLong(24), isLong(1)], [false, false, true]);
    await turn();
    assert.equal(isLong(64), false);
    await turn();
    // Not even counted.
    relayout.isBusy = true;
    assert.equal(
      rereading.isLong(() => assert.fail(), true),
      true,
    );
    rereading.dispose();
    assert.deepEqual(shows, []);
  });

  it('are given at once in a view that comes back where a row is gone to, or something was told before', async () => {
    const { rereading, clock, show } = made();
    const isLong = async (isGoneTo: boolean): Promise<boolean> => {
      await turn();
      return rereading.isLong(() => 65, isGoneTo);
    };
    show(false);
    await clock.advance(5000);
    // Who hears later than it is read that the view is back.
    assert.deepEqual([await isLong(true), await isLong(false)], [false, true]);
    rereading.tell(() => undefined);
    assert.equal(await isLong(false), false);
    // VS Code gathers anew with another word of the view, as long as it gathers.
    await clock.advance(200);
    rereading.gathersOn();
    await clock.advance(200);
    assert.equal(await isLong(false), false);
    await clock.advance(100);
    rereading.gathersOn();
    assert.equal(await isLong(false), true);
    show(true);
    await clock.advance(500);
    // Whoever is told now reads it when all is read that came with the view.
    rereading.tell(() => undefined);
    assert.deepEqual([await isLong(true), await isLong(false)], [false, true]);
    await clock.advance(500);
    assert.deepEqual([await isLong(true), await isLong(false)], [true, true]);
    show(false);
    rereading.tell(() => undefined);
    await clock.advance(299);
    show(true);
    await clock.advance(999);
    assert.equal(await isLong(false), false);
    await clock.advance(1);
    assert.equal(await isLong(false), true);
  });

  it('are given drawn, those below each row in a turn of their own', async () => {
    const { rereading, told } = made();
    const give = (element: string) => () => {
      told.push(`${element} is given`);
      return rows;
    };
    const both = ['first', 'second'].map((element) => rereading.read(element, give(element)));
    assert.deepEqual(told, []);
    const turns: (readonly string[])[] = [];
    for (let times = 0; times < 4; times++) {
      await turn();
      turns.push(told.splice(0));
    }
    assert.deepEqual(turns, [['first is drawn'], ['second is drawn'], ['first is given'], ['second is given']]);
    assert.deepEqual(await Promise.all(both), [rows, rows]);
  });

  it('are given in another turn than those that were read before, however few they are', async () => {
    const { rereading } = made();
    let next: boolean | undefined;
    await rereading.read('first', () => rows).then(() => (next = rereading.isLong(() => 1, true)));
    assert.equal(next, true);
    await turn();
    assert.equal(
      rereading.isLong(() => 1, true),
      false,
    );
  });

  it('are drawn and given once all is laid out', async () => {
    const { rereading, told, relayout } = made();
    const ends: (() => void)[] = [];
    relayout.settled = () => new Promise((resolve) => ends.push(resolve));
    relayout.isBusy = true;
    let given = false;
    const reading = rereading.read('label', () => rows).then(() => (given = true));
    await turn();
    assert.deepEqual([told, given], [[], false]);
    // Another layout began when this one ended.
    ends.shift()?.();
    await turn();
    assert.deepEqual([told.splice(0), given], [['label is drawn'], false]);
    relayout.isBusy = false;
    ends.shift()?.();
    await reading;
    assert.deepEqual(told, ['label is drawn']);
  });

  it('are drawn again where they are not drawn any more, and given at the third time', async () => {
    for (const [goneTimes, draws] of [
      [1, 2],
      [9, 3],
    ] as const) {
      const { rereading, drawn, told } = made();
      let gone = 0;
      const isDrawn = drawn.has.bind(drawn);
      drawn.has = (row) => {
        if (row === rows[0] && gone++ < goneTimes) drawn.clear();
        return isDrawn(row);
      };
      assert.equal(await rereading.read('label', () => rows), rows);
      assert.equal(told.length, draws);
    }
  });

  it('are all there before anything else goes on', async () => {
    const { rereading, told } = made();
    const settled: string[] = [];
    rereading.afterwards(() => told.push('at once'));
    const reading = rereading.read('label', () => rows);
    const other = rereading.read('other', () => rows);
    rereading.afterwards(() => told.push('afterwards'));
    void rereading.settled().then(() => settled.push('settled'));
    await reading;
    await turn();
    assert.deepEqual([told, settled], [['at once', 'label is drawn', 'other is drawn'], []]);
    await other;
    await turn();
    assert.deepEqual([told.at(-1), settled], ['afterwards', ['settled']]);
  });

  it('are those of a view that comes back for as long as VS Code asks for more, and nobody tells it anything between them', async () => {
    const { rereading, clock, told, show } = made();
    const read = async (element: string): Promise<void> => {
      await rereading.read(element, () => rows);
      await turn();
    };
    show(true);
    await read('first');
    rereading.tell(() => told.push('told'));
    for (const element of ['second', 'third', 'fourth']) {
      await clock.advance(299);
      await read(element);
    }
    await clock.advance(299);
    assert.equal(
      rereading.isLong(() => 65, true),
      false,
    );
    assert.deepEqual(told, ['first is drawn', 'second is drawn', 'third is drawn', 'fourth is drawn']);
    await clock.advance(1);
    assert.equal(told.at(-1), 'told');
    assert.equal(clock.pending, 0);
    rereading.afterwards(() => told.push('right after it'));
    assert.equal(told.at(-1), 'right after it');
    await clock.advance(700);
    assert.equal(
      rereading.isLong(() => 65, true),
      true,
    );
    await read('fifth');
    rereading.afterwards(() => told.push('at once'));
    assert.equal(told.at(-1), 'at once');
  });

  it('are not those of a view that comes back for the hour that a clock is set back', () => {
    const { rereading, clock, show } = made();
    show(true);
    clock.setBack(3_600_000);
    assert.equal(
      rereading.isLong(() => 65, true),
      true,
    );
  });

  it('leave no timer behind', async () => {
    const { rereading, clock, show } = made();
    show(true);
    await rereading.read('label', () => rows);
    await turn();
    assert.equal(clock.pending, 1);
    rereading.dispose();
    assert.equal(clock.pending, 0);
  });
});
