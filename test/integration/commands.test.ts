import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds, handOffIds } from '../../src/vscode/contributions';
import type { Services } from '../../src/vscode/services';
import { enterWorld, rows, services, testKey, until, type TestWorld } from './harness/inside';

/** Commands that end by themselves when nobody answers: the others wait for a person, so they are closed by Escape. */
const waiting = new Set<string>([
  commandIds.signIn,
  commandIds.selectProfile,
  commandIds.trackLabels,
  commandIds.trackJob,
  commandIds.filter,
  commandIds.goToJob,
  commandIds.openImages,
  commandIds.openToSide,
  commandIds.openSheet,
  commandIds.openAsSheet,
  commandIds.checkAllCrops,
  commandIds.copyJobId,
  commandIds.copyLabel,
  commandIds.refreshItem,
  commandIds.untrack,
  commandIds.hideHere,
  commandIds.showHidden,
  commandIds.shareWithWorkspace,
  ...Object.values(handOffIds),
]);

/** Runs a command as the palette does, with no arguments, and gives up whatever it asks. */
async function runAndEscape(id: string): Promise<void> {
  const run = Promise.resolve(vscode.commands.executeCommand(id));
  const done = run.then(() => true);
  for (let turn = 0; turn < 200; turn++) {
    const wait = new Promise<false>((resolve) => setTimeout(() => resolve(false), 50));
    if (await Promise.race([done, wait])) return;
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
  }
  assert.fail(`${id} did not end`);
}

describe('every command of the palette, when its moment is not now', () => {
  let inside: Services;
  let world: TestWorld;

  before(async () => {
    inside = await services();
    world = await enterWorld('Commands');
  });
  after(() => world.server.close());

  for (const id of waiting) {
    it(`${id} ends without an error with nothing tracked`, () => runAndEscape(id));
  }

  for (const id of [commandIds.refresh, commandIds.cancelRefresh, commandIds.clearFilter, commandIds.showLog]) {
    it(`${id} ends without an error with nothing tracked`, async () => {
      await vscode.commands.executeCommand(id);
    });
  }

  it('Why Am I (Not) Polling? answers in a document, and anew when it is asked again', async () => {
    await vscode.commands.executeCommand(commandIds.whyPolling);
    const shown = (): vscode.TextDocument | undefined => vscode.window.activeTextEditor?.document;
    assert.match(shown()?.getText() ?? '', /^Not polling: nothing is tracked/);
    await inside.tracked.trackLabels(['car-model-lot-1']);
    await until('the jobs are there', () => inside.store.size > 0);
    await vscode.commands.executeCommand(commandIds.whyPolling);
    await until('the text is another one', () => !shown()?.getText().startsWith('Not polling: nothing'));
    assert.match(shown()?.getText() ?? '', /Last check at /);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await inside.tracked.untrack(['car-model-lot-1'], []);
  });

  it('Try Sample Jobs leads to the embedded server and its labels, without a key', async () => {
    await vscode.commands.executeCommand(commandIds.trySampleJobs);
    await until('sample jobs are there', () => inside.store.size > 50);
    assert.equal(inside.session.keyState, 'notNeeded');
    assert.equal(inside.store.labels.length, 5);
  });

  it('a switch back shows nothing of the sample jobs', async () => {
    await inside.profiles.choose('Commands');
    await until('the other profile is in use', () => inside.session.profile.name === 'Commands');
    assert.equal(inside.store.size, 0);
  });

  it('Untrack is done before anybody answers its notification', async () => {
    await inside.tracked.trackLabels(['car-model-lot-1']);
    await until('the jobs are there', () => inside.store.size > 0);
    await vscode.commands.executeCommand(commandIds.untrack, rows(inside)[0]?.element);
    assert.deepEqual([inside.tracked.labels, inside.store.size], [[], 0]);
  });

  it('Sign Out forgets the key here and in the secret storage', async () => {
    assert.equal(inside.keys.key(world.profile), testKey);
    void vscode.commands.executeCommand(commandIds.signOut);
    await until('the key is forgotten', () => inside.session.keyState === 'signedOut');
    assert.equal(inside.keys.key(world.profile), undefined);
    assert.equal(inside.session.api, undefined);
    await inside.keys.read(world.profile);
    assert.equal(inside.keys.key(world.profile), undefined);
  });

  it('a key goes to the profile it was saved for, not to another with the same name', async () => {
    await inside.keys.save(world.profile, testKey);
    const other = { name: 'Commands', url: 'http://127.0.0.1:9/v1' };
    await vscode.workspace.getConfiguration().update('bannerJobs.profiles', [other], vscode.ConfigurationTarget.Global);
    await until(
      'the URL changed',
      () => inside.session.profile.kind === 'remote' && inside.session.profile.baseUrl === other.url,
    );
    assert.equal(inside.session.keyState, 'signedOut');
    assert.equal(inside.session.api, undefined);
  });
});
