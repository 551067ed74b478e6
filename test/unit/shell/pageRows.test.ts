import assert from 'node:assert/strict';
import { PageRows } from '../../../src/vscode/pageRows';

describe('the rows of pages, as VS Code has them', () => {
  it('stand on one page only, and come to the other once the first was read again', () => {
    const pages = new PageRows();
    assert.deepEqual(pages.give('page 0', ['label'], ['a', 'b']), ['a', 'b']);
    assert.deepEqual(pages.give('page 1', ['label'], ['b', 'c']), ['c']);
    assert.deepEqual(pages.give('page 2', ['label'], ['a', 'd']), ['d']);
    assert.deepEqual(pages.give('page 0', ['label'], ['a', 'e']), ['a', 'e']);
    assert.deepEqual(pages.give('page 1', ['label'], ['b', 'c']), ['b', 'c']);
  });

  it('may be the same again when a page is read again, and may have left one that is gone', () => {
    const pages = new PageRows();
    const gone = [
      () => pages.taken('page 0'),
      () => pages.taken('label'),
      () => {
        pages.clear();
      },
    ];
    for (const forget of gone) {
      assert.deepEqual(pages.give('page 0', ['label'], ['a', 'b']), ['a', 'b']);
      assert.deepEqual(pages.give('page 0', ['label'], ['b', 'a']), ['b', 'a']);
      forget();
      assert.deepEqual(pages.give('page 1', ['label'], ['a']), ['a']);
      pages.taken('page 1');
    }
  });

  it('are forgotten with any row above the page, for a row that held it may be gone', () => {
    for (const above of ['more pages', 'label']) {
      const pages = new PageRows();
      pages.give('page 4', ['more pages', 'label'], ['a', 'b']);
      assert.deepEqual(pages.give('page 0', ['label'], ['a']), []);
      pages.taken(above);
      assert.deepEqual(pages.give('page 1', ['label'], ['a', 'b']), ['a', 'b']);
    }
  });
});
