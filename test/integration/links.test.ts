import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openLink } from '../../src/vscode/links';
import { enterScripted, jobs, leaveScripted, setGlobal, told, type ScriptedWorld } from './harness/scripted';

type Ask = (message: string, ...buttons: string[]) => Promise<string | undefined>;

describe('links into the editor', () => {
  let world: ScriptedWorld;
  before(async () => {
    world = await enterScripted('Links');
    const profiles = [
      { name: 'Links', url: `${world.server.url}/v1` },
      { name: 'Elsewhere', url: `${world.server.url}/other` },
    ];
    await setGlobal('bannerJobs.profiles', profiles);
    world.server.otherwise(jobs(told('j-1')));
  });
  after(() => leaveScripted(world));

  const link = (path: string, query = ''): vscode.Uri =>
    vscode.Uri.parse(`${vscode.env.uriScheme}://banner-jobs.banner-jobs${path}${query}`);

  /** Follows a link as `handleUri` does; whatever is asked gets this answer. @returns what was said, and what came of it */
  async function follow(uri: vscode.Uri, answer?: string): Promise<object> {
    const { inside, server } = world;
    const host = vscode.window as unknown as Record<'showInformationMessage' | 'showWarningMessage', Ask>;
    const { showInformationMessage, showWarningMessage } = host;
    const said: string[][] = [];
    const heard = server.heard.length;
    host.showInformationMessage = host.showWarningMessage = (message, ...buttons) => {
      said.push([message, ...buttons]);
      return Promise.resolve(buttons.find((button) => button === answer));
    };
    try {
      await openLink(inside, uri);
      return {
        said,
        sent: server.heard.length - heard,
        profile: inside.session.profile.name,
        tracked: [...inside.tracked.labels, ...inside.tracked.jobIds],
      };
    } finally {
      Object.assign(host, { showInformationMessage, showWarningMessage });
    }
  }
  const nothing = { sent: 0, profile: 'Links', tracked: [] };
  const noJob = [['This link does not name a job.']];

  it('fault 86: a link of another profile asks, and without a yes switches nothing and sends nothing', async () => {
    const said = [
      ['A link names the job j-1 of the profile Elsewhere. Switch this window to that profile?', 'Switch Profile'],
    ];
    assert.deepEqual(await follow(link('/job/j-1', '?profile=Elsewhere')), { said, ...nothing });
  });

  it('fault 86: a link of a profile that is not here says so, and can do nothing else', async () => {
    const said = [['A link names the job j-1 of the profile Nowhere, which is not here.']];
    assert.deepEqual(await follow(link('/job/j-1', '?profile=Nowhere')), { said, ...nothing });
  });

  it('fault 86: an over-long id, or none, is no job', async () => {
    for (const path of [`/job/${'x'.repeat(501)}`, '/job/', '/job/%20', '/other/j-1'])
      assert.deepEqual(await follow(link(path)), { said: noJob, ...nothing }, path.slice(0, 20));
  });

  it('fault 86: an encoded id is asked about as it is, decoded once, and tracked only after a yes', async () => {
    const ask = (id: string): string[][] => [
      [`A link names the job ${id}. Track it with the profile Links?`, 'Track Job'],
    ];
    assert.deepEqual(await follow(link('/job/..%2F..%2Fx')), { said: ask('../../x'), ...nothing });
    assert.deepEqual(await follow(link('/job/a%2541')), { said: ask('a%41'), ...nothing });
    assert.deepEqual(await follow(link('/job/%5Bx%5D(command:y)')), { said: ask('[x] (command:y)'), ...nothing });
    const agreed = (await follow(link('/job/a%2541'), 'Track Job')) as typeof nothing;
    assert.deepEqual(agreed.tracked, ['a%41']);
  });
});
