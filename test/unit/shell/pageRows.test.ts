import assert from 'node:assert/strict';
import { PageRows } from '../../../src/vscode/pageRows';
import { FakeClock } from '../../fakes/fakeClock';

function made() {
  const clock = new FakeClock();
  const again: (readonly string[])[] = [];
  const pages = new PageRows({ clock, readAgain: (elements) => again.push(elements) });
  return { clock, again, pages };
}

describe('the rows of pages, as VS Code has them', () => {
  it('stand on one page only, and come to the other once the first was read again', async () => {
    const { clock, again, pages } = made();
    assert.deepEqual(pages.give('page 0', 'label', ['a', 'b']), ['a', 'b']);
    assert.deepEqual(pages.give('page 1', 'label', ['b', 'c']), ['c']);
    assert.deepEqual(pages.give('page 2', 'label', ['a', 'd']), ['d']);
    await clock.advance(50);
    assert.deepEqual(again, [['page 1', 'page 2']]);
    pages.taken('page 0');
    assert.deepEqual(pages.give('page 0', 'label', ['a', 'e']), ['a', 'e']);
    assert.deepEqual(pages.give('page 1', 'label', ['b', 'c']), ['b', 'c']);
    await clock.advance(1000);
    assert.equal(again.length, 1);
  });

  it('may be the same again when a page is read again, and may have left one that is gone', () => {
    const { pages } = made();
    for (const forget of [() => undefined, () => pages.taken('label'), () => pages.clear()]) {
      assert.deepEqual(pages.give('page 0', 'label', ['a', 'b']), ['a', 'b']);
      assert.deepEqual(pages.give('page 0', 'label', ['b', 'a']), ['b', 'a']);
      forget();
    }
    assert.deepEqual(pages.give('page 1', 'label', ['a']), ['a']);
  });

  it('leave no timer behind', () => {
    const { clock, pages } = made();
    pages.give('page 0', undefined, ['a']);
    pages.give('page 1', undefined, ['a']);
    pages.dispose();
    assert.equal(clock.pending, 0);
  });
});
