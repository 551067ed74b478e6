import type { Consent, ImageProblem } from './imageAnswer';

/** What a user consents to who wants a picture in spite of this. */
export function consentTo(problem: ImageProblem | undefined): Partial<Consent> {
  return problem?.kind === 'cutOff' ? { showCutOff: true } : { loadLarge: true };
}
