import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds, noticeSettingIds } from '../../src/vscode/contributions';
import { createNoticeBoard, makeStatusBarItem } from '../../src/vscode/lazy/noticeBoard';
import type { NoticeBoard } from '../../src/vscode/noticeBoard';
import { realClock } from '../../src/vscode/realClock';
import type { Services } from '../../src/vscode/services';
import { noticeSettings } from '../../src/vscode/noticeSettings';
import { Settings } from '../../src/vscode/settings';
import { MovedClock } from '../fakes/movedClock';
import { enterWorld, services, until, type TestWorld } from './harness/inside';

const label = 'car-model-lot-1';

describe('badge, status bar and notices in the editor', () => {
  let inside: Services;
  let world: TestWorld;
  let board: NoticeBoard;
  let settings: Settings;
  const item = makeStatusBarItem();
  const tooltip = (): string =>
    item.tooltip instanceof vscode.MarkdownString ? item.tooltip.value.replaceAll('&nbsp;', ' ') : '';
  const messages: string[] = [];
  const shown: string[] = [];
  const answer = (message: string, ...titles: string[]): Promise<string | undefined> => {
    messages.push(message);
    return Promise.resolve(titles.at(-1));
  };
  /** The 20 s of quiet need not be waited for. */
  const clock = new MovedClock(realClock);
  const change = async (...values: [string, unknown][]): Promise<void> => {
    const configuration = vscode.workspace.getConfiguration();
    for (const [id, value] of values) await configuration.update(id, value, vscode.ConfigurationTarget.Global);
  };

  before(async () => {
    inside = await services();
    await vscode.commands.executeCommand('bannerJobs.jobs.focus');
    world = await enterWorld('Notices');
    settings = new Settings();
    board = createNoticeBoard({
      answeredRunAt: () => undefined,
      counts: () => ({ ...inside.store.places.own }),
      ...{ store: inside.store, poller: inside.poller, clock, log: inside.log, view: inside.tree.view },
      ...{
        startedAt: clock.now(),
        onDidChangeSettings: settings.onDidChange,
        profile: () => 'Notices',
        mayNotify: () => true,
      },
      claim: () => Promise.resolve(true),
      leaderNextAt: () => undefined,
      leaderFailure: () => undefined,
      open: (name) => void shown.push(`open ${name}`),
      showFailed: (names) => void shown.push(`failed of ${names.join()}`),
      dialogs: { inform: answer, warn: answer },
      makeItem: () => item,
    });
  });
  after(async () => {
    board.dispose();
    settings.dispose();
    const ids = [noticeSettingIds.notifications, noticeSettingIds.stuckAfterMinutes, noticeSettingIds.statusBar];
    await change(...ids.map((id): [string, unknown] => [id, undefined]));
    await world.server.close();
  });

  it('counts the running jobs on the badge, and says them in the status bar', async () => {
    await inside.tracked.trackLabels([label]);
    await until('the jobs are counted', () => (inside.tree.view.badge?.value ?? 0) > 0);
    const running = [...inside.store.jobs()].filter(({ status }) => status === 'processing');
    assert.equal(inside.tree.view.badge?.value, running.length);
    assert.match(inside.tree.view.badge.tooltip, /^\d+ running(, \d+ pending)?$/);
    // The extension's own board counts too, and may have set the badge first.
    await until('the status bar says them', () => /^\$\(sync\) .*\d+ pending/.test(item.text));
    await until('the poll state is told', () => tooltip().includes('Next check at'));
    assert.match(tooltip(), /^Banner Jobs of Notices\n\nJobs: .*\n\nLast answer at /);
    assert.match(tooltip(), /\[Select Profile…\]\(command:bannerJobs\.selectProfile\)$/);
    assert.equal(item.accessibilityInformation?.role, 'button');
    assert.deepEqual([item.id, item.name, item.command], ['bannerJobs.status', 'Banner Jobs', 'bannerJobs.jobs.focus']);
  });

  it('says which job is possibly stuck, by time alone', async () => {
    await inside.tracked.trackLabels([label]);
    await until('a job runs', () => [...inside.store.jobs()].some(({ status }) => status === 'processing'));
    const stuck = (): readonly string[] =>
      [...inside.store.jobs()].filter((job) => board.stuck.isStuck(job)).map(({ id }) => id);
    const running = [...inside.store.jobs()].filter(({ status }) => status === 'processing').map(({ id }) => id);
    assert.ok(running.length > 0);
    assert.deepEqual(stuck(), []);
    clock.pass(31 * 60_000);
    assert.deepEqual(stuck(), running);
  });

  it('announces the label once it has been quiet, and does what its button says', async () => {
    await until('the label is read whole', () => inside.store.label(label)?.noticedAt !== undefined);
    // Times are kept in whole seconds: what finishes within the second of the first answer was finished then.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    world.pass(3600_000);
    await vscode.commands.executeCommand(commandIds.refresh);
    await until('nothing is running', () => inside.tree.view.badge === undefined);
    assert.match(item.text, /^\$\(error\) \d+ done · \d+ failed$/);
    assert.deepEqual(messages, []);
    clock.pass(20_000);
    await until('a message is shown', () => messages.length > 0);
    assert.match(messages.join(), new RegExp(`^${label}: \\d+ done, \\d+ failed$`));
    assert.deepEqual(shown, [`failed of ${label}`]);
    clock.pass(60_000);
    assert.equal(messages.length, 1);
  });

  it('reads the settings as they change, and takes none that makes no sense', async () => {
    const read = (): unknown => [
      noticeSettings.notifications,
      noticeSettings.stuckAfterMinutes,
      noticeSettings.statusBar,
    ];
    assert.deepEqual(read(), ['all', 30, true]);
    await change(
      [noticeSettingIds.notifications, 'failures'],
      [noticeSettingIds.stuckAfterMinutes, 0],
      [noticeSettingIds.statusBar, false],
    );
    assert.deepEqual(read(), ['failures', 0, false]);
    await change(
      [noticeSettingIds.notifications, 7],
      [noticeSettingIds.stuckAfterMinutes, -1],
      [noticeSettingIds.statusBar, 'x'],
    );
    assert.deepEqual(read(), ['all', 30, true]);
  });
});
