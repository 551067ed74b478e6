import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { Failure, type FailureKind } from '../../../src/core/api/failure';
import { emptyReason, type ViewFacts } from '../../../src/core/jobs/emptyReason';
import { noFilter, parseFilter } from '../../../src/core/jobs/jobFilter';
import { countStatuses } from '../../../src/core/jobs/jobCounts';
import { jobText, labelText, sharedText } from '../../../src/core/jobs/jobText';
import { newLabel } from '../../../src/core/jobs/labelState';
import { boxText, messageText, pickText, rowText } from '../../../src/core/jobs/rowText';
import { viewMessage } from '../../../src/core/jobs/viewMessage';
import { english } from '../../../src/core/translate';
import { job } from '../../fakes/jobs';

const nothing: ViewFacts = { signedOut: false, tracked: 0, answered: 0, jobs: 0, shown: 0, failure: undefined };
const failure = (kind: FailureKind): Failure => new Failure(kind, 'It failed.');

describe('why the view has no rows', () => {
  const table: readonly [string, Partial<ViewFacts>, string | undefined][] = [
    ['no key', { signedOut: true }, 'noKey'],
    ['a key and nothing tracked', {}, 'noLabels'],
    ['labels that wait for their first answer', { tracked: 2 }, undefined],
    ['labels that were answered and have no jobs', { tracked: 2, answered: 2 }, 'noJobs'],
    ['a single job that the server does not know', { tracked: 1, answered: 1, singles: 1 }, undefined],
    ['a filter that hides every job', { tracked: 1, answered: 1, jobs: 5 }, 'filtered'],
    ['jobs', { tracked: 1, answered: 1, jobs: 5, shown: 5 }, undefined],
    ['jobs, and the network is gone', { tracked: 1, jobs: 5, shown: 5, failure: failure('offline') }, undefined],
    ['jobs, and the key was refused', { tracked: 1, jobs: 5, shown: 5, signedOut: true }, undefined],
    ['no answer yet, and the network is gone', { tracked: 1, failure: failure('offline') }, 'offline'],
    ['no answer yet, and an untrusted certificate', { tracked: 1, failure: failure('tls') }, 'tls'],
    ['no answer yet, and no balance', { tracked: 1, failure: failure('billing') }, 'billing'],
  ];
  for (const [name, facts, reason] of table) {
    it(`${name} → ${reason ?? 'rows'}`, () => assert.equal(emptyReason({ ...nothing, ...facts }), reason));
  }
});

describe('the words of rows', () => {
  it('count what a label has, leaving out what it has not', () => {
    const counts = countStatuses(['failed', 'completed', 'completed', 'pending', 'odd']);
    const text = labelText(english, { ...newLabel('lot', 0), asOf: 1, complete: true }, { shown: 1, counts });
    assert.equal(text.description, '3/5 · 1 failed · 1 unknown status · 1 of 5 shown');
    assert.equal(text.spoken, 'label lot, 5 jobs: 1 failed · 1 pending · 2 completed · 1 unknown status, 1 of 5 shown');
  });

  it('say aloud what stands behind the counts: stale, partial, shared', () => {
    const counts = countStatuses(['completed']);
    const view = { shown: 1, counts };
    const state = { ...newLabel('lot', 0), asOf: 1, failure: failure('offline') };
    const heard = [true, false].map((complete) => labelText(english, { ...state, complete }, view).spoken);
    assert.deepEqual(heard, ['label lot, 1 job: 1 completed, not refreshed', 'label lot, 1 job: 1 completed, partial']);
    assert.deepEqual(sharedText(english, { label: 'lot', description: '1/1', spoken: 'label lot' }), {
      label: 'lot',
      description: '1/1 · workspace',
      spoken: 'label lot, workspace',
    });
  });

  it('say the message of a failed job as soon as it is known, and read well aloud', () => {
    const failed = job('17', 'failed');
    assert.equal(jobText(english, { job: failed, details: undefined, under: 'lot' }).description, 'failed');
    const text = jobText(english, {
      job: failed,
      details: { results: [], errorMessage: 'mask too small' },
      under: 'lot',
    });
    assert.equal(text.description, 'mask too small');
    assert.equal(text.spoken, 'failed, job 17, lot, mask too small');
  });

  it('fault 38: show an undocumented status as it came', () => {
    assert.equal(
      jobText(english, { job: job('1', 'archived'), details: undefined, under: 'lot' }).description,
      'archived',
    );
  });

  it('fault 51: are one line, cut, without controls and marks that turn the direction', () => {
    assert.equal(rowText('a\n\u202eb\u200b c', '-'), 'a b c');
    assert.equal(rowText(' \t ', '(no label)'), '(no label)');
    assert.equal(rowText('x'.repeat(1_000_000), '-').length, 120);
    assert.equal(rowText('$(sync~spin) <img onerror>', '-'), '$(sync~spin) <img onerror>');
    assert.doesNotThrow(() => encodeURIComponent(rowText('😀'.repeat(500), '-')));
    // Plain words take a short way: a mark at the end, which is stripped, leads to the long one.
    const words = fc.string({ unit: fc.constantFrom('a', 'B', '~', '!', ' ', '-', '\t', 'é'), maxLength: 30 });
    fc.assert(fc.property(words, (text) => assert.equal(rowText(text, '-', 20), rowText(`${text}\0`, '-', 20))));
  });
});

describe("a server's words outside of rows", () => {
  const hostile = 'a [x](command:y) $(sync~spin) \\$(bug) $( \u202e';

  it('are no link in a notification', () =>
    assert.equal(messageText(hostile), 'a [x] (command:y) $(sync~spin) \\$(bug) $('));
  it('are no icon in a quick pick', () =>
    assert.equal(pickText(hostile), 'a [x](command:y) \\$(sync~spin) \\$(bug) $('));
  it('are neither in an input box', () =>
    assert.equal(boxText(hostile), 'a [x] (command:y) \\$(sync~spin) \\$(bug) $('));
});

describe('the line above the rows', () => {
  const facts = { filter: noFilter, shown: 3, jobs: 60, failure: undefined, signedOut: false };

  it('is absent while there is nothing to say', () => assert.equal(viewMessage(english, facts), undefined));

  it('names the filter and what it shows', () => {
    const filter = { groups: ['failed' as const], text: 'lot ' };
    assert.equal(viewMessage(english, { ...facts, filter }), '3 of 60 jobs: failed, “lot”');
  });

  it('says why nothing new comes, and when the next try is', () => {
    const message = viewMessage(english, { ...facts, failure: failure('offline'), nextTry: '10:00:00' });
    assert.equal(message, 'It failed. Next try at 10:00:00.');
    // What the server called wrong is not asked again.
    assert.equal(viewMessage(english, { ...facts, failure: failure('query'), nextTry: '10:00:00' }), 'It failed.');
  });
});

describe('a stored filter', () => {
  it('reads as "show everything" wherever it cannot be read', () => {
    for (const stored of [undefined, null, 3, 'x', [], { groups: 'failed' }, { text: 4 }]) {
      assert.deepEqual(parseFilter(stored), noFilter);
    }
    assert.deepEqual(parseFilter({ groups: ['completed', 'x', 'failed'], text: 'a' }), {
      groups: ['failed', 'completed'],
      text: 'a',
    });
  });
});
