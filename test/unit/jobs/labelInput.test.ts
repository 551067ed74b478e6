import assert from 'node:assert/strict';
import { cleanLabels, readLabels } from '../../../src/core/jobs/labelInput';

describe('labels as typed or pasted', () => {
  const table: readonly [string, readonly (readonly string[])[]][] = [
    ['', []],
    ['  ', []],
    ['car-model-lot-1', [['car-model-lot-1']]],
    ['a, b,c', [['a', 'b', 'c']]],
    ['a\nb\r\nc', [['a', 'b', 'c']]],
    ['a b c', [['a b c'], ['a', 'b', 'c']]],
    ['spring sale, autumn', [['spring sale', 'autumn']]],
    ['["a", "b c", 3]', [['a', 'b c']]],
    ['"a","b"', [['a', 'b']]],
    ['a,a , a', [['a']]],
    ['[broken', [['[broken']]],
  ];
  for (const [text, readings] of table) {
    it(`${JSON.stringify(text)} reads as ${JSON.stringify(readings)}`, () => {
      assert.deepEqual(readLabels(text), readings);
    });
  }

  it('fault 83: a setting that is not a list of texts tracks nothing, and never throws', () => {
    for (const value of [undefined, null, 'a', 7, {}, [1, null, {}]]) assert.deepEqual(cleanLabels(value), []);
  });
});
