import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { pagesAtOnce } from '../../src/core/jobs/scale';
import type { Services } from '../../src/vscode/services';
import { labelAnswer } from '../fakes/jobs';
import { enterWorld, services, until, type TestWorld } from './harness/inside';
import { setGlobal } from './harness/scripted';

const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('rows below a label in the editor that was closed and opened again', () => {
  let inside: Services;
  let world: TestWorld;
  before(async () => {
    inside = await services();
    await vscode.commands.executeCommand('bannerJobs.jobs.focus');
    world = await enterWorld('Reopened', { jobs: 10, labels: 1, alive: false });
    await setGlobal('bannerJobs.polling.enabled', false);
  });
  after(async () => {
    await setGlobal('bannerJobs.polling.enabled', undefined);
    await world.server.close();
  });

  /** Opens a label of so many jobs, closes it and opens it again by keyboard, as people do. */
  async function reopened(count: number) {
    const { tree, store, tracked } = inside;
    const name = `reopened-${count}`;
    await tracked.trackLabels([name]);
    await until('it was asked for', () => store.label(name)?.asOf !== undefined, 30_000);
    const jobs = Array.from({ length: count }, (_, index) => {
      return { id: `${name}-${`${index}`.padStart(5, '0')}`, status: 'completed', labels: [name] };
    });
    store.apply({ labels: new Map([[name, labelAnswer(jobs)]]) });
    const label = tree.element({ kind: 'label', label: name });
    await rest(1500);
    await tree.view.reveal(label, { expand: true, focus: true, select: true });
    // The first rows come first.
    await rest(3000);
    const toggle = async (): Promise<void> => {
      await rest(1500);
      await vscode.commands.executeCommand('list.collapse');
      await rest(1000);
      await vscode.commands.executeCommand('list.expand');
      await rest(1500);
    };
    const row = (index: number) => tree.element({ kind: 'job', label: name, jobId: jobs[index]?.id ?? '' });
    /** A job changes, and the row of the label with it. */
    const change = async (index: number): Promise<void> => {
      store.apply({ seen: jobs.slice(index, index + 1).map((job) => ({ ...job, status: 'failed' })) });
      await rest(4000);
    };
    return { label, name, toggle, row, change };
  }

  it('stay, with what is selected, while a job of it changes', async function () {
    this.timeout(60_000);
    const { view } = inside.tree;
    const { toggle, row, change } = await reopened(1000);
    await toggle();
    await view.reveal(row(300), { select: true });
    await until('it is selected', () => view.selection[0] === row(300));
    await change(900);
    assert.deepEqual(view.selection, [row(300)]);
  });

  it('stay on a page that was open, too', async function () {
    this.timeout(60_000);
    const { tree } = inside;
    const { name, label, toggle, row, change } = await reopened(6000);
    await tree.view.reveal(tree.element({ kind: 'page', label: name, index: 2 }), { expand: true, select: false });
    await rest(1500);
    await tree.view.reveal(label, { focus: true, select: true });
    await toggle();
    await tree.view.reveal(row(4030), { select: true });
    await until('it is selected', () => tree.view.selection[0] === row(4030));
    await change(10);
    assert.deepEqual(tree.view.selection, [row(4030)]);
  });

  it('stay on a page far below, too, and where another order takes the selected row from there', async function () {
    this.timeout(60_000);
    const { tree, arrangement } = inside;
    arrangement.set({ sortBy: 'id', groupBy: 'label', reversed: false });
    const { name, label, toggle, row, change } = await reopened(7000);
    const open = async (page: { index: number; andMore?: true }): Promise<void> => {
      const element = tree.element({ kind: 'page', label: name, ...page });
      await tree.view.reveal(element, { expand: true, select: false });
      await rest(1500);
    };
    await open({ index: pagesAtOnce, andMore: true });
    await open({ index: pagesAtOnce });
    await tree.view.reveal(label, { focus: true, select: true });
    await toggle();
    await tree.view.reveal(row(6030), { select: true });
    await until('it is selected', () => tree.view.selection[0] === row(6030));
    await change(10);
    assert.deepEqual(tree.view.selection, [row(6030)]);
    const toggled: string[] = [];
    const listeners = [tree.view.onDidCollapseElement, tree.view.onDidExpandElement].map((event) =>
      event(({ element }) => toggled.push(element)),
    );
    for (const reversed of [true, false]) {
      arrangement.set({ sortBy: 'id', groupBy: 'label', reversed });
      await rest(3000);
      assert.deepEqual(tree.view.selection, [row(6030)]);
    }
    assert.deepEqual(toggled, []);
    for (const each of listeners) each.dispose();
    arrangement.set({ sortBy: 'status', groupBy: 'label', reversed: false });
  });
});
