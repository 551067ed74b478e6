import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds, rowKinds } from '../../src/vscode/contributions';
import type { Services } from '../../src/vscode/services';
import { enterWorld, rows, services, until, type TestWorld } from './harness/inside';

/** Titles of the tabs that are open. */
function tabs(): readonly string[] {
  return vscode.window.tabGroups.all.flatMap((group) => group.tabs.map((tab) => tab.label));
}

describe('the contact sheet in VS Code', () => {
  let inside: Services;
  let world: TestWorld;

  before(async () => {
    inside = await services();
    world = await enterWorld('Sheet');
    await inside.tracked.trackLabels(['car-model-lot-1']);
    await until('the jobs are there', () => inside.store.size > 0);
    world.pass(60 * 60 * 1000);
    await vscode.commands.executeCommand(commandIds.refresh);
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await inside.tracked.replaceOwn({ labels: [], jobIds: [] });
    await world.server.close();
  });

  const knownJobs = (): number => [...inside.store.jobs()].filter(({ id }) => inside.store.details(id)).length;

  it('opens from a label’s row, asks for the results of the jobs in view, and comes to the front again', async () => {
    const before = knownJobs();
    await vscode.commands.executeCommand(commandIds.openSheet, rows(inside)[0]?.element);
    await until('its tab is there', () => tabs().includes('Sheet: car-model-lot-1'));
    await until('its page asked for results', () => knownJobs() > before + 3);
    await vscode.commands.executeCommand(commandIds.openSheet, rows(inside)[0]?.element);
    assert.equal(tabs().filter((title) => title === 'Sheet: car-model-lot-1').length, 1);
  });

  it('opens for the jobs that are selected', async () => {
    const [label] = rows(inside);
    const jobs = rows(inside, label?.element).filter((row) => row.contextValue === rowKinds.jobDone);
    assert.ok(jobs.length > 3, 'some jobs are completed');
    await vscode.commands.executeCommand(
      commandIds.openAsSheet,
      jobs[0]?.element,
      jobs.map(({ element }) => element),
    );
    await until('its tab is there', () => tabs().includes('Sheet of Jobs'));
  });

  it('loads its pictures from the status server’s links', async () => {
    await until('pictures were asked for', () => world.server.counters.images > 0);
  });

  it('clears the image cache by a command, whether or not anything is in it', async () => {
    const { cache } = await inside.pictures.load();
    await until('a picture is kept', () => cache.size > 0);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand(commandIds.clearImageCache);
    assert.equal(cache.size, 0);
    await vscode.commands.executeCommand(commandIds.clearImageCache);
  });
});
