import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { cropPhotoProfile } from '../../../src/core/profiles/profile';
import type { SharedWork } from '../../../src/core/windows/sharedWork';
import { createBackground } from '../../../src/vscode/lazy/background';
import { job, labelAnswer } from '../../fakes/jobs';
import { MemoryLog } from '../../fakes/memoryLog';
import { systemClock } from '../../fakes/systemClock';
import { until } from '../../fakes/until';
import { plainFacts } from './windowWorld';

/** A tenth of the true pauses, so that a test need not wait for seconds. */
const timings = { heartbeat: 200, death: 600, answer: 500, patience: 2000, slowLook: 400, cleaning: 10_000 };

describe('two windows on a real disk', () => {
  let root: string;
  const open: { work: SharedWork; store: JobStore; log: MemoryLog }[] = [];
  beforeEach(async () => (root = await mkdtemp(join(tmpdir(), 'windows-'))));
  afterEach(async () => {
    for (const { work } of open.splice(0)) work.dispose();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await rm(root, { recursive: true, force: true });
  });

  function window() {
    const store = new JobStore(() => Date.now());
    store.track(['lot'], []);
    const log = new MemoryLog();
    const { pace } = plainFacts;
    const refreshed: string[] = [];
    const dropped: string[] = [];
    const facts = {
      ...{ profile: cropPhotoProfile, hasKey: true, signedOut: false, poll: { running: false } },
      ...{ enabled: true, visible: false, focused: false, pace },
    };
    const work = createBackground({
      ...{ root, timings, clock: systemClock, log, store, facts: () => facts },
      refresh: ({ kind }) => {
        refreshed.push(kind);
        store.apply({ labels: new Map([['lot', labelAnswer([job('a'), job('b', 'completed')])]]) });
        return Promise.resolve();
      },
      track: (guests) => store.track(['lot'], [], guests),
      wake: () => undefined,
      accounts: {
        profiles: () => [cropPhotoProfile],
        drop: ({ name }) => dropped.push(name),
        cleared: () => dropped.push('everything'),
        recheck: () => undefined,
      },
    });
    const made = { work, store, log, refreshed, dropped };
    open.push(made);
    return made;
  }

  it('share a refresh, its answer and a sign-out, and the one that stays takes over and starts with what was saved', async () => {
    const [leader, follower] = [window(), window()];
    await leader.work.start();
    await follower.work.start();
    await until(() => leader.work.current.followers === 1 && !follower.work.current.leads);
    await follower.work.refresh({ kind: 'all' });
    assert.deepEqual([leader.refreshed, follower.refreshed], [['all'], []]);
    await until(() => follower.store.job('b')?.status === 'completed');
    assert.equal(follower.store.label('lot')?.stale, false);
    await leader.work.tellAccount(cropPhotoProfile, false);
    await until(() => follower.dropped.length === 1);
    leader.work.dispose();
    await until(() => follower.work.current.leads);
    const later = window();
    await later.work.start();
    assert.deepEqual(later.store.label('lot')?.jobIds, ['a', 'b']);
    assert.deepEqual(
      open.flatMap(({ log }) => log.lines),
      [],
    );
    const files = (await readdir(root, { recursive: true })).filter((file) => /\.jsonl?$/.test(file));
    assert.deepEqual([...new Set(files.map((file) => file.split(/[\\/]/)[0]))].sort(), [
      'accounts',
      'snapshots',
      'windows',
    ]);
    for (const file of files) assert.notEqual(await readFile(join(root, file), 'utf8'), '');
  }).timeout(20_000);
});
