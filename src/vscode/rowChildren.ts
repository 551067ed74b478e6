import type { GroupRef } from '../core/jobs/groupRef';
import type { JobGroups } from '../core/jobs/jobGroups';
import type { JobStore } from '../core/jobs/jobStore';
import { pageSize } from '../core/jobs/scale';
import type { Repaint } from '../core/jobs/treeLayout';
import { labelPageOf, labelRows, labelsOf, labelsOnPage } from './labelPages';
import { aboveOnPages, countPages, pageNodes, pagePlace } from './pageNodes';
import { failurePlace, foundNodes, groupNode, groupOf, isPage, jobNode, parentOf, placeOf } from './treeNode';
import type { JobNode, NoteKind, PageNode, TreeNode } from './treeNode';

interface RowChildrenDeps {
  readonly store: JobStore;
  readonly groups: JobGroups;
  readonly queue: { failure(jobId: string): object | undefined };
}

type FailureParent = TreeNode & { readonly kind: 'failures' | 'failure' };

/** From so many failed jobs on it is worth grouping them by what the server said. */
const fewestFailures = 2;

/** Which rows stand below which. Asks the store and what is laid out; nobody else. */
export class RowChildren {
  constructor(private readonly deps: RowChildrenDeps) {}

  /** The row of a job in a group; under a status the first of its tracked labels names it. */
  job(group: GroupRef, jobId: string): JobNode {
    if ('label' in group) return jobNode(group, jobId);
    return jobNode(group, jobId, this.ownLabels(this.deps.store.job(jobId)?.under ?? []));
  }

  /** The rows that a repaint is about. */
  repainted({ groups, jobs, found }: Repaint): readonly TreeNode[] {
    return [...groups.map(groupNode), ...jobs.map(({ group, jobId }) => this.job(group, jobId)), ...foundNodes(found)];
  }

  top(): readonly TreeNode[] {
    const { groups, earlier, hasFound } = this.deps.groups.top();
    return [
      ...labelRows(this.deps.groups, 'top'),
      ...groups.map(groupNode).filter(({ kind }) => kind !== 'label'),
      ...(earlier.length > 0 ? [{ kind: 'earlier' } as const] : []),
      ...(hasFound ? [{ kind: 'found' } as const] : []),
    ];
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
        return node.andMore ? this.morePages(node) : this.pageRows(groupOf(node), node.index);
      case 'earlier':
      case 'found':
        return labelRows(this.deps.groups, node.kind);
      case 'labelPage':
        return node.andMore ? this.morePages(node) : labelsOnPage(this.deps.groups, node.list, node.index);
      case 'failures':
      case 'failure':
        return this.failures(node);
      case 'failurePage':
        if (node.andMore) return this.morePages(node);
        return this.failureRows(failurePlace(node)).slice(node.index * pageSize, (node.index + 1) * pageSize);
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
    if (node.kind === 'label' || node.kind === 'foundLabel') return this.aboveLabel(node);
    if (node.kind === 'failure' || (node.kind === 'job' && node.message !== undefined)) return this.aboveFailure(node);
    if (isPage(node)) return aboveOnPages(node) ?? parentOf(node);
    if (node.kind !== 'job') return parentOf(node);
    const { rows } = groups.view(groupOf(node));
    const index = rows.count > 1 ? rows.pageOf(node.jobId) : undefined;
    return index === undefined ? parentOf(node) : { ...placeOf(node), kind: 'page', index };
  }

  /** Finds the page that a job stands on and puts it in order, in small steps: `above` and `below` have it at once then. */
  *reach(node: TreeNode): Generator<void, void> {
    if (node.kind !== 'job' || node.message !== undefined) return;
    const { rows } = this.deps.groups.view(groupOf(node));
    const index = rows.count > 1 ? yield* rows.find(node.jobId) : undefined;
    if (index !== undefined) yield* rows.prepare(index);
  }

  /** True for a row that stands on a page, at whatever height. */
  isOnPage(node: TreeNode): boolean {
    for (let up = this.above(node); up; up = this.above(up)) if ('index' in up) return true;
    return false;
  }

  /** True while the jobs of a label are read for the first time: rows will come to those below a row of it. */
  isComing(node: TreeNode | undefined): boolean {
    const state = node && 'label' in node ? this.deps.store.label(node.label) : undefined;
    return state !== undefined && !state.complete && !state.capped && !state.failure;
  }

  private aboveLabel(node: TreeNode & { kind: 'label' | 'foundLabel' }): TreeNode | undefined {
    const { groups } = this.deps;
    const isEarlier = node.kind === 'label' && groups.top().earlier.includes(node.label);
    const list = node.kind === 'foundLabel' ? 'found' : isEarlier ? 'earlier' : 'top';
    return labelPageOf(groups, list, node.label) ?? (list === 'top' ? undefined : { kind: list });
  }

  private failuresRow(label: string): readonly TreeNode[] {
    const { counts } = this.deps.groups.view({ label });
    return counts.failed < fewestFailures ? [] : [{ kind: 'failures', label }];
  }

  private groupRows(group: GroupRef): readonly TreeNode[] {
    const { rows } = this.deps.groups.view(group);
    if (rows.length <= pageSize) return this.pageRows(group, 0);
    const place = 'label' in group ? group : { label: '', status: group.status };
    return pageNodes({ ...place, kind: 'page' }, rows.count);
  }

  private pageRows(group: GroupRef, index: number): readonly TreeNode[] {
    const ids = this.deps.groups.view(group).rows.page(index);
    return ids.map((id) => this.job(group, id));
  }

  private morePages(page: PageNode): readonly TreeNode[] {
    return pageNodes(pagePlace(page), this.pageCount(page), page.index);
  }

  private pageCount(page: PageNode): number {
    if (page.kind === 'page') return this.deps.groups.view(groupOf(page)).rows.count;
    if (page.kind === 'labelPage') return countPages(labelsOf(this.deps.groups, page.list));
    return countPages(this.failureRows(failurePlace(page)));
  }

  private ownLabels(labels: readonly string[]): readonly string[] {
    return labels.filter((label) => this.deps.store.label(label)?.guest === false);
  }

  private failures(node: FailureParent): readonly TreeNode[] {
    const rows = this.failureRows(node);
    if (rows.length <= pageSize) return rows;
    const place = { label: node.label, ...(node.kind === 'failure' ? { message: node.message } : {}) };
    return pageNodes({ ...place, kind: 'failurePage' }, countPages(rows));
  }

  private failureRows(node: TreeNode): readonly TreeNode[] {
    if (node.kind !== 'failures' && node.kind !== 'failure') return [];
    const { label } = node;
    const found = this.deps.groups.failures(label);
    if (node.kind === 'failures') return [...found.keys()].map((message) => ({ kind: 'failure', label, message }));
    const { message } = node;
    return (found.get(message) ?? []).map((jobId) => ({ kind: 'job', label, jobId, message }));
  }

  /** The row above one that stands by its message, or is one: the page it is on, where there are pages. */
  private aboveFailure(node: JobNode | (FailureParent & { kind: 'failure' })): TreeNode | undefined {
    const { label, message = '' } = node;
    const found = this.deps.groups.failures(label);
    const [rows, own] = node.kind === 'job' ? [found.get(message) ?? [], node.jobId] : [[...found.keys()], message];
    const place = rows.length > pageSize ? rows.indexOf(own) : -1;
    if (place < 0) return parentOf(node);
    const page = { kind: 'failurePage', label, index: Math.floor(place / pageSize) } as const;
    return node.kind === 'job' ? { ...page, message } : page;
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
