import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { faultRows, hostRows, readFaultTitle } from '../../../scripts/faultRows.mjs';

/** Rows that the titles of the test files in a folder name. */
function rowsIn(folder: string): Set<number> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts'));
  const texts = files.map((file) => readFileSync(`${folder}/${file}`, 'utf8'));
  const marks = texts.flatMap((text) => text.match(/(?<=['`"]fault )(\d\d|\$\{row\})(, \d\d)*(?=: )/g) ?? []);
  const listed = texts.flatMap((text) =>
    text.includes('fault ${row}') ? (text.match(/(?<=\[')\d\d(?=', )/g) ?? []) : [],
  );
  return new Set([...marks.flatMap((mark) => mark.split(', ')), ...listed].map(Number));
}

describe('the table of faults', () => {
  it('has a test for each row, and one in the editor for each row that is promised there', () => {
    const host = rowsIn('test/integration');
    const all = new Set([...rowsIn('test/unit'), ...rowsIn('test/page'), ...host]);
    assert.deepEqual(
      [faultRows.filter((row) => !all.has(row)), [...hostRows].filter((row) => !host.has(row))],
      [[], []],
    );
  });

  it('is named by titles of one form only', () => {
    assert.deepEqual(readFaultTitle('fault 05: a page'), { rows: [5], name: 'a page' });
    assert.deepEqual(readFaultTitle('fault 05, 06: a page'), { rows: [5, 6], name: 'a page' });
    for (const title of ['fault 5: x', 'default 05: x', 'fault 05 x', 'a fault 05: x', 'fault 05:'])
      assert.equal(readFaultTitle(title), undefined);
  });
});
