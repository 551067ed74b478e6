import assert from 'node:assert/strict';
import { Failure } from '../../../src/core/api/failure';
import { countStatuses } from '../../../src/core/jobs/jobCounts';
import { statusBarText, type StatusBarFacts } from '../../../src/core/notice/statusBarText';
import { english as t } from '../../../src/core/translate';

const words = { t, time: (at: number) => `[${at}]` };
const said = (statuses: readonly string[], more: Partial<StatusBarFacts> = {}) =>
  statusBarText(words, {
    tracked: 1,
    counts: countStatuses(statuses),
    profile: 'Staging',
    answeredAt: 100,
    poll: { running: false, nextAt: 200 },
    ...more,
  });

describe('the item of the status bar', () => {
  const table: readonly [string, readonly string[], string][] = [
    [
      'what is unfinished and what failed',
      ['processing', 'pending', 'pending', 'failed', 'completed'],
      '$(sync) 1 running · 2 pending · 1 failed',
    ],
    ['what is done, when nothing is unfinished', ['completed', 'completed'], '$(pass) 2 done'],
    ['what failed besides', ['completed', 'failed'], '$(error) 1 done · 1 failed'],
    ['only what failed', ['failed'], '$(error) 1 failed'],
    ['that there are no jobs yet', [], '$(circle-outline) no jobs yet'],
    ['a status that is not documented', ['weird'], '$(sync) 1 unknown status'],
  ];
  for (const [name, statuses, text] of table) it(`says ${name}`, () => assert.equal(said(statuses)?.text, text));

  it('is not there while nothing is tracked', () => assert.equal(said(['pending'], { tracked: 0 }), undefined));

  it('tells in its tooltip all counts, of when they are, what comes next, and the profile', () => {
    assert.deepEqual(said(['processing', 'failed', 'completed'])?.tooltip.split('\n'), [
      'Banner Jobs of Staging',
      'Jobs: 1 failed · 1 running · 1 completed',
      'Last answer at [100]',
      'Next check at [200]',
    ]);
  });

  it('says why no check comes, and nothing that is not known', () => {
    const last = (poll: StatusBarFacts['poll']) =>
      said([], { answeredAt: undefined, poll })?.tooltip.split('\n').at(-1);
    assert.equal(last({ running: true, nextAt: 5 }), 'Checking now');
    assert.equal(last({ running: false, following: true }), 'Another window asks the server for this one');
    assert.equal(last({ running: false }), 'No check by itself is planned');
    assert.equal(said([], { answeredAt: undefined })?.tooltip, 'Banner Jobs of Staging\nNext check at [200]');
  });

  it('warns of a failure, with its words in the tooltip, made harmless and short', () => {
    const failure = new Failure('server', `The server\u202e failed.${'x'.repeat(500)}`);
    const item = said(['pending'], { poll: { running: false, failure } });
    assert.equal(item?.text, '$(warning) 1 pending');
    assert.match(item.tooltip, /^The server failed\.x{181}…$/m);
    assert.equal(item.spoken, 'Banner Jobs, 1 pending, not refreshed');
  });
});
