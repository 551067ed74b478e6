import { failureWords } from '../core/api/failureWords';
import * as vscode from 'vscode';
import { cropWord, type LabelCropProblem } from '../core/crop/labelCropChecks';
import type { Failure } from '../core/api/failure';
import { singlesLabel } from '../core/jobs/groupRef';
import type { JobGroups } from '../core/jobs/jobGroups';
import { leftToDo, type StatusGroup } from '../core/jobs/jobCounts';
import { groupText, jobText, labelText, progressText, resultText, sharedText } from '../core/jobs/jobText';
import { pageSize } from '../core/jobs/scale';
import type { JobStore } from '../core/jobs/jobStore';
import { rowText } from '../core/jobs/rowText';
import { isFinished, type TrackedJob } from '../core/jobs/job';
import { speedText } from '../core/notice/rate';
import { stuckText } from '../core/notice/stuck';
import { numberText } from '../core/numberText';
import type { Translate } from '../core/translate';
import { openImagesId, rowKinds } from './contributions';
import { noteItem } from './noteItem';
import { folder, plain, textItem } from './plainItem';
import { groupIcon, statusIcon } from './statusIcon';
import { foundLabelUri } from './dimmedRows';
import { labelsOf } from './labelPages';
import type { LabelOrigin } from './trackedList';
import { isFirstBelow } from './pageNodes';
import { groupOf, type JobNode, type PageNode, type TreeNode } from './treeNode';

/** What a row is drawn from. */
export interface RowSources {
  readonly store: JobStore;
  readonly groups: JobGroups;
  readonly tracked: { origin(label: string): LabelOrigin; isShared(label: string): boolean };
  /** Why the results of a job could not be read. */
  readonly queue: { failure(jobId: string): Failure | undefined };
  /** Which jobs have been running for longer than they should. */
  readonly notices: {
    isStuck(job: TrackedJob): boolean;
    /** What is wrong with the crops of a job, as one of a label's. */
    problems(label: string, job: TrackedJob): readonly LabelCropProblem[];
  };
  readonly t: Translate;
}

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

/**
 * Draws a row from what the store knows. Asks nobody. A throw would blank the whole view: a row that cannot be drawn
 * says so instead.
 * @param node undefined: a row that is gone, which VS Code holds for a moment still
 */
export function drawRow(
  node: TreeNode | undefined,
  element: string,
  from: RowSources & { readonly log: vscode.LogOutputChannel },
): vscode.TreeItem {
  if (!node) return textItem(element, '');
  try {
    const item = bareItem(node, from);
    item.id = element;
    return item;
  } catch (error) {
    from.log.error(`A row could not be drawn: ${String(error)}`);
    return textItem(element, from.t('(this row could not be shown)'));
  }
}

function bareItem(node: TreeNode, from: RowSources): vscode.TreeItem {
  switch (node.kind) {
    case 'label':
      return labelItem(node.label, from);
    case 'singles':
      return singlesItem(from);
    case 'status':
      return statusItem(node.status, from);
    case 'page':
      return pageItem(node, from.groups.view(groupOf(node)).rows.length, from);
    case 'labelPage':
      return pageItem(node, labelsOf(from.groups, node.list).length, from);
    case 'earlier':
      return earlierItem(from);
    case 'found':
      return folder(from.t('Labels seen, not tracked'), from.groups.found().size, 'eye');
    case 'foundLabel':
      return foundItem(node.label, from);
    case 'failures':
      return folder(from.t('Failures by message'), from.groups.view({ label: node.label }).counts.failed, 'list-tree');
    case 'failure':
      return failureItem(node, from);
    case 'failurePage':
      return failurePageItem(node, from);
    case 'job':
      return jobItem(node, from);
    case 'result':
      return resultItem(node, from);
    case 'note':
      return noteItem(node, from);
    default:
      return node satisfies never;
  }
}

function labelItem(label: string, { store, groups, tracked, t }: RowSources): vscode.TreeItem {
  const state = store.label(label);
  if (!state) return plain({ label: rowText(label, t('(no label)')), description: '', spoken: label }, None);
  const only = store.labels.length === 1;
  const { counts, rows } = groups.view({ label });
  const rate = leftToDo(counts) > 0 ? speedText(t, groups.drawnRate(label)) : '';
  const text = labelText(t, state, { counts, shown: rows.length, rate });
  const item = plain(tracked.isShared(label) ? sharedText(t, text) : text, only ? Expanded : Collapsed);
  item.iconPath = new vscode.ThemeIcon(state.failure ? 'warning' : state.stale ? 'history' : 'tag');
  item.contextValue = tracked.origin(label) === 'own' ? rowKinds.ownLabel : rowKinds.sharedLabel;
  return item;
}

function singlesItem({ groups, t }: RowSources): vscode.TreeItem {
  const { counts } = groups.view({ label: singlesLabel });
  const label = t('Jobs tracked by id');
  const item = plain({ label, description: counts.total > 0 ? progressText(t, counts) : '', spoken: label }, Expanded);
  item.iconPath = new vscode.ThemeIcon('pinned');
  item.contextValue = rowKinds.singles;
  return item;
}

function statusItem(status: StatusGroup, { groups, t }: RowSources): vscode.TreeItem {
  const { counts, rows } = groups.view({ status });
  const label = groupText(t, status);
  const count = numberText(t, counts.total);
  const some = t('{0} of {1} shown', rows.length, counts.total);
  const description = rows.length < counts.total ? some : count;
  const item = plain({ label, description, spoken: `${label}, ${description}` }, Collapsed);
  item.iconPath = groupIcon(status);
  item.contextValue = rowKinds.note;
  return item;
}

