import * as vscode from 'vscode';
import { finishedLabels } from '../../core/jobs/jobTotals';
import { messageText } from '../../core/jobs/rowText';
import type { Services } from '../services';
import { offer } from './offer';
import { pickLabels, pickTracked, targetNodes, type FromMenu } from './targets';

/** What is to be untracked. */
interface Entries {
  readonly labels: readonly string[];
  readonly jobIds: readonly string[];
}

/** "Untrack": takes labels and single jobs off the user's own list; can be undone. */
export async function untrack(services: Services, ...menu: FromMenu): Promise<void> {
  const { tracked } = services;
  const nodes = targetNodes(services, menu);
  const chosen: Entries = {
    labels: nodes.flatMap((node) => (node.kind === 'label' ? [node.label] : [])),
    jobIds: nodes.flatMap((node) => (node.kind === 'job' && node.label === '' ? [node.jobId] : [])),
  };
  const isChosen = chosen.labels.length + chosen.jobIds.length > 0;
  const entries = isChosen ? chosen : await pickTracked(tracked.own, vscode.l10n.t('Untrack'));
  if (!entries) return;
  const shared = entries.labels.filter((label) => tracked.origin(label) === 'workspace');
  const own = entries.labels.filter((label) => tracked.origin(label) === 'own');
  // Two lists, and neither waits for what the user says to a notification.
  await Promise.all([hide(services, shared), untrackOwn(services, { labels: own, jobIds: entries.jobIds })]);
}

async function untrackOwn(services: Services, { labels, jobIds }: Entries): Promise<void> {
  if (labels.length + jobIds.length === 0) return;
  const { tracked } = services;
  const undo = await tracked.untrack(labels, jobIds);
  const names = [...labels, ...jobIds];
  const message =
    names.length === 1
      ? vscode.l10n.t('Untracked {0}.', messageText(names[0] ?? '', '-', 40))
      : vscode.l10n.t('Untracked {0} entries.', names.length);
  offer(message, { [vscode.l10n.t('Undo')]: undo });
}

/** "Hide Here": does not show a label of the workspace's setting in this window's workspace. */
export async function hideHere(services: Services, ...menu: FromMenu): Promise<void> {
  const { tracked } = services;
  const chosen = targetNodes(services, menu).flatMap((node) => (node.kind === 'label' ? [node.label] : []));
  const shared = (chosen.length > 0 ? chosen : tracked.labels).filter((label) => tracked.origin(label) === 'workspace');
  if (chosen.length === 0) {
    await hide(services, (await pickLabels(shared, vscode.l10n.t('Hide Labels of the Workspace'))) ?? []);
  } else if (shared.length > 0) {
    await hide(services, shared);
  } else {
    const name = messageText(chosen[0] ?? '', '-', 40);
    offer(vscode.l10n.t('{0} is on your own list: Untrack takes it off.', name), {
      [vscode.l10n.t('Untrack')]: () => untrackOwn(services, { labels: chosen, jobIds: [] }),
    });
  }
}

/** "Show Hidden Labels": the labels of the workspace that were hidden here. */
export async function showHidden({ tracked }: Services): Promise<void> {
  const labels = await pickLabels(tracked.hidden, vscode.l10n.t('Show Hidden Labels'));
  if (labels) await tracked.unhide(labels);
}

async function hide({ tracked }: Services, labels: readonly string[]): Promise<void> {
  if (labels.length === 0) return;
  const undo = await tracked.hide(labels);
  const first = messageText(labels[0] ?? '', '-', 40);
  const message =
    labels.length === 1
      ? vscode.l10n.t('{0} is hidden here.', first)
      : vscode.l10n.t('{0} labels are hidden here.', labels.length);
  offer(message, { [vscode.l10n.t('Undo')]: undo });
}

/** "Untrack Finished Labels…": all that are finished are ticked, the user says which go; can be undone. */
export async function untrackFinished(services: Services): Promise<void> {
  const { store, tracked } = services;
  const finished = finishedLabels(store).filter((label) => tracked.origin(label) === 'own');
  if (finished.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No label of your own list is finished.'));
    return;
  }
  const labels = await pickLabels(finished, vscode.l10n.t('Untrack Finished Labels'), finished);
  if (labels) await untrackOwn(services, { labels, jobIds: [] });
}
