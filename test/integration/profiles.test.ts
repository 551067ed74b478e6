import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Services } from '../../src/vscode/services';
import { enterWorld, services, testKey, until, type TestWorld } from './harness/inside';

describe('switching profiles in the editor', () => {
  let inside: Services;
  let world: TestWorld;

  before(async () => {
    inside = await services();
    await vscode.commands.executeCommand('bannerJobs.jobs.focus');
    world = await enterWorld('Switching');
  });
  after(() => world.server.close());

  it('takes the known key up again after a switch away and back, even with nothing tracked', async () => {
    await inside.profiles.choose('Sample jobs');
    await until('sample jobs are there', () => inside.store.size > 0);
    await inside.profiles.choose('Switching');
    await inside.tracked.trackLabels(['honda-lot-x']);
    await until('the jobs are there', () => inside.store.size > 0);
  });

  it('shows the rows of the profile in use only, each profile with its own list', async () => {
    const own = inside.store.label('honda-lot-x')?.jobIds.length;
    await inside.profiles.choose('Sample jobs');
    await until('sample jobs are there', () => inside.store.labels.length === 5 && inside.store.size > 0);
    await inside.profiles.choose('Switching');
    await until('the jobs are back', () => inside.store.size === own);
    assert.deepEqual(
      inside.store.labels.map((state) => state.label),
      ['honda-lot-x'],
    );
  });

  it('asks for a label that is tracked while the server is slow, without waiting for the next pause', async () => {
    await until('nothing runs', () => !inside.poller.state.running);
    const before = world.server.counters.pages;
    await inside.tracked.trackLabels(['car-model-lot-1']);
    await inside.tracked.trackLabels(['spring-sale-2026']);
    await until('all are answered', () => inside.store.labels.every((state) => state.asOf !== undefined));
    assert.ok(world.server.counters.pages - before <= 12, `${world.server.counters.pages - before} requests`);
  });

  it('a mistyped job id concerns its own row only', async () => {
    await inside.tracked.trackJob('no-such-job');
    await until('it is known to be unknown', () => inside.store.isUnknown('no-such-job'));
    assert.equal(inside.poller.state.failure, undefined);
    await inside.tracked.replaceOwn({ labels: [], jobIds: ['no-such-job'] });
    assert.equal(inside.tree.getChildren().length, 1);
  });

  it('the key went to its own server only', () => {
    assert.equal(inside.keys.key(world.profile), testKey);
    assert.equal(world.server.counters.refused, 0);
  });
});
