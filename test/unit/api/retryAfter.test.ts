import assert from 'node:assert/strict';
import { retryAfterMs } from '../../../src/core/api/retryAfter';

const now = Date.UTC(2026, 0, 1, 12, 0, 0);

const table: readonly (readonly [header: string | null, ms: number | undefined])[] = [
  ['7', 7000],
  [' 7 ', 7000],
  ['300', 300_000],
  ['301', 300_000],
  ['1000000000', 300_000],
  ['9'.repeat(400), 300_000],
  ['Thu, 01 Jan 2026 12:00:09 GMT', 9000],
  ['Thursday, 01-Jan-26 12:00:09 GMT', 9000],
  ['Thu Jan  1 12:00:09 2026', 9000],
  ['Fri, 02 Jan 2026 12:00:00 GMT', 300_000],
  ['Thu, 01 Jan 2026 11:59:59 GMT', undefined],
  ['0', undefined],
  ['-1', undefined],
  ['abc', undefined],
  ['1e9', undefined],
  ['7.5', undefined],
  ['', undefined],
  ['Monday', undefined],
  [null, undefined],
];

for (const [header, ms] of table) {
  it(`a Retry-After of ${header?.slice(0, 40) ?? 'none'} means ${ms ?? 'no'} ms`, () => {
    assert.equal(retryAfterMs(header, now), ms);
  });
}
