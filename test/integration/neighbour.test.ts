import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { BannerJobsApi } from '../../src/vscode/extensionApi';
import type { Services } from '../../src/vscode/services';
import { enterWorld, services, testKey, until, type TestWorld } from './harness/inside';

/** What the other extension says of what it gets; its code is in test/integration/neighbour. */
interface Neighbour {
  version(): unknown;
  names(): string[];
  changes(): number;
  jobs: BannerJobsApi['jobs'];
  open: BannerJobsApi['openJob'];
  deface(): boolean;
}

describe('another extension', () => {
  let inside: Services;
  let world: TestWorld;
  let neighbour: Neighbour;

  before(async () => {
    inside = await services();
    world = await enterWorld('Beside');
    const found = vscode.extensions.getExtension<Neighbour>('banner-jobs-tests.neighbour');
    assert.ok(found, 'the other extension is installed');
    neighbour = await found.activate();
  });
  after(() => world.server.close());

  it('fault 91: sees the tracked jobs and their changes, and no key and no link', async () => {
    const label = world.server.labels[0] ?? '';
    const before = neighbour.changes();
    await inside.tracked.trackLabels([label]);
    await until('it sees the jobs', async () => (await neighbour.jobs()).some(({ labels }) => labels.includes(label)));
    assert.ok(neighbour.changes() > before);
    const done = [...inside.store.jobsOf(label)].find(({ status }) => status === 'completed');
    assert.ok(done);
    await inside.viewer.openJob({ profile: world.profile.name, jobId: done.id, signal: new AbortController().signal });
    const text = JSON.stringify(await neighbour.jobs());
    assert.match(text, /"hasImage":true/, 'a job whose link is known');
    assert.ok(!text.includes(testKey) && !/https?:|127\.0\.0\.1|sig=|expires=/i.test(text), 'no key, no link');
  });

  it('uses the first version of the API, which has three members, and cannot change it for others', () => {
    assert.deepEqual([neighbour.version(), neighbour.names()], [1, ['jobs', 'onDidChangeJobs', 'openJob', 'version']]);
    assert.equal(neighbour.deface(), false);
  });

  it('opens a tracked job, and nothing else', async () => {
    const [job] = await neighbour.jobs();
    assert.equal(await neighbour.open('nobody-tracks-this'), false);
    assert.equal(await neighbour.open(job?.id ?? ''), true);
    await until('the viewer is open', () => inside.viewer.panels?.last !== undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});
