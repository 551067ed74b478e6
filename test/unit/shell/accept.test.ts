import assert from 'node:assert/strict';
import { jobMeant, labelsMeant } from '../../../src/vscode/commands/accept';

describe('Enter, pressed while the rows are still those of an older text', () => {
  it('takes the reading of the same place of the text as it is now', () => {
    assert.deepEqual(labelsMeant({ reading: 0, labels: ['lo'] }, 'lot 1'), ['lot 1']);
    assert.deepEqual(labelsMeant({ reading: 1, labels: ['lot'] }, 'lot 1'), ['lot', '1']);
    assert.deepEqual(labelsMeant({ reading: 1, labels: ['a'] }, 'a,b'), ['a', 'b']);
    assert.deepEqual(labelsMeant(undefined, 'lot'), ['lot']);
    assert.equal(labelsMeant(undefined, ' '), undefined);
  });

  it('takes a label that was seen, exactly as it is, while it has the text in it', () => {
    assert.deepEqual(labelsMeant({ labels: ['$(bug) Lot'] }, 'lot'), ['$(bug) Lot']);
    assert.deepEqual(labelsMeant({ labels: ['spring'] }, 'lot'), ['lot']);
  });

  it('takes the chosen job while it has the text in its id, else the first that has', () => {
    const first = (): string => '17';
    assert.equal(jobMeant({ jobId: 'A12', madeFor: '' }, 'a1', first), 'A12');
    assert.equal(jobMeant({ jobId: 'A12', madeFor: '' }, '17', first), '17');
    assert.equal(jobMeant({ madeFor: '' }, '17', first), '17');
    assert.equal(jobMeant({ madeFor: '17' }, '17', first), undefined);
  });
});
