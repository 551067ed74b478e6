import * as vscode from 'vscode';
import type { DetailFeed } from '../core/jobs/detailFeed';
import type { DetailQueue } from '../core/jobs/detailQueue';
import type { Services } from './services';
import type { Settings } from './settings';
import type { TreeNode } from './treeNode';
import type { ViewStatus } from './viewStatus';

interface Wired extends Services {
  readonly settings: Settings;
  readonly status: ViewStatus;
  readonly details: DetailFeed;
  readonly queue: DetailQueue;
}

/** Joins what changes to what shows it. Everything here ends when the answer is disposed. */
export function wire(services: Wired): vscode.Disposable {
  const { store, tree, filter, poller, session, settings, keys, status, details, queue, groups } = services;
  const tell = (): void => {
    if (status.update(tree.view)) tree.showAll();
  };
  const attend = (): void => {
    const watched = tree.view.visible && vscode.window.state.focused;
    poller.attend({ enabled: settings.pollingEnabled, watched });
    queue.wake();
  };
  const expanded = (node: TreeNode | undefined): void => {
    if (node?.kind === 'label') details.expandLabel(node.label);
    if (node?.kind === 'job') details.open(node.jobId);
  };
  const collapsed = (node: TreeNode | undefined): void => {
    if (node?.kind === 'label') details.collapseLabel(node.label);
  };
  attend();
  return vscode.Disposable.from(
    store.onDidChange((change) => {
      if (change.tracked) groups.invalidate();
      tell();
      tree.show(change);
      details.feed(change.jobs);
    }),
    filter.onDidChange(() => {
      groups.invalidate();
      status.update(tree.view);
      tree.showAll();
    }),
    poller.onDidChangeState(({ running, failure }) => {
      tell();
      // The server answers again, so what waited for it may go on.
      if (!running && !failure) queue.resume();
    }),
    queue.onDidChange((jobId) => tree.showDetails(jobId)),
    session.onDidChange(() => {
      tell();
      details.restart();
    }),
    keys.onDidChange(tell),
    settings.onDidChange(attend),
    vscode.window.onDidChangeWindowState(attend),
    tree.view.onDidChangeVisibility(({ visible }) => {
      if (visible) session.shown();
      attend();
    }),
    tree.view.onDidExpandElement(({ element }) => expanded(tree.node(element))),
    tree.view.onDidCollapseElement(({ element }) => collapsed(tree.node(element))),
  );
}
