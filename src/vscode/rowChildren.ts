import type { GroupRef } from '../core/jobs/groupRef';
import type { JobGroups } from '../core/jobs/jobGroups';
import type { JobStore } from '../core/jobs/jobStore';
import { failedIds, failuresByMessage, foundLabels } from '../core/jobs/jobTotals';
import { pageSize } from '../core/jobs/rowPages';
import { groupNode, groupOf, jobNode, parentOf, placeOf, type JobNode, type NoteKind, type TreeNode } from './treeNode';

interface RowChildrenDeps {
  readonly store: JobStore;
  readonly groups: JobGroups;
  readonly queue: { failure(jobId: string): object | undefined };
}

/** From so many failed jobs on it is worth grouping them by what the server said. */
const fewestFailures = 2;

/** Which rows stand below which. Asks the store and what is laid out; nobody else. */
export class RowChildren {
  constructor(private readonly deps: RowChildrenDeps) {}

  top(): readonly TreeNode[] {
    const { groups, earlier, hasFound } = this.deps.groups.top();
    const rows = groups.map(groupNode);
    if (earlier.length > 0) rows.push({ kind: 'earlier' });
    if (hasFound) rows.push({ kind: 'found' });
    return rows;
  }

  below(node: TreeNode): readonly TreeNode[] {
    switch (node.kind) {
      case 'label':
        return [...this.failuresRow(node.label), ...this.groupRows({ label: node.label }), ...this.notes(node.label)];
      case 'singles':
        return this.groupRows({ label: '' });
      case 'status':
        return this.groupRows({ status: node.status });
      case 'page':
        return this.pageRows(groupOf(node), node.index);
      case 'earlier':
        return this.deps.groups.top().earlier.map((label) => ({ kind: 'label', label }));
      case 'found':
        return [...foundLabels(this.deps.store).keys()].map((label) => ({ kind: 'foundLabel', label }));
      case 'failures':
        return this.messages(node.label);
      case 'failure':
        return this.failedJobs(node);
      case 'job':
        return this.results(node);
      case 'foundLabel':
      case 'result':
      case 'note':
        return [];
      default:
        return node satisfies never;
    }
  }

  /** The row above, pages and "Earlier" included; undefined for a row at the top. */
  above(node: TreeNode): TreeNode | undefined {
    const { groups } = this.deps;
    if (node.kind === 'label' && groups.top().earlier.includes(node.label)) return { kind: 'earlier' };
    if (node.kind !== 'job' || node.message !== undefined) return parentOf(node);
    const { rows } = groups.view(groupOf(node));
    const index = rows.count > 1 ? rows.pageOf(node.jobId) : undefined;
    return index === undefined ? parentOf(node) : { ...placeOf(node), kind: 'page', index };
  }

  private failuresRow(label: string): readonly TreeNode[] {
    const { counts } = this.deps.groups.view({ label });
    return counts.failed < fewestFailures ? [] : [{ kind: 'failures', label }];
  }

  private groupRows(group: GroupRef): readonly TreeNode[] {
    const { rows } = this.deps.groups.view(group);
    if (rows.length <= pageSize) return this.pageRows(group, 0);
    const place = 'label' in group ? group : { label: '', status: group.status };
    return Array.from({ length: rows.count }, (_, index) => ({ ...place, kind: 'page', index }));
  }

  private pageRows(group: GroupRef, index: number): readonly TreeNode[] {
    const { store, groups } = this.deps;
    const ids = groups.view(group).rows.page(index);
    return 'label' in group
      ? ids.map((id) => jobNode(group, id))
      : ids.map((id) => jobNode(group, id, this.ownLabels(store.job(id)?.under ?? [])));
  }

  private ownLabels(labels: readonly string[]): readonly string[] {
    return labels.filter((label) => this.deps.store.label(label)?.guest === false);
  }

  private messages(label: string): readonly TreeNode[] {
    const messages = [...failuresByMessage(this.deps.store, label).keys()].map((message) => message ?? '');
    return [...new Set(messages)].map((message) => ({ kind: 'failure', label, message }));
  }

  private failedJobs({ label, message }: { label: string; message: string }): readonly TreeNode[] {
    return failedIds(this.deps.store, label, message).map((jobId) => ({ kind: 'job', label, jobId, message }));
  }

  private notes(label: string): readonly TreeNode[] {
    const state = this.deps.store.label(label);
    const note = (kind: NoteKind): TreeNode => ({ kind: 'note', label, note: kind });
    if (!state) return [];
    const rows = state.unreadable > 0 ? [note('unreadable')] : [];
    if (state.failure) rows.push(note(state.asOf === undefined || state.complete ? 'failed' : 'partial'));
    else if (state.jobIds.length === 0) rows.push(note(state.asOf === undefined ? 'loading' : 'noJobs'));
    return rows;
  }

  private results(node: JobNode): readonly TreeNode[] {
    const { store, queue } = this.deps;
    const place = placeOf(node);
    const { jobId } = node;
    const note = (kind: NoteKind): readonly TreeNode[] => [{ ...place, kind: 'note', jobId, note: kind }];
    const results = store.details(jobId)?.results;
    if (!results) return note(queue.failure(jobId) ? 'failed' : 'loading');
    if (results.length === 0) return note('noResults');
    return results.map((_result, index) => ({ ...place, kind: 'result', jobId, index }));
  }
}
