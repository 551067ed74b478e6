/** A status request that can be answered. */
export interface Query {
  readonly selector: { readonly jobId: string } | { readonly labels: readonly string[] };
  readonly start: number;
  readonly limit: number;
}

/** @returns the request, or why it is an `invalid_payload` (spec/status-api.md, "Request") */
export function parseQuery(body: string): Query | string {
  const fields = parseObject(body);
  if (typeof fields === 'string') return fields;
  const start = integer(fields.start, 0);
  if (start === undefined || start < 0) return 'start must be an integer not less than 0';
  const limit = integer(fields.limit, 20);
  if (limit === undefined || limit < 1 || limit > 100) return 'limit must be an integer from 1 to 100';
  const selector = parseSelector(fields);
  return typeof selector === 'string' ? selector : { selector, start, limit };
}

function parseSelector(fields: Record<string, unknown>): Query['selector'] | string {
  const jobId = fields.job_id ?? '';
  const labels = fields.job_labels ?? [];
  if (typeof jobId !== 'string') return 'job_id must be a string';
  if (!isStrings(labels)) return 'job_labels must be an array of strings';
  if (jobId !== '' && labels.length > 0) return 'job_id and job_labels must not be sent together';
  if (jobId !== '') return { jobId };
  return labels.length > 0 ? { labels } : 'job_id or job_labels must be sent';
}

function parseObject(body: string): Record<string, unknown> | string {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return 'the body is not JSON';
  }
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Record<string, unknown>) : 'the body must be a JSON object';
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}

function integer(value: unknown, otherwise: number): number | undefined {
  if (value === undefined || value === null) return otherwise;
  return Number.isSafeInteger(value) ? (value as number) : undefined;
}
