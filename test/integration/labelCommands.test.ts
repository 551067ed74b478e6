import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { defaultArrangement } from '../../src/core/jobs/arrangement';
import { commandIds, handOffIds } from '../../src/vscode/contributions';
import type { Services } from '../../src/vscode/services';
import { enterWorld, rows, services, until, type TestWorld } from './harness/inside';
import { replacing } from './harness/replacing';
import { setGlobal } from './harness/scripted';

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

/** What stands in menus of rows. The one that is left out asks for a folder first, and the window of this test has none. */
const rowCommands = [
  ...[commandIds.refreshItem, commandIds.untrack, commandIds.hideHere, commandIds.openImages, commandIds.openToSide],
  ...[commandIds.copyJobId, commandIds.copyLabel, commandIds.trackFound, commandIds.showFailed],
  ...[commandIds.copyFailedIds, commandIds.openSheet, commandIds.openAsSheet, commandIds.checkAllCrops],
  ...[handOffIds.copyJobLink, handOffIds.copyRequest, handOffIds.exportJobs, handOffIds.saveImages],
];
const nothingDone = 'VS Code was renewing its rows at that moment: nothing was done. Choose it again.';

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

  it('Track goes to the row of the label, also while another view is shown', async () => {
    const { tree, tracked } = inside;
    for (let times = 0; times < 5; times++) {
      await vscode.commands.executeCommand('workbench.view.explorer');
      await until('the view is hidden', () => !tree.view.visible);
      const label = `found-${times}`;
      await vscode.commands.executeCommand(commandIds.trackFound, tree.element({ kind: 'foundLabel', label }));
      await until('its row is selected', () => tree.view.selection.includes(tree.element({ kind: 'label', label })));
    }
    await tracked.replaceOwn({ labels: world.server.labels, jobIds: [] });
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

  it('copies, refreshes and untracks all rows that are selected', async () => {
    const [first = '', second = ''] = world.server.labels;
    const jobs = rows(inside, element(0)).filter((row) => row.contextValue.startsWith('job'));
    const chosen = [jobs[4], jobs[1], jobs[7]].flatMap((row) => row ?? []);
    // VS Code hands on the row of the menu, and all that are selected.
    const onAll = (command: string, elements: readonly string[]): Thenable<unknown> =>
      vscode.commands.executeCommand(command, elements.at(-1), elements);
    await onAll(
      commandIds.copyJobId,
      chosen.map((row) => row.element),
    );
    assert.equal(await vscode.env.clipboard.readText(), chosen.map(({ label }) => label).join('\n'));

    await inside.tracked.trackLabels(['not-selected']);
    await until('all are answered', () => inside.store.labels.every(({ asOf }) => asOf !== undefined));
    await setGlobal('bannerJobs.polling.enabled', false);
    await until('nothing is asked', () => !inside.poller.state.running);
    const answeredAt = (): (number | undefined)[] => inside.store.labels.map(({ asOf }) => asOf);
    const before = answeredAt();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await onAll(commandIds.refreshItem, [element(0), element(1)]);
    const isNewer = answeredAt().map((at, index) => (at ?? 0) > (before[index] ?? 0));
    await setGlobal('bannerJobs.polling.enabled', undefined);
    assert.deepEqual(isNewer, [true, true, false]);

    await onAll(
      commandIds.untrack,
      [first, second].map((label) => inside.tree.element({ kind: 'label', label })),
    );
    assert.deepEqual(inside.tracked.own.labels, ['not-selected']);
  });

  it('does nothing with what is selected, and says so, where VS Code has lost the row of its menu', async () => {
    const { filter, tracked, tree } = inside;
    const [label = ''] = world.server.labels;
    const selected = tree.element({ kind: 'label', label });
    const unfiltered = filter.current;
    await vscode.commands.executeCommand(commandIds.trackFound, tree.element({ kind: 'foundLabel', label }));
    await until('it is selected', () => tree.view.selection.includes(selected));
    await vscode.env.clipboard.writeText('before');
    const lost = [
      [undefined],
      [undefined, null],
      [{ preserveFocus: false }, undefined],
      [selected, [selected, undefined]],
    ];
    const said: string[] = [];
    const showInformationMessage = (message: string): Promise<void> => Promise.resolve(void said.push(message));
    await replacing({ showInformationMessage }, async () => {
      for (const command of rowCommands)
        for (const menu of lost) {
          said.length = 0;
          // VS Code shows no error that is a cancellation.
          await assert.rejects(
            Promise.resolve(vscode.commands.executeCommand(command, ...menu)),
            /^(?:Canceled|Error: Canceled)/,
          );
          assert.deepEqual(said, [nothingDone], command);
        }
    });
    assert.equal(await vscode.env.clipboard.readText(), 'before');
    assert.deepEqual(tracked.own.labels, ['not-selected', label]);
    assert.deepEqual(filter.current, unfiltered);
    assert.deepEqual(
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs),
      [],
    );
  });
});
