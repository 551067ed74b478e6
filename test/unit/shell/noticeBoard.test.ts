import assert from 'node:assert/strict';
import { Emitter } from '../../../src/core/event';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { LabelNotices, type LabelNotice } from '../../../src/core/notice/labelNotices';
import type { PollFacts } from '../../../src/core/notice/statusBarText';
import { StuckWatch } from '../../../src/core/notice/stuckWatch';
import { Slices } from '../../../src/core/snapshot/slices';
import { english as t } from '../../../src/core/translate';
import { showBadge } from '../../../src/vscode/badge';
import { showLabelNotice } from '../../../src/vscode/labelNotices';
import { NoticeBoard } from '../../../src/vscode/noticeBoard';
import { StatusBar } from '../../../src/vscode/statusBar';
import { FakeClock, settle } from '../../fakes/fakeClock';
import { job, labelAnswer } from '../../fakes/jobs';

/** Something with properties that notes each assignment and call, as the editor would repaint for it. */
function recorder<T extends object>(start: T): { target: T; repaints: string[] } {
  const repaints: string[] = [];
  const target = new Proxy(start, {
    set: (of, name, value) => (repaints.push(`${String(name)}=`), Reflect.set(of, name, value)),
    get: (of, name) => {
      const value: unknown = Reflect.get(of, name);
      return typeof value === 'function' ? () => repaints.push(String(name)) : value;
    },
  });
  return { target, repaints };
}

const nothing = (): undefined => undefined;
const newItem = () => ({
  text: '',
  tooltip: undefined as string | undefined,
  accessibilityInformation: undefined as { label: string; role?: string } | undefined,
  show: nothing,
  hide: nothing,
  dispose: nothing,
});

describe('the item in the status bar', () => {
  const said = { text: '$(sync) 1 running', tooltip: 'Next check at 12:00', spoken: 'Banner Jobs, 1 running' };

  it('is shown and hidden once, and assigned to only where it says something else', async () => {
    const { target, repaints } = recorder(newItem());
    const clock = new FakeClock();
    const bar = new StatusBar({ item: target, clock });
    bar.update(undefined);
    bar.update(said);
    assert.deepEqual(repaints.splice(0), ['text=', 'accessibilityInformation=', 'show']);
    await clock.advance(1000);
    bar.update({ ...said });
    await clock.advance(1000);
    assert.deepEqual(repaints.splice(0), ['tooltip=']);
    bar.update(undefined);
    bar.update(undefined);
    bar.dispose();
    assert.deepEqual(repaints, ['hide', 'dispose']);
    assert.deepEqual(target.accessibilityInformation, { label: said.spoken, role: 'button' });
  });

  it('has another tooltip once a second went by without a change, every five seconds of many, and none once it is gone', async () => {
    const { target, repaints } = recorder(newItem());
    const clock = new FakeClock();
    const bar = new StatusBar({ item: target, clock, tooltip: (lines) => `${lines}!` });
    const told = (): number => repaints.splice(0).filter((each) => each === 'tooltip=').length;
    const change = async (count: number): Promise<void> => {
      for (let change = 1; change <= count; change++) {
        bar.update({ ...said, tooltip: `Next check at ${change}` });
        await clock.advance(100);
      }
    };
    await change(49);
    assert.equal(told(), 0);
    await change(50);
    assert.deepEqual([told(), target.tooltip], [1, 'Next check at 1!']);
    await change(20);
    await clock.advance(800);
    assert.equal(told(), 0);
    await clock.advance(100);
    assert.deepEqual([told(), target.tooltip], [1, 'Next check at 20!']);
    bar.update({ ...said, tooltip: 'Next check at 21' });
    bar.update(undefined);
    await clock.advance(1000);
    bar.update({ ...said, tooltip: 'Next check at 22' });
    bar.dispose();
    await clock.advance(1000);
    assert.equal(told(), 0);
  });
});

describe('the badge of the view', () => {
  it('is assigned to only when it says something else', () => {
    const { target, repaints } = recorder<{ badge?: { value: number; tooltip: string } | undefined }>({});
    for (const value of [undefined, 1, 1, 2, undefined, undefined])
      showBadge(target, value === undefined ? undefined : { value, tooltip: `${value} running` });
    assert.equal(repaints.length, 3);
  });
});

