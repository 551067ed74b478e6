import * as vscode from 'vscode';
import type { Clock } from '../core/clock';
import { DetailFeed } from '../core/jobs/detailFeed';
import { DetailPatience } from '../core/jobs/detailPatience';
import type { DetailQueue } from '../core/jobs/detailQueue';
import { LateExpansion } from '../core/jobs/lateExpansion';
import { numberText } from '../core/numberText';
import { Seldom } from '../core/notice/seldom';
import { Slices } from '../core/snapshot/slices';
import { registerDimmedRows } from './dimmedRows';
import { answeredRunAt, hearOthers } from '../core/windows/hearOthers';
import { obeyClearing } from './forgetWindow';
import type { NoticeHost } from './noticeHost';
import { registerNotices } from './notices';
import { rest } from './rest';
import { startNotices } from './wireNotices';
import type { Services } from './services';
import type { Settings } from './settings';
import { StatusTeller } from './statusTeller';
import type { TreeNode } from './treeNode';
import type { ViewStatus } from './viewStatus';

interface Wired extends Services {
  readonly settings: Settings;
  readonly status: ViewStatus;
  readonly queue: DetailQueue;
  readonly notices: NoticeHost;
  readonly clock: Clock;
}

/** How long the first question waits for what the other windows say, in ms. */
const longestStart = 1000;

/** Of what left its labels, thousands of requests may wait: they are looked through at most so often, in ms. */
const retainPause = 1000;

/** Joins what changes to what shows it, then takes up the profile in use. Everything here ends when the answer is disposed. */
export function wire(services: Wired): vscode.Disposable {
  const { store, tree, filter, arrangement, session, poller, keys, viewer, settings, background } = services;
  const teller = new StatusTeller(services);
  const tell = (): void => teller.tell();
  const relay = (): void => tree.relayout.begin();
  startNotices(services, {
    // The window that asks speaks for those it asks for, of what it tracks itself; the claim decides among the others.
    mayNotify: (label) => !background.role?.leader?.labels.includes(label),
    claim: (name) => background.claim(name),
    leaderNextAt: () => background.news?.nextAt,
    leaderFailure: () => background.news?.failure,
    answeredRunAt: () => answeredRunAt(poller, background.news),
  });
  const joined = vscode.Disposable.from(
    teller,
    store.onDidChange((change) => {
      tree.show(change);
      teller.jobsChanged(change);
      viewer.jobsChanged(change.jobs);
    }),
    tree.relayout.onDidEnd(tell),
    filter.onDidChange(relay),
    arrangement.onDidChange(relay),
    settings.onDidChangeLayout(relay),
    poller.onDidChangeState(tell),
    background.onDidChange(tell),
    session.onDidChange(tell),
    // A label that is the user's own and the workspace's stays tracked when one of them lets it go, but says less.
    session.onDidChangeTracked(() => tree.showAll()),
    session.onDidChangeClient((client) => {
      if (client) viewer.signedIn();
    }),
    keys.onDidChange(tell),
    registerNotices(services),
    registerDimmedRows(),
    wirePolling(services),
    wireDetails(services),
  );
  void session.enter();
  return joined;
}

/** Tells the poller who looks, and what the settings and the other windows say. */
function attendTo({ tree, poller, settings, queue, background }: Wired): void {
  background.update();
  const { pollingEnabled: enabled, pace } = settings;
  const own = { enabled, pace, visible: tree.view.visible, focused: vscode.window.state.focused };
  const { role } = background;
  hearOthers(background, poller);
  poller.attend({ ...(role && role.followers > 0 ? role.attention : own), leads: role?.leads ?? true });
  queue.wake();
}

/** What makes the poller ask, or ask no more. */
function wirePolling(services: Wired): vscode.Disposable {
  const { tree, session, poller, background, notices } = services;
  const attend = (): void => attendTo(services);
  attend();
  // Who asks is known once the other windows were looked at; the first question waits for that, not for long.
  const started = background.start();
  const wake = async (client: object): Promise<void> => {
    await Promise.race([started, new Promise((resolve) => setTimeout(resolve, longestStart))]);
    if (session.api !== client) return;
    attend();
    poller.wake();
    // The first number that is written takes 25 ms: meanwhile the first answer is waited for.
    await rest();
    numberText(vscode.l10n.t, 0);
  };
  return vscode.Disposable.from(
    session.onDidChangeClient((client) => {
      poller.stop();
      if (client) void wake(client);
    }),
    session.onDidChange(attend),
    session.onDidChangeTracked(() => poller.wake()),
    poller.onDidChangeState(() => background.update()),
    background.onDidClear((at) => void obeyClearing(services, at)),
    background.onDidChange(() => {
      attend();
      notices.leadChanged();
    }),
    services.settings.onDidChange(attend),
    vscode.window.onDidChangeWindowState(attend),
    tree.view.onDidChangeVisibility(({ visible }) => {
      if (visible) session.shown();
      attend();
    }),
  );
}

/** Whose results are worth a request, as rows change and are opened. */
function wireDetails({ store, tree, session, poller, queue, lastLabels, background, clock }: Wired): vscode.Disposable {
  const details = new DetailFeed({ store, queue, slices: new Slices({ clock, rest }) });
  const patience = new DetailPatience({ clock, queue });
  const retaining = new Seldom({ clock, pause: retainPause, run: () => details.retain() });
  const labels = new LateExpansion({ clock, details });
  const show = (node: TreeNode | undefined): void => {
    if (node?.kind === 'label') labels.expand(node.label);
    if (node?.kind === 'job') details.open(node.jobId);
  };
  const use = (node: TreeNode | undefined): void => {
    if (node && 'label' in node && node.label !== '') lastLabels.use(node.label);
  };
  return vscode.Disposable.from(
    retaining,
    labels,
    store.onDidChange((change) => {
      if (change.tracked) details.retain();
      else if (change.labels.size > 0) retaining.ask();
      details.feed(change.jobs);
    }),
    session.onDidChangeClient((client) => details.restart(client)),
    poller.onDidChangeState((state) => patience.polled(state)),
    background.onDidChange(() => patience.told(background.news ?? background.role?.asked)),
    queue.onDidChange((jobId) => tree.showDetails(jobId)),
    tree.onDidShow(show),
    tree.view.onDidExpandElement(({ element }) => {
      use(tree.node(element));
      show(tree.node(element));
    }),
    tree.view.onDidChangeSelection(({ selection }) => use(tree.node(selection[0] ?? ''))),
    tree.view.onDidCollapseElement(({ element }) => {
      const node = tree.node(element);
      if (node?.kind === 'label') labels.collapse(node.label);
    }),
  );
}
