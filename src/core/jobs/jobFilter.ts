import type { Job, TrackedJob } from './job';
import { statusGroup, statusGroups, type StatusGroup } from './jobCounts';
import { sameList } from './jobDiff';

/** What the tree shows: jobs of these groups (none named = all) whose id or label contains the text. */
export interface JobFilter {
  readonly groups: readonly StatusGroup[];
  /** Jobs under these labels only; absent or empty: under any. */
  readonly labels?: readonly string[];
  /** As typed; compared without case and without blanks around it. */
  readonly text: string;
}

/** Shows everything. */
export const noFilter: JobFilter = { groups: [], text: '' };

/** The text as it is compared. */
export function filterText({ text }: JobFilter): string {
  return text.trim().toLowerCase();
}

/**
 * A test for ids that contain a text, whatever the case. A pattern takes half the time of putting 100,000 ids into lower
 * case; of other letters than those of ASCII it has its own idea of case.
 * @param text see `filterText`
 */
export function idTest(text: string): (id: string) => boolean {
  if (!isAscii(text)) return (id) => id.toLowerCase().includes(text);
  const pattern = new RegExp(text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`), 'i');
  return (id) => pattern.test(id);
}

/** True when only what has the one text can have the other: somebody typed on. Both see `filterText`; `idTest` has two ideas of case. */
export function goesOnFrom(before: string, text: string): boolean {
  return before !== '' && text.includes(before) && isAscii(before) === isAscii(text);
}

function isAscii(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

/** True when the filter hides nothing. */
export function isEmptyFilter({ groups, text, labels = [] }: JobFilter): boolean {
  return groups.length === 0 && text.trim() === '' && labels.length === 0;
}

/** True when both filters show the same jobs. */
export function sameFilter(left: JobFilter, right: JobFilter): boolean {
  return (
    left.text.trim() === right.text.trim() &&
    left.groups.join() === right.groups.join() &&
    sameList(left.labels ?? [], right.labels ?? [])
  );
}

/** What a filter lets through of a label: all jobs, those with the text in their ids, or none; whatever its statuses. */
export type Verdict = 'all' | 'some' | 'none';

/** Looks at a filter's labels, and whether the label has the text. */
export function labelVerdict(filter: JobFilter, label: string): Verdict {
  const { labels = [] } = filter;
  if (labels.length > 0 && !labels.includes(label)) return 'none';
  const text = filterText(filter);
  return text === '' || label.toLowerCase().includes(text) ? 'all' : 'some';
}

/** A test for the jobs under one label; made once a label, so the label's own text is compared once. */
export function jobMatcher(filter: JobFilter, label: string): (job: Job) => boolean {
  const verdict = labelVerdict(filter, label);
  if (verdict === 'none') return () => false;
  const hasText = verdict === 'all' ? () => true : idTest(filterText(filter));
  const hasStatus = statusTest(filter);
  return hasStatus ? (job) => hasStatus(job) && hasText(job.id) : ({ id }) => hasText(id);
}

/** A test for a filter's statuses; undefined when it lets all of them through. */
export function statusTest({ groups }: JobFilter): ((job: Pick<Job, 'status'>) => boolean) | undefined {
  if (groups.length === 0) return undefined;
  const shown = new Set(groups);
  return ({ status }) => shown.has(statusGroup(status));
}

/**
 * A test for a job wherever it stands: under any of the labels that this window tracks, or tracked by its id.
 * @param isShown whether this window tracks the label; a label that only another window tracks finds nothing here
 */
export function anywhereMatcher(filter: JobFilter, isShown: (label: string) => boolean): (job: TrackedJob) => boolean {
  const made = new Map<readonly string[], (job: Job) => boolean>();
  // Jobs of one label share one list and mostly follow one another: it is looked at once.
  let last: { labels: readonly string[]; matches: (job: Job) => boolean } | undefined;
  const under = (labels: readonly string[]): ((job: Job) => boolean) => {
    if (last?.labels === labels) return last.matches;
    const matches = made.get(labels) ?? anyOf(labels.filter(isShown).map((label) => jobMatcher(filter, label)));
    made.set(labels, matches);
    last = { labels, matches };
    return matches;
  };
  const alone = jobMatcher(filter, '');
  return (job) => under(job.under)(job) || (job.isSingle && alone(job));
}

function anyOf(tests: readonly ((job: Job) => boolean)[]): (job: Job) => boolean {
  const [first] = tests;
  if (first && tests.length === 1) return first;
  return (job) => tests.some((matches) => matches(job));
}

/** Reads a stored filter; whatever cannot be read means "show everything". */
export function parseFilter(stored: unknown): JobFilter {
  if (typeof stored !== 'object' || stored === null) return noFilter;
  const { groups, text, labels } = stored as { groups?: unknown; text?: unknown; labels?: unknown };
  const named: readonly unknown[] = Array.isArray(groups) ? groups : [];
  const under = Array.isArray(labels) ? labels.filter((label) => typeof label === 'string') : [];
  return {
    groups: statusGroups.filter((group) => named.includes(group)),
    text: typeof text === 'string' ? text : '',
    ...(under.length > 0 ? { labels: under } : {}),
  };
}