/** The first page is what somebody wants to see who opens the row above; the others are opened one by one. */
function pageItem(page: PageNode, length: number, { t }: RowSources): vscode.TreeItem {
  const from = page.index * pageSize + 1;
  const to = page.andMore ? length : Math.min(from + pageSize - 1, length);
  const label = t('{0} to {1}', numberText(t, from), numberText(t, to));
  const spoken = page.andMore
    ? t('pages with rows {0} to {1} of {2}', from, to, length)
    : t('rows {0} to {1} of {2}', from, to, length);
  const item = plain({ label, description: '', spoken }, isFirstBelow(page) ? Expanded : Collapsed);
  item.iconPath = new vscode.ThemeIcon(page.andMore ? 'ellipsis' : 'list-ordered');
  item.contextValue = rowKinds.note;
  return item;
}

function earlierItem({ groups, t }: RowSources): vscode.TreeItem {
  const item = folder(t('Earlier'), groups.top().earlier.length, 'archive');
  item.tooltip = t('Labels whose jobs have all been finished for long; see the setting bannerJobs.earlierAfterDays');
  item.contextValue = rowKinds.note;
  return item;
}

function foundItem(label: string, { groups, t }: RowSources): vscode.TreeItem {
  const text = rowText(label, t('(no label)'));
  const count = groups.found().get(label) ?? 0;
  const description = count === 1 ? t('1 tracked job') : t('{0} tracked jobs', numberText(t, count));
  const item = plain({ label: text, description, spoken: t('label {0}, not tracked, {1}', text, description) }, None);
  item.iconPath = new vscode.ThemeIcon('tag', new vscode.ThemeColor('disabledForeground'));
  item.resourceUri = foundLabelUri;
  item.contextValue = rowKinds.foundLabel;
  return item;
}

function failureItem(node: { label: string; message: string }, { groups, t }: RowSources): vscode.TreeItem {
  const length = groups.failures(node.label).get(node.message)?.length ?? 0;
  const item = folder(rowText(node.message, t('(no message known)')), length, 'error');
  item.contextValue = rowKinds.failure;
  return item;
}

function failurePageItem(node: PageNode & { kind: 'failurePage' }, from: RowSources): vscode.TreeItem {
  const found = from.groups.failures(node.label);
  const length = node.message === undefined ? found.size : (found.get(node.message)?.length ?? 0);
  return pageItem(node, length, from);
}

function jobItem(node: JobNode, from: RowSources): vscode.TreeItem {
  const { store, t } = from;
  const job = store.job(node.jobId);
  const isSingle = node.label === singlesLabel;
  if (!job) return unknownJobItem(node.jobId, { store, t });
  const details = store.details(node.jobId);
  const hasRows = job.status === 'completed';
  const item = plain(
    jobText(t, {
      job,
      details,
      under: node.label,
      showsLabel: node.status !== undefined,
      marks: jobMarks(job, node.label, from),
    }),
    hasRows ? Collapsed : None,
  );
  item.iconPath = statusIcon(job.status);
  item.contextValue = jobKind(job.status, isSingle);
  // A failed job opens too: the viewer has room for the whole of what the server said.
  if (isFinished(job.status)) item.command = openRow(t('Open'));
  return item;
}

/** What is worth a look. A crop is measured against the others of the label that the row stands under. */
function* jobMarks(job: TrackedJob, label: string, { notices, t }: RowSources): Iterable<string> {
  if (notices.isStuck(job)) yield stuckText(t);
  const problems = notices.problems(label, job);
  if (problems.length > 0) yield cropWord(t, problems);
}

function jobKind(status: string, isSingle: boolean): string {
  if (status === 'completed') return isSingle ? rowKinds.singleDone : rowKinds.jobDone;
  if (status === 'failed') return isSingle ? rowKinds.singleFailed : rowKinds.jobFailed;
  return isSingle ? rowKinds.single : rowKinds.job;
}

function unknownJobItem(jobId: string, { store, t }: Pick<RowSources, 'store' | 't'>): vscode.TreeItem {
  const label = rowText(jobId, t('(no id)'));
  const failure = store.failure(jobId);
  const waiting = store.isUnknown(jobId) ? t('the server knows no such job yet') : t('loading…');
  const description = failure ? rowText(failureWords(t, failure.message), waiting) : waiting;
  const item = plain({ label, description, spoken: `${t('job {0}', label)}, ${description}` }, None);
  item.iconPath = new vscode.ThemeIcon(failure ? 'warning' : 'circle-outline');
  item.contextValue = rowKinds.single;
  return item;
}

function resultItem(node: TreeNode & { kind: 'result' }, { store, t }: RowSources): vscode.TreeItem {
  const result = store.details(node.jobId)?.results[node.index] ?? { hasImage: false };
  const item = plain(resultText(t, result, node.index), None);
  item.iconPath = new vscode.ThemeIcon(result.hasImage ? 'file-media' : 'symbol-ruler');
  item.contextValue = rowKinds.result;
  item.command = openRow(t('Open Image'));
  return item;
}

/** Opens what is selected, which is the row: VS Code keeps a command's arguments for each of 2,000 rows, which takes it long. */
function openRow(title: string): vscode.Command {
  return { command: openImagesId, title };
}
