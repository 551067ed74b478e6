import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { BannerJobsApi } from '../../src/vscode/extensionApi';
import { toolIds } from '../../src/vscode/contributions';
import type { Services } from '../../src/vscode/services';
import { enterWorld, services, testKey, until, type TestWorld } from './harness/inside';

describe('what other extensions get', () => {
  let inside: Services & { readonly api: BannerJobsApi };
  let world: TestWorld;

  before(async () => {
    inside = (await services()) as typeof inside;
    world = await enterWorld('Neighbours');
  });
  after(() => world.server.close());

  it('fault 91: the API tells of tracked jobs and their changes, and holds no key and no link', async () => {
    const { api } = inside;
    let changes = 0;
    const heard = api.onDidChangeJobs(() => changes++);
    const label = world.server.labels[0] ?? '';
    await inside.tracked.trackLabels([label]);
    await until('the jobs are there', async () => (await api.jobs()).length > 0);
    heard.dispose();
    assert.ok(changes > 0);
    assert.equal(api.version, 1);
    const text = JSON.stringify(await api.jobs());
    assert.ok(text.includes(label));
    assert.ok(!text.includes(testKey) && !text.includes('http'), 'no key, no link');
    assert.deepEqual(Object.keys(api).sort(), ['jobs', 'onDidChangeJobs', 'openJob', 'version']);
  });

  it('openJob opens a tracked job, and nothing for any other', async () => {
    const [job] = await inside.api.jobs();
    assert.equal(await inside.api.openJob('nobody-tracks-this'), false);
    assert.equal(await inside.api.openJob(job?.id ?? ''), true);
    await until('the viewer is open', () => inside.viewer.panels?.last !== undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('fault 91: a command that another extension runs answers nothing', async () => {
    const answer = await vscode.commands.executeCommand('bannerJobs.refresh');
    assert.equal(answer, undefined);
  });

  it('the tools for language models are there by their names', () => {
    const names = vscode.lm.tools.map(({ name }) => name);
    for (const id of Object.values(toolIds)) assert.ok(names.includes(id), id);
  });
});
