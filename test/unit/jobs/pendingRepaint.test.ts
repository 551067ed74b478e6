import assert from 'node:assert/strict';
import type { Computed } from '../../../src/core/jobs/groupView';
import { drained } from '../../../src/core/jobs/jobTotals';
import { mergedChange, newChange, type JobChange } from '../../../src/core/jobs/jobDiff';
import { PendingRepaint } from '../../../src/core/jobs/pendingRepaint';

const changeOf = (label: string, ...jobs: string[]): JobChange => ({
  ...newChange(),
  labels: new Set([label]),
  jobs: new Set(jobs),
});

describe('changes that are one repaint', () => {
  it('tell of a label that carried jobs how many it was before the first of them', () => {
    const change = (before: number): JobChange => ({ ...newChange(), carried: new Map([['seen', before]]) });
    assert.deepEqual([...(mergedChange([change(0), change(3)]).carried ?? [])], [['seen', 0]]);
  });

  it('tell of every label and job, each once', () => {
    const { labels, jobs } = mergedChange([changeOf('a', 'x', 'y'), changeOf('b', 'y'), changeOf('a')]);
    assert.deepEqual([...labels, ...jobs], ['a', 'b', 'x', 'y']);
  });

  it('are laid out group by group, those that came meanwhile after them, and not once all is laid out anew', () => {
    const done: string[] = [];
    const nameOf = ({ ref }: Computed): string => ('label' in ref ? ref.label : ref.status);
    const pending = new PendingRepaint({
      touch: ({ labels }, into) => {
        for (const label of labels) into.add(label);
      },
      begin: ({ change, labels }) => ({
        change,
        labels,
        entries: Array.from(labels, (label) => ({ ref: { label } }) as Computed),
      }),
      renew: (entry) => done.push(nameOf(entry)),
      end: ({ labels }, into) => {
        done.push(`end of ${[...labels].join()}`);
        into.all = true;
      },
    });
    const take = (): string[] => done.splice(0);
    pending.note(changeOf('a'));
    pending.note(changeOf('b'));
    const steps = pending.layOut();
    steps.next();
    steps.next();
    pending.note(changeOf('c'));
    assert.deepEqual([take(), pending.isNeeded, pending.take().all], [['b'], true, false]);
    drained(steps);
    assert.deepEqual(take(), ['a', 'end of a,b', 'c', 'end of c']);
    assert.deepEqual([pending.isNeeded, pending.isUntold], [false, true]);
    assert.deepEqual([pending.take().all, pending.isUntold, pending.take().all], [true, false, false]);
    pending.note(changeOf('d'));
    pending.note(changeOf('e'));
    const others = pending.layOut();
    others.next();
    others.next();
    pending.note(changeOf('f'));
    const left = pending.clear().map(({ change, labels }) => [[...change.labels], [...labels]]);
    assert.deepEqual(
      [take(), left],
      [
        ['e'],
        [
          [
            ['d', 'e'],
            ['d', 'e'],
          ],
          [['f'], ['f']],
        ],
      ],
    );
    drained(others);
    assert.deepEqual([take(), pending.isNeeded], [[], false]);
  });
});
