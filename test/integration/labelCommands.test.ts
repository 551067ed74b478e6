import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { defaultArrangement } from '../../src/core/jobs/arrangement';
import { commandIds } from '../../src/vscode/contributions';
import type { Services } from '../../src/vscode/services';
import { enterWorld, rows, services, until, type TestWorld } from './harness/inside';

type Item = vscode.QuickPickItem;

/** Runs a command while this answers its question. */
async function answering(choose: (items: readonly Item[]) => unknown, run: () => Thenable<unknown>): Promise<void> {
  const host = vscode.window as unknown as Record<'showQuickPick', (items: readonly Item[]) => Promise<unknown>>;
  const { showQuickPick } = host;
  try {
    host.showQuickPick = (items) => Promise.resolve(choose(items));
    await run();
  } finally {
    host.showQuickPick = showQuickPick;
  }
}

describe('what is done with labels in the editor', () => {
  let inside: Services;
  let world: TestWorld;
  const element = (index: number): string =>
    inside.tree.element({ kind: 'label', label: world.server.labels[index] ?? '' });
  /** Of the jobs below a label, in the order of their rows. */
  const idsBelow = (index: number): readonly string[] =>
    rows(inside, element(index)).flatMap((row) => (row.contextValue.startsWith('job') ? [row.label] : []));

  before(async function () {
    this.timeout(60_000);
    inside = await services();
    world = await enterWorld('Labels', { jobs: 120, labels: 3, alive: false });
    await inside.tracked.trackLabels(world.server.labels);
    await vscode.commands.executeCommand(commandIds.refresh);
    await until('all are there', () => inside.store.labels.every((state) => state.complete));
  });
  after(async () => {
    inside.arrangement.set(defaultArrangement);
    inside.filter.clear();
    await world.server.close();
  });

  it('Copy Failed Ids copies those of the label, a line each, and no other', async () => {
    await vscode.env.clipboard.writeText('before');
    await vscode.commands.executeCommand(commandIds.copyFailedIds, element(0));
    const failed = inside.store.jobsOf(world.server.labels[0] ?? '').filter(({ status }) => status === 'failed');
    assert.ok(failed.length > 0);
    assert.equal(await vscode.env.clipboard.readText(), failed.map(({ id }) => id).join('\n'));
  });

  it('Sort By… puts rows in the order that is chosen, and back', async () => {
    const byStatus = idsBelow(0);
    const choose = (label: string, description: string) => () =>
      answering(
        (items) => items.find((item) => item.label === label && item.description === description),
        () => vscode.commands.executeCommand(commandIds.sortBy),
      );
    await choose('Job id', 'Z to A')();
    const sorted = idsBelow(0);
    assert.deepEqual(
      sorted,
      [...byStatus].sort((a, b) => b.localeCompare(a, 'en', { numeric: true })),
    );
    assert.notDeepEqual(sorted, byStatus);
    await choose('Status', 'failed first')();
    assert.deepEqual(idsBelow(0), byStatus);
  });

  it('Show Failed shows the failed jobs of the label and of no other', async () => {
    await vscode.commands.executeCommand(commandIds.showFailed, element(1));
    assert.deepEqual(
      rows(inside).map((row) => row.element),
      [element(1)],
    );
    const failed = inside.store.jobsOf(world.server.labels[1] ?? '').filter(({ status }) => status === 'failed');
    assert.deepEqual(new Set(idsBelow(1)), new Set(failed.map(({ id }) => id)));
    inside.filter.clear();
  });

  it('Untrack Finished Labels… ticks those that are finished and untracks what is chosen', async () => {
    const finished = world.server.labels[2] ?? '';
    const jobs = inside.store.jobsOf(finished);
    inside.store.apply({ seen: jobs.map((job) => ({ ...job, status: 'completed' })) });
    const running = inside.store.jobsOf(world.server.labels[0] ?? '').find(({ under }) => under.length === 1);
    inside.store.apply({ seen: running ? [{ ...running, status: 'processing' }] : [] });
    let offered: readonly Item[] = [];
    await answering(
      (items) => {
        offered = items;
        return items.filter(({ label, picked }) => picked && label === finished);
      },
      () => vscode.commands.executeCommand(commandIds.untrackFinished),
    );
    assert.ok(offered.some(({ label }) => label === finished));
    assert.ok(
      !offered.some(({ label }) => label === world.server.labels[0]),
      'a label with a running job is not offered',
    );
    assert.deepEqual(inside.tracked.own.labels, world.server.labels.slice(0, 2));
  });
});
