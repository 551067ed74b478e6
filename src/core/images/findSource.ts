import type { SourceChoice } from './sourceChoices';
import { sourcePath } from './sourcePath';
import type { ViewerTarget } from './viewerTarget';

/** The workspace, as far as it tells where source images are. */
export interface SourceWorkspace {
  readonly isTrusted: boolean;
  /** The setting as it is: it may be anything. */
  readonly pattern: unknown;
  /** The URI of the file at this path below one of the workspace's folders; undefined where there is none. Never rejects. */
  readonly fileAt: (path: string) => Promise<string | undefined>;
  readonly hash: (text: string) => string;
}

/** Finds the source image of a job by the workspace's pattern: of a trusted workspace only, for the pattern is its setting. */
export async function findSource(
  { isTrusted, pattern, fileAt, hash }: SourceWorkspace,
  target: ViewerTarget,
): Promise<SourceChoice | undefined> {
  if (!isTrusted || typeof pattern !== 'string') return undefined;
  const path = sourcePath(pattern, target, hash);
  const uri = path === undefined ? undefined : await fileAt(path);
  return uri === undefined ? undefined : { kind: 'file', uri };
}
