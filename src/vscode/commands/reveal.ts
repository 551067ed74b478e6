import * as vscode from 'vscode';
import { groupName, type GroupRef } from '../../core/jobs/groupRef';
import { jobMatcher } from '../../core/jobs/jobFilter';
import type { Services } from '../services';

/** Reveals and selects the row of a job, under the label that was used last; a filter that hides it is cleared, and that is said. */
export async function revealJob(services: Services, jobId: string): Promise<void> {
  const { groups, filter, tree } = services;
  if (groups.groupsOf(jobId).length > 0 && shownIn(services, jobId).length === 0) {
    filter.clear();
    void vscode.window.showInformationMessage(vscode.l10n.t('The filter was cleared to show the job.'));
  }
  const group = lastUsed(services, shownIn(services, jobId));
  if (group) await tree.reveal(tree.rows.job(group, jobId), { focus: true });
}

/** The groups of the tree in which the filter shows the job. */
function shownIn({ groups, filter, store }: Services, jobId: string): readonly GroupRef[] {
  const job = store.job(jobId);
  const all = groups.groupsOf(jobId);
  if (!job) return all;
  const under = [...job.under, ...(job.isSingle ? [''] : [])];
  const isShown = (label: string): boolean => jobMatcher(filter.current, label)(job);
  return all.filter((group) => ('label' in group ? isShown(group.label) : under.some(isShown)));
}

function lastUsed({ lastLabels }: Services, shown: readonly GroupRef[]): GroupRef | undefined {
  const label = lastLabels.choose(shown.flatMap((group) => ('label' in group ? [group.label] : [])));
  return shown.find((group) => groupName(group) === groupName({ label: label ?? '' })) ?? shown[0];
}