describe('a notice on the screen', () => {
  function dialogs(choice: string | undefined) {
    const calls: string[] = [];
    const note =
      (name: string) =>
      (message: string, ...titles: string[]) => {
        calls.push(`${name}: ${message} [${titles.join('|')}]`);
        return Promise.resolve(choice);
      };
    const actions = {
      open: (label: string) => calls.push(`open ${label}`),
      showFailed: (labels: readonly string[]) => calls.push(`failed of ${labels.join()}`),
      onError: (error: unknown) => calls.push(String(error)),
    };
    return { calls, t, inform: note('inform'), warn: note('warn'), ...actions };
  }
  const notice = (...failed: number[]): LabelNotice => ({
    whileClosed: false,
    finishes: failed.map((count, index) => ({ label: `l${index}`, done: 3, failed: count, at: 1, noticedAt: 0 })),
  });

  it('offers the failed jobs only when there are any', async () => {
    const made = dialogs(undefined);
    showLabelNotice(made, notice(0));
    showLabelNotice(made, notice(0, 2, 1));
    await settle();
    assert.deepEqual(made.calls, [
      'inform: l0: 3 done [Open]',
      'warn: 3 labels finished: 9 done, 3 failed [Open|Show Failed]',
    ]);
  });

  it('opens the label, and shows the failed jobs of those that have some', async () => {
    for (const [choice, call] of [
      ['Open', 'open l0'],
      ['Show Failed', 'failed of l1,l2'],
    ]) {
      const made = dialogs(choice);
      showLabelNotice(made, notice(0, 2, 1));
      await settle();
      assert.equal(made.calls.at(-1), call);
    }
  });

  it('does not lose the failure of a button', async () => {
    const made = dialogs('Open');
    showLabelNotice({ ...made, open: () => Promise.reject(new Error('no row')) }, notice(0));
    await settle();
    assert.equal(made.calls.at(-1), 'Error: no row');
  });
});

/** A board over a real store, with a view and an item that note what they are told. */
function boardWorld() {
  const clock = new FakeClock();
  const store = new JobStore(() => clock.now());
  store.track(['lot'], []);
  const polled = new Emitter<void>();
  const changed = new Emitter<void>();
  const poll: { state: PollFacts } = { state: { running: false } };
  const settings = { statusBar: true };
  const view = recorder<{ badge?: { value: number; tooltip: string } | undefined }>({});
  const item = recorder(newItem());
  const shown: LabelNotice[] = [];
  const notices = new LabelNotices({
    ...{ store, clock, startedAt: clock.now(), profile: () => 'Staging', setting: () => 'all', mayNotify: () => true },
    claim: () => Promise.resolve(true),
    show: (notice) => shown.push(notice),
    onError: (error) => assert.fail(String(error)),
  });
  const leader: { nextAt?: number; answeredAt?: number; failure?: { message: string } } = {};
  const board = new NoticeBoard({
    counts: () => ({ ...store.places.own }),
    leaderNextAt: () => leader.nextAt,
    leaderFailure: () => leader.failure,
    answeredRunAt: () => leader.answeredAt,
    ...{ store, clock, notices, t, profile: () => 'Staging', time: String, view: view.target },
    hasStatusBar: () => settings.statusBar,
    onDidChangeSettings: changed.event,
    poller: {
      get state() {
        return poll.state;
      },
      onDidChangeState: polled.event,
    },
    stuck: new StuckWatch({
      store,
      clock,
      slices: new Slices({ clock, rest: () => Promise.resolve() }),
      afterMinutes: () => 30,
    }),
    statusBar: new StatusBar({ item: item.target, clock }),
  });
  const answer = (...statuses: string[]): void =>
    void store.apply({
      labels: new Map([['lot', labelAnswer(statuses.map((status, index) => job(`${index}`, status)))]]),
    });
  /** What the tooltip says once it was told of the last change. */
  const tooltip = async (): Promise<string> => {
    await clock.advance(1000);
    return item.target.tooltip ?? '';
  };
  return { clock, store, polled, changed, poll, leader, settings, view, item, tooltip, shown, board, answer };
}

