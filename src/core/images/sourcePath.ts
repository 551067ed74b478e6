import { safeSegment } from './safeSegment';

/** The job whose source is looked for. */
export interface SourceOwner {
  readonly jobId: string;
  readonly label?: string;
}

/**
 * The path of a job's source image below a workspace folder, by the setting `bannerJobs.sourcePattern`, such as
 * `photos/{job_id}.jpg`. An id fills one segment, whatever stands in it.
 *
 * @returns undefined for an empty pattern, one that could lead out of the folder, and one with a name that is not known
 */
export function sourcePath(pattern: string, owner: SourceOwner, hash: (text: string) => string): string | undefined {
  const segments = pattern.trim().split('/');
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) return undefined;
  if (/[\\:]/.test(pattern)) return undefined;
  const values = new Map<string, string | undefined>([
    ['job_id', owner.jobId],
    ['label', owner.label],
  ]);
  const names = [...pattern.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
  if (names.some((name) => values.get(name) === undefined)) return undefined;
  const fill = (_: string, name: string): string => safeSegment(values.get(name) ?? '', hash);
  return segments.map((segment) => segment.replace(/\{([^}]*)\}/g, fill)).join('/');
}
