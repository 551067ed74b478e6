/** What a link into the editor asks for. */
export interface JobLink {
  readonly jobId: string;
  /** The name of the profile that the job belongs to; absent in older links. */
  readonly profile?: string;
}

/** Longest job id that a link may name, in characters. */
const longestId = 500;
/** As long as a profile's name can be, in characters. */
const longestProfile = 100;

/**
 * Reads `/job/<id>` and `profile=<name>`; undefined for anything else. A link comes from anywhere: what it names is shown
 * and asked about, never done.
 *
 * @param path decoded; an id may hold a slash
 * @param query as it stands in the link, or decoded once
 */
export function readJobLink(path: string, query: string): JobLink | undefined {
  const jobId = /^\/job\/([^]+)$/.exec(path)?.[1]?.trim() ?? '';
  if (jobId === '' || jobId.length > longestId) return undefined;
  const profile = new URLSearchParams(query).get('profile');
  if (profile === null || profile === '') return { jobId };
  return profile.length > longestProfile ? undefined : { jobId, profile };
}
