import assert from 'node:assert/strict';
import { LastLabels } from '../../../src/core/jobs/lastLabels';

describe('the label that was used last', () => {
  it('is the one that a job is shown under, and the first where none was used', () => {
    const last = new LastLabels();
    assert.equal(last.choose(['a', 'b']), 'a');
    last.use('c');
    last.use('b');
    assert.equal(last.choose(['a', 'b', 'c']), 'b');
    last.use('c');
    assert.equal(last.choose(['a', 'b', 'c']), 'c');
    last.use('b');
    assert.equal(last.choose(['c', 'b']), 'b');
    assert.equal(last.choose(['a']), 'a');
    assert.equal(last.choose([]), undefined);
  });
});
