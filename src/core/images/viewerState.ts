import type { ViewerState } from '../protocol';
import { seenElsewhere } from './notices';
import type { ResultStage } from './resultStage';
import type { ViewerTarget } from './viewerTarget';

interface Facts extends Pick<ViewerState, 'pinned'> {
  readonly reading: ViewerState['reading'] | undefined;
  readonly source: ViewerState['source'] | undefined;
  readonly target: ViewerTarget;
  readonly result: ResultStage;
  /** Name of the profile in use. */
  readonly profile: string;
}

/** Everything that a page shows. Fields without a value are left out. */
export function viewerState({ target, result, profile, reading, source, pinned }: Facts): ViewerState {
  const { profileId, jobId, label } = target;
  const { index, stage, results, status = '', failure } = result;
  const elsewhere = profileId !== profile;
  return {
    ...{ profileId, jobId, resultIndex: index, results, status, pinned },
    stage: elsewhere ? seenElsewhere(stage, profileId) : stage,
    ...(label !== undefined && { label }),
    ...(reading && { reading }),
    ...(source && { source }),
    ...(failure !== undefined && { failure }),
    ...(elsewhere && { elsewhere }),
  };
}
