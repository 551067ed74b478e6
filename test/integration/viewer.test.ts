import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds, viewerType } from '../../src/vscode/contributions';
import type { Services } from '../../src/vscode/services';
import type { ViewerPanel } from '../../src/vscode/viewerPanel';
import { enterWorld, services, until, type TestWorld } from './harness/inside';

const isViewer = ({ input }: vscode.Tab): boolean =>
  input instanceof vscode.TabInputWebview && input.viewType.endsWith(viewerType);
const viewers = (): vscode.Tab[] => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.filter(isViewer));

describe('viewers', () => {
  let inside: Services;
  let world: TestWorld;
  before(async () => {
    inside = await services();
    world = await enterWorld('Viewers');
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await world.server.close();
  });

  const show = (jobId: string, toSide = false): Promise<void> =>
    inside.viewer.show({ profileId: world.profile.name, jobId, toSide });
  const last = (): ViewerPanel => {
    const panel = inside.viewer.panels?.last;
    assert.ok(panel, 'a viewer is open');
    return panel;
  };

  it('show the next job in the same panel, and in another one when pinned or to the side', async () => {
    await show('a');
    await show('b');
    await until('one viewer is open', () => viewers().length === 1);
    await vscode.commands.executeCommand(commandIds.pinViewer);
    assert.equal(last().session.pinned, true);
    await show('c');
    await until('the pinned one kept its job', () => viewers().length === 2);
    await show('b');
    assert.equal(viewers().length, 2);
    await show('d', true);
    await until('one is beside', () => viewers().length === 3);
  });

  it('open an image from memory in the editor for pictures, read-only', async () => {
    const [, id] = await showSomething();
    await last().run('openImage');
    const opened = (): vscode.Tab | undefined =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).find(({ label }) => label.startsWith(`${id}-1.`));
    await until('the image is open', () => opened() !== undefined);
    const input = opened()?.input;
    assert.ok(input instanceof vscode.TabInputCustom);
    assert.match(input.viewType, /imagePreview/);
    await assert.rejects(Promise.resolve(vscode.workspace.fs.writeFile(input.uri, new Uint8Array())));
  });

  it('copy the link of an image, which can be opened', async () => {
    await showSomething();
    await last().run('copyLink');
    const response = await fetch(await vscode.env.clipboard.readText());
    assert.equal(response.status, 200);
  });

  /** Shows a job of the server that has a picture. */
  async function showSomething(): Promise<[label: string, id: string]> {
    world.pass(3_600_000);
    await vscode.commands.executeCommand(commandIds.trySampleJobs);
    await until('sample jobs are there', () => inside.store.size > 50);
    const job = [...inside.store.jobs()].find(({ status }) => status === 'completed');
    assert.ok(job);
    await inside.viewer.show({ profileId: inside.session.profile.name, jobId: job.id });
    await until('its picture is there', async () => (await last().session.takeImage())?.kind === 'image');
    return [job.labels[0] ?? '', job.id];
  }
});
