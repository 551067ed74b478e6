import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { pageSize } from '../../src/core/jobs/scale';
import { commandIds } from '../../src/vscode/contributions';
import type { Services } from '../../src/vscode/services';
import { job, labelAnswer } from '../fakes/jobs';
import { enterWorld, rows, services, until, type TestWorld } from './harness/inside';

describe('more labels than a page has rows, in the editor', () => {
  const labels = Array.from({ length: pageSize + 45 }, (_, index) => `paged-${index + 1}`);
  let inside: Services;
  let world: TestWorld;
  const polling = (enabled: boolean | undefined): Thenable<void> =>
    vscode.workspace
      .getConfiguration()
      .update('bannerJobs.polling.enabled', enabled, vscode.ConfigurationTarget.Global);

  before(async function () {
    this.timeout(60_000);
    inside = await services();
    await vscode.commands.executeCommand('bannerJobs.jobs.focus');
    world = await enterWorld('Pages', { jobs: 10, labels: 1, alive: false });
    // The server knows none of these labels, and is not to be asked for thousands of them.
    await polling(false);
    await inside.tracked.trackLabels(labels);
    await until('the labels are tracked', () => inside.store.labels.length === labels.length);
    inside.poller.stop();
  });
  after(async function () {
    this.timeout(60_000);
    await inside.tracked.replaceOwn({ labels: [], jobIds: [] });
    await polling(undefined);
    await world.server.close();
  });

  it('stand on pages, the first of them open', () => {
    const pages = rows(inside);
    assert.deepEqual(
      pages.map(({ label, icon }) => `${label} ${icon}`),
      ['1 to 2,000 list-ordered', '2,001 to 2,045 list-ordered'],
    );
    const states = pages.map(({ element }) => inside.tree.getTreeItem(element).collapsibleState);
    const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    assert.deepEqual(states, [Expanded, Collapsed]);
  });

  it('are gone to, a label and then a job of another, on a page that nobody has opened', async function () {
    this.timeout(60_000);
    const selected = (element: string) => () => inside.tree.view.selection[0] === element;
    const second = { kind: 'label', label: 'paged-2001' } as const;
    await inside.tree.reveal(second, { focus: true });
    await until('the label is selected', selected(inside.tree.element(second)));
    const label = labels.at(-1) ?? '';
    inside.store.apply({ labels: new Map([[label, labelAnswer([job('on the last page', 'failed', [label])])]]) });
    await vscode.commands.executeCommand(commandIds.goToJob, 'on the last page');
    await until(
      'the job is selected',
      selected(inside.tree.element({ kind: 'job', label, jobId: 'on the last page' })),
    );
  });
});
