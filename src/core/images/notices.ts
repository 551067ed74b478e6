import type { JobAnswer } from '../api/answer';
import { Failure } from '../api/failure';
import { isFinished } from '../jobs/job';
import { rowText } from '../jobs/rowText';
import type { NoticeReason, Stage } from '../protocol';
import type { ImageProblem } from './imageAnswer';
import { imageLimits } from './imageLimits';

/** Why this result has no picture to load; undefined when it has one. */
export function jobNotice(answer: JobAnswer | undefined, index: number): Stage | undefined {
  if (!answer) return notice('unknownJob');
  const result = answer.results[index];
  if (result?.imageUrl !== undefined) return undefined;
  if (answer.job.status === 'failed') return notice('failed', answer.errorMessage);
  if (!isFinished(answer.job.status)) return notice('running', answer.job.status);
  return notice(result?.crop ? 'coordinatesOnly' : 'noResults');
}

/** Why the status could not be asked. Messages of a `Failure` hold no link; of other errors only a log hears. */
export function failureNotice(error: unknown): Stage {
  if (!(error instanceof Failure)) return notice('statusFailed');
  switch (error.kind) {
    case 'unauthorized':
      return notice('signedOut', error.message);
    case 'offline':
    case 'tls':
    case 'proxy':
    case 'timeout':
      return notice(error.kind, error.message);
    default:
      return notice('statusFailed', error.message);
  }
}

/** Whether a key is what is missing. */
export function isSignedOut(stage: Stage): boolean {
  return stage.kind === 'notice' && stage.reason === 'signedOut';
}

/** What is said in a window that uses another profile: there nobody needs to sign in, but to switch. */
export function seenElsewhere(stage: Stage, profileId: string): Stage {
  return isSignedOut(stage) ? notice('otherProfile', rowText(profileId, '-', 60)) : stage;
}

/** Why a picture did not come; undefined when nobody waits for it any more. */
export function problemNotice(problem: ImageProblem): Stage | undefined {
  switch (problem.kind) {
    case 'cancelled':
      return undefined;
    case 'forbidden':
    case 'gone':
    case 'server':
      return notice(problem.kind, `HTTP ${problem.status}`);
    case 'notImage':
      return notice('notImage', problem.text);
    case 'otherFormat':
      return notice('otherFormat', problem.name);
    case 'tooLarge':
      return problem.by === 'bytes' ? tooManyBytes(problem.limit) : notice('tooManyPixels', `${problem.limit} MP`);
    case 'neverShown':
      return notice('saveOnly', `${problem.limit} MP`);
    case 'unknownSize':
      return notice('tooManyPixels');
    case 'animation':
    case 'cutOff':
      return notice(problem.kind);
    case 'privateAddress':
      return notice('privateAddress', problem.origin);
    case 'refusedLink':
      return notice('refusedLink', problem.reason);
    case 'offline':
    case 'tls':
    case 'proxy':
    case 'timeout':
    case 'unreadable':
      return notice(problem.kind, problem.text);
    default:
      return problem satisfies never;
  }
}

export function notice(reason: NoticeReason, detail = ''): Stage {
  return { kind: 'notice', reason, detail };
}

/** Beyond the last limit nothing is loaded anyway: who would offer it again would offer it for ever. */
function tooManyBytes(limit: number): Stage {
  const reason = limit >= imageLimits.maxBytesAnyway ? 'linkOnly' : 'tooManyBytes';
  return notice(reason, `${Math.round(limit / 1024 / 1024)} MB`);
}
