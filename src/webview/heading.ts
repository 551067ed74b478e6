import type { ViewerState } from '../core/protocol';
import type { Translate } from './words';
import { element, icon } from './element';

/** Icons of the documented statuses; any other gets the question mark. */
const statusIcons: Readonly<Record<string, string>> = {
  pending: 'clock',
  processing: 'play-circle',
  completed: 'pass',
  failed: 'error',
};

/** The line that says what is shown: status, job, label, and which of how many results. */
export class Heading {
  readonly root = element('header', { class: 'heading' });

  constructor(private readonly t: Translate) {}

  update({ profileId, jobId, label, status, results, resultIndex, elsewhere }: ViewerState): void {
    const { t } = this;
    const count = results.length;
    const known = statusIcons[status];
    const parts = [
      element('span', { class: `status ${known ? status : ''}` }, icon(known ?? 'question'), this.statusText(status)),
      element('h1', { title: jobId }, cleanText(jobId)),
      ...(label === undefined
        ? []
        : [element('span', { class: 'label', title: label }, icon('tag'), cleanText(label))]),
      ...(count > 1 ? [element('span', { class: 'count' }, t('Result {0} of {1}', resultIndex + 1, count))] : []),
      ...(elsewhere ? [element('span', { class: 'elsewhere' }, icon('info'), this.whose(profileId))] : []),
    ];
    this.root.replaceChildren(...parts);
  }

  private whose(profileId: string): string {
    return this.t('This job belongs to the profile {0}, which this window does not use now.', cleanText(profileId, 60));
  }

  private statusText(status: string): string {
    const { t } = this;
    const known = { pending: t('pending'), processing: t('running'), completed: t('completed'), failed: t('failed') };
    const text = (known as Readonly<Record<string, string | undefined>>)[status] ?? cleanText(status, 40);
    return text === '' ? t('asking…') : text;
  }
}

/** A server's string on one line: without controls, and without marks that turn the direction of what follows. */
export function cleanText(text: string, longest = 120): string {
  const line = text
    .slice(0, longest * 4)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  return line.length > longest ? `${line.slice(0, longest - 1).toWellFormed()}…` : line.toWellFormed();
}
