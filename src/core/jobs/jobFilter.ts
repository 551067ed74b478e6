import type { Job } from './job';
import { statusGroup, statusGroups, type StatusGroup } from './jobCounts';

/** What the tree shows: jobs of these groups (none named = all) whose id or label contains the text. */
export interface JobFilter {
  readonly groups: readonly StatusGroup[];
  /** As typed; compared without case and without blanks around it. */
  readonly text: string;
}

/** Shows everything. */
export const noFilter: JobFilter = { groups: [], text: '' };

/** True when the filter hides nothing. */
export function isEmptyFilter(filter: JobFilter): boolean {
  return filter.groups.length === 0 && filter.text.trim() === '';
}

/** True when both filters show the same jobs. */
export function sameFilter(left: JobFilter, right: JobFilter): boolean {
  return left.text.trim() === right.text.trim() && left.groups.join() === right.groups.join();
}

/** A test for the jobs under one label; made once a label, so the label's own text is compared once. */
export function jobMatcher(filter: JobFilter, label: string): (job: Job) => boolean {
  const text = filter.text.trim().toLowerCase();
  const anyText = text === '' || label.toLowerCase().includes(text);
  const groups = new Set(filter.groups);
  return (job) =>
    (groups.size === 0 || groups.has(statusGroup(job.status))) && (anyText || job.id.toLowerCase().includes(text));
}

/** Reads a stored filter; whatever cannot be read means "show everything". */
export function parseFilter(stored: unknown): JobFilter {
  if (typeof stored !== 'object' || stored === null) return noFilter;
  const { groups, text } = stored as { groups?: unknown; text?: unknown };
  const named: readonly unknown[] = Array.isArray(groups) ? groups : [];
  return {
    groups: statusGroups.filter((group) => named.includes(group)),
    text: typeof text === 'string' ? text : '',
  };
}
