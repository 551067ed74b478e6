import { failureWords } from '../api/failureWords';
import { Failure } from '../api/failure';
import type { ImageProblem } from '../images/imageAnswer';
import { rowText } from '../jobs/rowText';
import type { Translate } from '../translate';

/** Why a cell has no picture, in a few words: the viewer, one click away, says more and has the remedy. */
export function problemText(t: Translate, problem: ImageProblem): string {
  switch (problem.kind) {
    case 'forbidden':
      return t('The link was refused.');
    case 'gone':
      return t('The picture is gone.');
    case 'notImage':
      return t('What came is not a picture.');
    case 'otherFormat':
      return t('{0} files cannot be shown here.', problem.name);
    case 'tooLarge':
    case 'neverShown':
    case 'unknownSize':
      return t('The picture is too large.');
    case 'animation':
      return t('The picture is an animation.');
    case 'cutOff':
      return t('The picture is cut off.');
    case 'privateAddress':
    case 'refusedLink':
      return t('The link is not followed.');
    case 'offline':
    case 'tls':
    case 'proxy':
    case 'timeout':
    case 'server':
    case 'unreadable':
    case 'cancelled':
      return t('The picture did not come.');
    default:
      return problem satisfies never;
  }
}

/** Why a link could not be asked for. */
export function failureText(t: Translate, error: unknown): string {
  if (!(error instanceof Failure)) return t('The picture did not come.');
  return error.kind === 'unauthorized'
    ? t('You are not signed in.')
    : rowText(failureWords(t, error.message), t('No answer.'), 80);
}
