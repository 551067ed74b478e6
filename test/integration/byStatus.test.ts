import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Job } from '../../src/core/jobs/job';
import { commandIds } from '../../src/vscode/contributions';
import { chosenJobs } from '../../src/vscode/handOffJobs';
import type { Services } from '../../src/vscode/services';
import type { TreeNode } from '../../src/vscode/treeNode';
import { labelAnswer } from '../fakes/jobs';
import { enterWorld, rows, services, until, type TestWorld } from './harness/inside';
import { replacing } from './harness/replacing';
import { setGlobal } from './harness/scripted';

describe('a tree by status in the editor', () => {
  let inside: Services;
  let world: TestWorld;
  const completed: TreeNode = { kind: 'status', status: 'completed' };
  const job: Job = { id: 'in-two-labels', status: 'completed', labels: [] };
  const other: Job = { ...job, id: 'beside' };
  /** The server's list of a label. */
  const answer = (label: string, jobs: readonly Job[]): unknown =>
    inside.store.apply({ labels: new Map([[label, labelAnswer(jobs)]]) });
  const rowOf = ({ id }: Job) => {
    const row = rows(inside, inside.tree.element(completed)).find(({ label }) => label === id);
    assert.ok(row, id);
    return row;
  };

  before(async () => {
    inside = await services();
    await vscode.commands.executeCommand('bannerJobs.jobs.focus');
    world = await enterWorld('By status', { jobs: 1, labels: 1, alive: false });
    await setGlobal('bannerJobs.polling.enabled', false);
    await inside.tracked.trackLabels(['lot-a', 'lot-b']);
    await vscode.commands.executeCommand(commandIds.refresh);
    await until('the server has told that it knows of none', () =>
      inside.store.labels.every((state) => state.complete),
    );
    answer('lot-a', [job, other]);
    answer('lot-b', [job]);
    inside.arrangement.set({ groupBy: 'status' });
    await until('all is laid out', () => !inside.tree.relayout.isBusy);
  });
  after(async () => {
    inside.arrangement.set({ groupBy: 'label' });
    await setGlobal('bannerJobs.polling.enabled', undefined);
    await world.server.close();
  });

  it('names a job by another of its labels once it left the first, though its status counts the same', async () => {
    const { element, description } = rowOf(job);
    assert.match(description, /lot-a/);
    const fired: string[] = [];
    const heard = inside.tree.onDidChangeTreeData((elements) => fired.push(...(elements ?? ['all'])));
    answer('lot-a', [other]);
    await until('the row is read again', () => fired.includes(element));
    heard.dispose();
    assert.ok(!fired.includes('all'));
    const { description: said } = inside.tree.getTreeItem(element);
    assert.match(String(said), /lot-b/);
    assert.doesNotMatch(String(said), /lot-a/);
    assert.deepEqual(inside.tree.node(element), { ...completed, kind: 'job', jobId: job.id, label: 'lot-b' });
  });

  it('names a job by no label that only another window tracks, in its row and where jobs are handed on', async () => {
    const shared: Job = { ...job, id: 'shared' };
    inside.session.trackFor({ labels: ['lot-of-another-window'], jobIds: [] });
    answer('lot-of-another-window', [shared]);
    answer('lot-a', [other, shared]);
    assert.deepEqual(inside.store.job(shared.id)?.under, ['lot-of-another-window', 'lot-a']);
    assert.match(rowOf(shared).description, /lot-a/);
    const handedOn = await chosenJobs(inside, [inside.tree.element(completed)]);
    assert.equal(handedOn.find(({ jobId }) => jobId === shared.id)?.label, 'lot-a');
    inside.session.trackFor({ labels: [], jobIds: [] });
  });

  it('goes to a job that is tracked by its id', async () => {
    const element = inside.tree.element(inside.tree.rows.job({ status: 'completed' }, other.id));
    await replacing({ showInputBox: () => Promise.resolve(other.id) }, async () =>
      vscode.commands.executeCommand(commandIds.trackJob),
    );
    await until('its row is selected', () => inside.tree.view.selection[0] === element);
  });
});
