import type { RawQuery } from '../api/statusApi';
import type { Translate } from '../translate';

/** A query as typed, or why it cannot be sent. */
export type TypedQuery = { readonly query: RawQuery; readonly warning?: string } | { readonly reason: string };

const fields = ['job_id', 'job_labels', 'start', 'limit'];

/**
 * Reads a body of the status endpoint as a person typed it (status-api, "Request"). What the reference does not allow but
 * its own example shows, both selectors, is sent with a warning.
 */
export function readQuery(t: Translate, text: string): TypedQuery {
  const body = parse(text);
  if (!body) return { reason: t('Type a JSON object, such as {"job_labels": ["car-model-lot-1"], "limit": 20}.') };
  const strange = Object.keys(body).find((name) => !fields.includes(name));
  if (strange !== undefined) return { reason: t('The API documents job_id, job_labels, start and limit only.') };
  const { job_id: id, job_labels: labels, start, limit } = body;
  if (id !== undefined && (typeof id !== 'string' || id === '')) return { reason: t('job_id must be a text.') };
  if (labels !== undefined && !isTexts(labels)) return { reason: t('job_labels must be a list of texts.') };
  if (!isWhole(start, 0, Infinity)) return { reason: t('start must be a whole number from 0.') };
  if (!isWhole(limit, 1, 100)) return { reason: t('limit must be a whole number from 1 to 100.') };
  const warning = selectorWarning(t, id !== undefined, labels !== undefined);
  return { query: body, ...(warning === undefined ? {} : { warning }) };
}

function selectorWarning(t: Translate, hasId: boolean, hasLabels: boolean): string | undefined {
  if (hasId && hasLabels) return t('Both job_id and job_labels: the API documents one or the other.');
  if (!hasId && !hasLabels) return t('Neither job_id nor job_labels: the API documents one of them.');
  return undefined;
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return value === undefined || (Number.isInteger(value) && Number(value) >= least && Number(value) <= most);
}
