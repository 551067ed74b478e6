import { statusGroups, type StatusGroup } from './jobCounts';

/** The label under which jobs stand that are tracked one by one; no tracked label is empty. */
export const singlesLabel = '';

/** A row that has jobs under it: a label (empty: the jobs tracked one by one), or a status. */
export type GroupRef = { readonly label: string } | { readonly status: StatusGroup };

/** A text that is the same for the same group only. */
export function groupName(ref: GroupRef): string {
  return 'status' in ref ? `status ${ref.status}` : `label ${ref.label}`;
}

/** Each status as a group. */
export const statusRefs: readonly GroupRef[] = statusGroups.map((status) => ({ status }));
