import assert from 'node:assert/strict';
import type { JobChange } from '../../../src/core/jobs/jobDiff';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { job, labelAnswer } from '../../fakes/jobs';

describe('jobs that another window asks for', () => {
  const head = { label: 'lot', since: 0, asOf: 90_000, complete: true, capped: false, aligned: true, unreadable: 0 };
  const saved = {
    ...job('a', 'completed', ['lot']),
    firstSeen: 5,
    changedAt: 60,
    past: [{ status: 'pending', since: 5 }],
  };

  it('tell the story that it saw, not when this window heard of it', () => {
    let now = 10_000;
    const store = new JobStore(() => now);
    store.track(['lot'], []);
    store.apply({ labels: new Map([['lot', labelAnswer([job('a', 'pending', ['lot'])])]]) });
    now = 95_000;
    store.restore({ head, jobs: [saved], ids: ['a'], writtenAt: 90_000, stale: false });
    const { firstSeen, changedAt, past } = store.job('a')!;
    assert.deepEqual([firstSeen, changedAt, past], [5, 60, saved.past]);
  });

  it('and that the server does not name any more are let go at the end of what is read, and their label is told of', () => {
    const store = new JobStore(() => 95_000);
    store.track(['lot'], []);
    store.apply({ labels: new Map([['lot', labelAnswer([job('a', 'completed', [])])]]) });
    const piece = { head, writtenAt: 90_000, stale: true };
    const past = [job('a', 'completed', []), job('gone', 'completed', [])];
    store.restore({ ...piece, jobs: past.map((each) => ({ ...each, firstSeen: 5, changedAt: 5, past: [] })) });
    assert.equal(store.size, 2);
    const { labels } = store.restore({ ...piece, jobs: [], ids: ['a', 'gone'] });
    assert.deepEqual([store.size, [...labels]], [1, ['lot']]);
  });

  it('are announced once: that a label was announced is told, so that it is kept', () => {
    const store = new JobStore(() => 10_000);
    store.track(['lot'], []);
    store.apply({ labels: new Map([['lot', labelAnswer([job('a', 'completed', ['lot'])])]]) });
    const told: JobChange[] = [];
    store.onDidChange((change) => told.push(change));
    store.noticed('lot', 60);
    store.noticed('unknown', 60);
    const nothing = { labels: new Set(), jobs: new Set(), tracked: false };
    assert.deepEqual([told, store.label('lot')?.noticedAt], [[{ ...nothing, kept: new Set(['lot']) }], 60]);
  });
});
