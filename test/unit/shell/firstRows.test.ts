import assert from 'node:assert/strict';
import { FirstRows } from '../../../src/vscode/firstRows';
import { FakeClock } from '../../fakes/fakeClock';

const rows = Array.from({ length: 2000 }, (_, index) => index);

/** `again` is what was to be read again, in order; `ready` are rows below which all was got ready. A row below 0 opens by itself. */
function made(): { first: FirstRows<number>; clock: FakeClock; again: string[]; ready: number[]; gone: Set<string> } {
  const clock = new FakeClock();
  const [again, ready]: [string[], number[]] = [[], []];
  const gone = new Set<string>();
  return {
    first: new FirstRows({
      clock,
      readAgain: (element) => again.push(element),
      readAll: (elements) => again.push(elements.join('+')),
      opensItself: (row) => row < 0,
      prepare: (row) => ready.push(row),
      stands: (element) => !gone.has(element),
      isComing: (element) => element === 'label that is read',
    }),
    ...{ clock, again, ready, gone },
  };
}

describe('the rows of a row that is opened', () => {
  it('are first those that a screen shows, and then all', async () => {
    const { first, clock, again } = made();
    assert.deepEqual(first.of('page', true, rows), rows.slice(0, 64));
    await clock.advance(200);
    assert.deepEqual(again, [], 'the first are sent and drawn before');
    await clock.advance(50);
    assert.deepEqual(again, ['page']);
    assert.equal(first.of('page', false, rows), rows);
    await clock.advance(5000);
    assert.deepEqual([again, clock.pending], [['page'], 0]);
  });

  it('wait longer for the rest while more of them are on their way', async () => {
    const { first, clock, again } = made();
    first.of('label that is read', true, rows);
    await clock.advance(999);
    assert.deepEqual(again, []);
    await clock.advance(1);
    assert.deepEqual(again, ['label that is read']);
  });

  it('are all of them where they were on the screen before, or are few', async () => {
    const { first, clock, again } = made();
    assert.equal(first.of('page', false, rows), rows);
    assert.equal(first.of('page', true, rows.slice(0, 64)).length, 64);
    await clock.advance(1000);
    assert.deepEqual(again, []);
  });

  it('are those that it had, once many are read with all rows, and the rest right after', async () => {
    const { first, clock, again } = made();
    const read = (element: string, count: number): number => first.of(element, false, rows.slice(0, count)).length;
    const had = { kept: 1500, grown: 200, small: 10, gone: 100, last: 30 };
    for (const [element, count] of Object.entries(had)) read(element, count);
    // It was closed, and opened again with what VS Code kept.
    first.forget('grown');
    first.delete('gone');
    first.all();
    assert.deepEqual([read('kept', 2000), read('last', 2000)], [2000, 2000], 'as long as they are few');
    assert.deepEqual([read('grown', 2000), read('small', 2000)], [200, 64]);
    assert.deepEqual([read('gone', 2000), first.of('new', true, rows).length], [2000, 64]);
    await clock.advance(250);
    assert.deepEqual(again, ['grown+small+new']);
    assert.deepEqual([read('grown', 2000), read('small', 2000), read('new', 10)], [2000, 2000, 10]);
    read('grown', 200);
    first.all();
    const looking = first.whole(() => Promise.resolve([read('kept', 2000), read('last', 2000), read('grown', 2000)]));
    assert.deepEqual(await looking, [2000, 2000, 2000]);
    assert.equal(clock.pending, 0);
  });

  it('are all those that are left of many that are read with all rows', () => {
    const { first } = made();
    for (const each of ['a', 'b', 'c', 'd']) first.of(each, false, rows);
    first.all();
    for (const each of ['a', 'b', 'c', 'd']) assert.equal(first.of(each, false, rows.slice(0, 1999)).length, 1999);
  });

  it('are read whole while a row is looked for, which waits for those that are there in part', async () => {
    const { first, clock, again } = made();
    first.of('page', true, rows);
    const seen: string[] = [];
    const looking = first.whole(async () => {
      seen.push(`of another: ${first.of('other', true, rows).length}`);
      return Promise.resolve();
    });
    assert.deepEqual([seen, again], [[], ['page']], 'the rest is got ready at once');
    await clock.advance(500);
    assert.deepEqual([seen, again], [[], ['page']], 'and once');
    assert.equal(first.of('page', false, rows).length, 2000);
    await clock.advance(50);
    await looking;
    assert.deepEqual(seen, ['of another: 2000']);
    assert.equal(first.of('other', true, rows).length, 64);
  });

  it('are looked at all the same when the rest is never asked for, after two seconds', async () => {
    const { first, clock } = made();
    first.of('page', true, rows);
    let looked = false;
    const looking = first.whole(async () => Promise.resolve((looked = true)));
    await clock.advance(1900);
    assert.equal(looked, false);
    await clock.advance(200);
    await looking;
    assert.equal(looked, true);
  });

  it('are waited for two seconds once, and not at all where the row left the tree before', async () => {
    const { first, clock, gone } = made();
    const looksAfter = async (ms: number): Promise<boolean> => {
      let looked = false;
      void first.whole(async () => Promise.resolve((looked = true)));
      await clock.advance(ms);
      return looked;
    };
    first.of('page', true, rows);
    assert.deepEqual([await looksAfter(1900), await looksAfter(200)], [false, true]);
    assert.equal(await looksAfter(0), true);
    first.of('label', true, rows);
    gone.add('label');
    assert.equal(await looksAfter(0), true);
  });

  it('are waited for no more once the row was closed, and are all there when it opens again', async () => {
    const { first, clock, again } = made();
    first.of('page', true, rows);
    first.forget('page');
    let looked = false;
    const looking = first.whole(async () => Promise.resolve((looked = true)));
    await clock.advance(0);
    await looking;
    assert.deepEqual([looked, again, clock.pending], [true, ['page'], 0]);
    first.forget('page');
    assert.deepEqual(again, ['page']);
  });

  it('end with one that opens by itself, below which all is got ready once they were sent', async () => {
    const { first, clock, ready } = made();
    assert.deepEqual(first.of('label', true, [7, -1, -2, 8]), [7, -1]);
    assert.deepEqual(ready, []);
    await clock.advance(5);
    first.of('other', false, [-9]);
    first.of('page', true, rows);
    await clock.advance(5);
    assert.deepEqual(ready, [-1]);
    assert.deepEqual(first.of('small', true, [7, -1]), [7, -1]);
    assert.deepEqual(first.of('open', false, [7, -1, -2]), [7, -1, -2]);
  });

  it('are read again together with those of a page below them, and not while more are opened', async () => {
    const { first, clock, again } = made();
    first.of('label', true, [-1, -2]);
    await clock.advance(200);
    first.of('page', true, rows);
    await clock.advance(200);
    assert.deepEqual(again, []);
    await clock.advance(50);
    assert.deepEqual([again, clock.pending], [['label+page'], 0]);
  });

  it('are not asked for any more when the view is gone', async () => {
    const { first, clock, again } = made();
    first.of('page', true, rows);
    first.dispose();
    await clock.advance(1000);
    assert.deepEqual([again, clock.pending], [[], 0]);
  });
});
