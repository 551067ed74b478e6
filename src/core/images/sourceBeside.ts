import type { SourceState } from '../protocol';
import { imageLimits } from './imageLimits';
import { notice } from './notices';
import type { SourcePicture } from './sourcePicture';

/**
 * Beside the result's picture a source is shown where the page may hold both (viewer, point 21).
 *
 * @param resultBytes what the result's picture takes when decoded, in bytes
 */
export function sourceBeside(source: SourcePicture | undefined, resultBytes: number): SourceState | undefined {
  const { state, decodedBytes = 0 } = source ?? {};
  const hasRoom = decodedBytes + resultBytes <= imageLimits.maxDecodedBytes;
  if (state?.stage.kind !== 'picture' || hasRoom) return state;
  return { ...state, stage: notice('noRoom', `${Math.floor(imageLimits.maxDecodedBytes / 1024 / 1024)} MB`) };
}
