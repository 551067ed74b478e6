import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds } from '../../src/vscode/contributions';
import type { Services } from '../../src/vscode/services';
import { enterWorld, rows, services, until, type TestWorld } from './harness/inside';

describe('tracking labels in the editor', () => {
  let inside: Services;
  let world: TestWorld;

  before(async () => {
    inside = await services();
    await vscode.commands.executeCommand('bannerJobs.jobs.focus');
    world = await enterWorld('Tracking');
  });
  after(() => world.server.close());

  it('shows the label at once and its jobs as soon as they are there, failed ones first, with their message', async () => {
    await inside.tracked.trackLabels(['car-model-lot-1']);
    assert.deepEqual(
      rows(inside).map((row) => row.label),
      ['car-model-lot-1'],
    );
    await until('the jobs are there', () => inside.store.size > 0);
    const [label] = rows(inside);
    const jobs = rows(inside, label?.element);
    assert.equal(jobs.length, inside.store.label('car-model-lot-1')?.jobIds.length);
    assert.equal(jobs[0]?.icon, 'error');
    await until(
      'the message of the failed job is there',
      () => rows(inside, label?.element)[0]?.description !== 'failed',
    );
  });

  it('opens a completed job to its results, asked for once', async () => {
    const [label] = rows(inside);
    const done = rows(inside, label?.element).find((row) => row.contextValue === 'job.viewable' && row.icon === 'pass');
    assert.ok(done);
    const before = world.server.counters.singleJobs;
    await inside.tree.view.reveal(done.element, { expand: true });
    await until('the results are there', () =>
      rows(inside, done.element).every((row) => row.contextValue === 'result'),
    );
    assert.ok(world.server.counters.singleJobs > before);
    assert.match(rows(inside, done.element)[0]?.description ?? '', /×.+ at \(/);
  });

  it('repaints a job that changes, keeping its element and the selection', async () => {
    const [label] = rows(inside);
    const pending = rows(inside, label?.element).find((row) => row.description === 'pending');
    assert.ok(pending);
    await inside.tree.view.reveal(pending.element, { select: true });
    await until('the row is selected', () => inside.tree.view.selection[0] === pending.element);
    world.pass(300_000);
    await vscode.commands.executeCommand(commandIds.refresh);
    const after = rows(inside, label?.element).find((row) => row.element === pending.element);
    assert.ok(after && after.description !== 'pending', after?.description);
    // 1.100 tells of an empty selection while it reads the rows anew, and of the old one when it has.
    await until('the selection is back', () => inside.tree.view.selection.length === 1);
    assert.deepEqual(inside.tree.view.selection, [pending.element]);
  });

  it('refreshes one label with the requests of that label only', async () => {
    await inside.tracked.trackLabels(['honda-lot-x']);
    await until('both are answered', () => inside.store.labels.every((state) => state.asOf !== undefined));
    await until('nothing runs', () => !inside.poller.state.running);
    const before = world.server.counters.pages;
    const [label] = rows(inside);
    await vscode.commands.executeCommand(commandIds.refreshItem, label?.element);
    assert.ok(world.server.counters.pages - before <= 2, `${world.server.counters.pages - before} requests`);
  });

  it('shows a job under each of its tracked labels', async () => {
    await inside.tracked.trackLabels([...world.server.labels]);
    await until('all are answered', () => inside.store.labels.every((state) => state.asOf !== undefined));
    const tops = rows(inside);
    const under = new Map<string, number>();
    for (const top of tops)
      for (const row of rows(inside, top.element)) under.set(row.label, (under.get(row.label) ?? 0) + 1);
    assert.ok([...under.values()].some((count) => count === 2));
    assert.equal(
      new Set(tops.flatMap((top) => rows(inside, top.element).map((row) => row.element))).size,
      [...under.values()].reduce((a, b) => a + b),
    );
  });

  it('shows what the filter lets through, and everything again after it is cleared', async () => {
    const all = inside.store.size;
    inside.filter.set({ groups: ['failed'], text: '' });
    const shown = rows(inside)
      .flatMap((top) => rows(inside, top.element))
      .filter((row) => row.contextValue.startsWith('job'));
    assert.ok(shown.length > 0 && shown.every((row) => row.icon === 'error'));
    assert.match(inside.tree.view.message ?? '', new RegExp(`of ${all} jobs: failed`));
    await vscode.commands.executeCommand(commandIds.clearFilter);
    assert.equal(inside.tree.view.message, undefined);
  });

  it('untracks a label', async () => {
    await inside.tracked.untrack(['honda-lot-x'], []);
    assert.ok(!rows(inside).some((row) => row.label === 'honda-lot-x'));
  });

  it('tracks a job by its id, known or not', async () => {
    const [id = ''] = inside.store.label('car-model-lot-1')?.jobIds ?? [];
    await inside.tracked.replaceOwn({ labels: [], jobIds: [id, 'no-such-job'] });
    await until('both are answered', () => inside.store.isUnknown('no-such-job') && inside.store.job(id) !== undefined);
    const [top] = rows(inside);
    const jobs = rows(inside, top?.element);
    assert.deepEqual(jobs.map((row) => row.label).sort(), [id, 'no-such-job'].sort());
    assert.match(jobs.find((row) => row.label === 'no-such-job')?.description ?? '', /no such job/);
  });

  it('keeps the last good data when the server goes away, and says so in the view, not in a dialog', async () => {
    const known = inside.store.size;
    await world.server.close();
    await vscode.commands.executeCommand(commandIds.refresh);
    assert.equal(inside.store.size, known);
    assert.equal(inside.poller.state.failure?.kind, 'offline');
    assert.match(inside.tree.view.message ?? '', /Next try at/);
  });
});