describe('the notice board', () => {
  it('counts right after a change, and then at most every half second however often the jobs change', async () => {
    const { clock, view, item, answer } = boardWorld();
    await clock.advance(1000);
    answer('processing', 'pending');
    await clock.advance(0);
    assert.deepEqual(view.target.badge, { value: 1, tooltip: '1 running, 1 pending' });
    assert.equal(item.target.text, '$(sync) 1 running · 1 pending');
    view.repaints.splice(0);
    for (let change = 0; change < 40; change++) {
      answer(change % 2 === 0 ? 'pending' : 'processing', ...Array.from({ length: change }, () => 'pending'));
      await clock.advance(50);
    }
    assert.ok(view.repaints.length >= 3 && view.repaints.length <= 5, String(view.repaints.length));
    await clock.advance(500);
    assert.deepEqual(view.target.badge, { value: 1, tooltip: '1 running, 39 pending' });
  });

  it('tells of the poll state without counting, and of nothing while time alone passes', async () => {
    const { clock, item, tooltip, poll, polled, answer } = boardWorld();
    await clock.advance(1000);
    answer('pending');
    await clock.advance(0);
    poll.state = { running: false, nextAt: 77 };
    polled.fire();
    assert.match(await tooltip(), /Next check at 77/);
    item.repaints.splice(0);
    await clock.advance(3600_000);
    polled.fire();
    assert.deepEqual(item.repaints, []);
  });

  it('tells a window that another one asks for when that one asks next, as long as that is to come', async () => {
    const { clock, tooltip, poll, polled, board, leader } = boardWorld();
    leader.nextAt = clock.now() + 10_000;
    await clock.advance(1000);
    assert.match(await tooltip(), /No check by itself is planned/);
    poll.state = { running: false, following: true };
    polled.fire();
    assert.match(await tooltip(), new RegExp(`Next check at ${leader.nextAt}`));
    leader.nextAt += 5000;
    board.leadChanged();
    assert.match(await tooltip(), new RegExp(`Next check at ${leader.nextAt}`));
    await clock.advance(20_000);
    board.leadChanged();
    assert.match(await tooltip(), /Another window asks the server for this one/);
  });

  it('warns of what went wrong in the window that asks for this one, as long as that one does', async () => {
    const { item, tooltip, poll, polled, leader, board } = boardWorld();
    leader.failure = { message: 'The server is busy.' };
    board.leadChanged();
    assert.doesNotMatch(item.target.text, /warning/);
    poll.state = { running: false, following: true };
    polled.fire();
    assert.match(item.target.text, /^\$\(warning\)/);
    assert.match(await tooltip(), /The server is busy\./);
    assert.match(item.target.accessibilityInformation?.label ?? '', /not refreshed/);
    delete leader.failure;
    board.leadChanged();
    assert.doesNotMatch(item.target.text, /warning/);
  });

  it('tells when the last run was answered, which need not have asked for a whole label', async () => {
    const { clock, tooltip, poll, polled, leader, answer } = boardWorld();
    answer('pending');
    const asOf = clock.now();
    await clock.advance(1000);
    assert.match(await tooltip(), new RegExp(`Last answer at ${asOf}`));
    leader.answeredAt = clock.now();
    poll.state = { running: false };
    polled.fire();
    assert.match(await tooltip(), new RegExp(`Last answer at ${leader.answeredAt}`));
    // A run that fails after it takes nothing back.
    const answeredAt = leader.answeredAt;
    delete leader.answeredAt;
    polled.fire();
    assert.match(await tooltip(), new RegExp(`Last answer at ${answeredAt}`));
  });

  it('hides the item by the setting, and when nothing is tracked, and the badge when nothing is running', async () => {
    const { clock, store, item, view, settings, changed, answer } = boardWorld();
    await clock.advance(1000);
    answer('processing');
    await clock.advance(0);
    assert.equal(view.target.badge?.value, 1);
    settings.statusBar = false;
    changed.fire();
    assert.equal(item.repaints.at(-1), 'hide');
    settings.statusBar = true;
    changed.fire();
    assert.equal(item.repaints.at(-1), 'show');
    await clock.advance(1000);
    store.track([], []);
    await clock.advance(0);
    assert.equal(item.repaints.at(-1), 'hide');
    assert.equal(view.target.badge, undefined);
  });

  it('has its notices told of every change, and ends everything with itself', async () => {
    const { clock, board, shown, answer, poll, polled, item } = boardWorld();
    answer('pending');
    await clock.advance(5000);
    answer('failed');
    await clock.advance(25_000);
    assert.deepEqual(
      shown.map(({ finishes }) => finishes[0]?.failed),
      [1],
    );
    answer('processing');
    answer('processing', 'pending');
    board.dispose();
    assert.equal(clock.pending, 0);
    item.repaints.splice(0);
    answer('completed');
    poll.state = { running: true };
    polled.fire();
    await clock.advance(60_000);
    assert.deepEqual([item.repaints, shown.length], [[], 1]);
  });
});
