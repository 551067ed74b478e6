import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Services } from '../../src/vscode/services';
import { labelAnswer } from '../fakes/jobs';
import { enterWorld, rows, services, until, type TestWorld } from './harness/inside';
import { setGlobal } from './harness/scripted';

const label = 'lot-of-slow-jobs';
const twoHours = 7200;

describe('a job that has been processing for long, in the editor', () => {
  let inside: Services;
  let world: TestWorld;

  before(async () => {
    inside = await services();
    await vscode.commands.executeCommand('bannerJobs.jobs.focus');
    world = await enterWorld('Stuck', { jobs: 1, labels: 1, alive: false });
    await setGlobal('bannerJobs.polling.enabled', false);
    await inside.tracked.trackLabels([label]);
    await until('the server has told that it knows of none', () => inside.store.label(label)?.complete === true);
    const slow = { id: 'slow', status: 'processing', labels: [] };
    inside.store.apply({ labels: new Map([[label, labelAnswer([slow])]]) });
  });
  after(async () => {
    await setGlobal('bannerJobs.stuckAfterMinutes', undefined);
    await setGlobal('bannerJobs.polling.enabled', undefined);
    await world.server.close();
  });

  it('says so in its row, which is read again for that alone, and since when in its tooltip', async () => {
    const element = inside.tree.element({ kind: 'job', label, jobId: 'slow' });
    rows(inside, inside.tree.element({ kind: 'label', label }));
    const said: string[] = [];
    const heard = inside.tree.onDidChangeTreeData((elements) => {
      if (!elements || elements.includes(element)) said.push(String(inside.tree.getTreeItem(element).description));
    });
    // What another session saw: the job has been running since two hours ago.
    const since = Math.floor(Date.now() / 1000) - twoHours;
    const head = { label, since: 0, asOf: 1, complete: true, capped: false, aligned: true, unreadable: 0 };
    const saved = { id: 'slow', status: 'processing', labels: [], firstSeen: since, changedAt: since, past: [] };
    inside.store.restore({ head, jobs: [saved], writtenAt: 1, stale: true });
    await until('the row says it', () => said.some((each) => each.includes('possibly stuck')));
    said.length = 0;
    await setGlobal('bannerJobs.stuckAfterMinutes', 0);
    await until('the row says it no more', () => said.some((each) => !each.includes('possibly stuck')));
    heard.dispose();
    const item = await inside.tree.resolveTreeItem(new vscode.TreeItem(''), element);
    const tooltip = item.tooltip instanceof vscode.MarkdownString ? item.tooltip.value.replaceAll('&nbsp;', ' ') : '';
    assert.match(tooltip, /First seen: .*Seen: running 2 h/s);
  });
});
