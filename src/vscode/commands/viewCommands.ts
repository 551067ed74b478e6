import * as vscode from 'vscode';
import { messageText } from '../../core/jobs/rowText';
import type { RunScope } from '../../core/jobs/pollRun';
import { commandIds, viewId } from '../contributions';
import type { Services } from '../services';
import type { TreeNode } from '../treeNode';
import { revealJob } from './reveal';
import { pickJob, pickLabels, targetNodes, type FromMenu } from './targets';

/** "Refresh": everything tracked, with progress in the view. */
export async function refresh(services: Services): Promise<void> {
  await refreshScopes(services, [{ kind: 'all' }]);
}

/** "Refresh" on rows: these labels and jobs only. */
export async function refreshItem(services: Services, ...menu: FromMenu): Promise<void> {
  const nodes = targetNodes(services, menu);
  if (nodes.length > 0) return refreshScopes(services, nodes.map(scopeOf));
  const labels = await pickLabels(services.tracked.labels, vscode.l10n.t('Refresh Labels'));
  if (labels)
    await refreshScopes(
      services,
      labels.map((label) => ({ kind: 'label', label })),
    );
}

async function refreshScopes(services: Services, scopes: readonly RunScope[]): Promise<void> {
  if (!services.session.api) return sayNoKey(services);
  await vscode.window.withProgress({ location: { viewId } }, async () => {
    await Promise.all(scopes.map((scope) => services.background.refresh(scope)));
  });
}

function scopeOf(node: TreeNode): RunScope {
  if (node.kind === 'label' || node.kind === 'failures' || node.kind === 'failure')
    return { kind: 'label', label: node.label };
  if (node.kind === 'job' || node.kind === 'result') return { kind: 'job', id: node.jobId };
  return { kind: 'all' };
}

async function sayNoKey({ session }: Services): Promise<void> {
  if (session.keyState !== 'signedOut') return;
  const signIn = vscode.l10n.t('Sign In');
  const message = vscode.l10n.t('Refreshing needs an API key for {0}.', messageText(session.profile.name));
  const choice = await vscode.window.showInformationMessage(message, signIn);
  if (choice === signIn) await vscode.commands.executeCommand(commandIds.signIn);
}

/** "Go to Job…": reveals a tracked job's row; asks which, unless it is told. */
export async function goToJob(services: Services, told?: unknown): Promise<void> {
  const jobId = typeof told === 'string' ? told : await pickJob(services, vscode.l10n.t('Go to Job'));
  if (jobId !== undefined) await revealJob(services, jobId);
}

/** "Open Images": the viewer on a job or on one of its results. */
export async function openImages(services: Services, toSide: boolean, ...menu: FromMenu): Promise<void> {
  const node = targetNodes(services, menu).find((entry) => entry.kind === 'job' || entry.kind === 'result');
  const jobId = node?.jobId ?? (await pickJob(services, vscode.l10n.t('Open Images')));
  if (jobId === undefined) return;
  const resultIndex = node?.kind === 'result' ? { resultIndex: node.index } : {};
  const label = node && node.label !== '' ? { label: node.label } : {};
  const profileId = services.session.profile.name;
  await services.viewer.show({ profileId, jobId, toSide, fromTree: node !== undefined, ...label, ...resultIndex });
}

/** "Copy Job Id": of all selected jobs, a line each. */
export async function copyJobId(services: Services, ...menu: FromMenu): Promise<void> {
  const ids = targetNodes(services, menu).flatMap((node) => {
    if (node.kind === 'failure') return services.groups.failures(node.label).get(node.message) ?? [];
    return node.kind === 'job' || node.kind === 'result' ? [node.jobId] : [];
  });
  const picked = ids.length > 0 ? [...new Set(ids)] : [await pickJob(services, vscode.l10n.t('Copy Job Id'))];
  await copy(picked);
}

/** "Copy Label": of all selected labels, a line each. */
export async function copyLabel(services: Services, ...menu: FromMenu): Promise<void> {
  const labels = targetNodes(services, menu).flatMap((node) => (node.kind === 'label' ? [node.label] : []));
  const picked =
    labels.length > 0 ? [...new Set(labels)] : await pickLabels(services.tracked.labels, vscode.l10n.t('Copy Labels'));
  await copy(picked ?? []);
}

/** Puts lines on the clipboard, and says so. */
export async function copy(lines: readonly (string | undefined)[]): Promise<void> {
  const text = lines.filter((line) => line !== undefined).join('\n');
  if (text === '') return;
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(vscode.l10n.t('$(check) Copied'), 2000);
}
