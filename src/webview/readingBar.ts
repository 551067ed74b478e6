import type { Reading } from '../core/crop/reading';
import { readingScopes, type ReadingScope } from '../core/protocol';
import type { Translate } from './words';
import { element } from './element';

/** Asks what the picture shows (viewer, point 7). */
export class ReadingBar {
  readonly root: HTMLElement;
  private readonly buttons: Readonly<Record<Reading, HTMLButtonElement>>;
  private readonly scope: HTMLSelectElement;

  constructor(t: Translate, onChosen: (reading: Reading, scope: ReadingScope) => void) {
    const scopeWords = { profile: t('For all jobs'), label: t('For this label'), job: t('For this job') };
    this.scope = element(
      'select',
      { 'aria-label': t('How far the answer goes') },
      ...readingScopes.map((scope) => element('option', { value: scope }, scopeWords[scope])),
    );
    const button = (reading: Reading, text: string): HTMLButtonElement => {
      const made = element('button', { type: 'button', id: `reading-${reading}` }, text);
      made.addEventListener('click', () => onChosen(reading, this.scopeChosen()));
      return made;
    };
    this.buttons = { source: button('source', t('Whole Source')), cropped: button('cropped', t('Finished Crop')) };
    const question = t('Does this picture show the whole source or the finished crop?');
    this.root = element(
      'section',
      { class: 'reading-bar', 'aria-label': t('What the picture shows'), hidden: true },
      element('p', {}, question),
      element('div', { class: 'answers' }, this.buttons.source, this.buttons.cropped, this.scope),
    );
  }

  /** @param preselected the answer that is in use until one is given */
  update(shown: boolean, preselected: Reading, hasLabel: boolean): void {
    if (this.root.hidden && shown) this.scope.value = 'profile';
    this.root.hidden = !shown;
    for (const [reading, button] of Object.entries(this.buttons))
      button.classList.toggle('primary', reading === preselected);
    const [, label] = this.scope.options;
    if (label) label.disabled = label.hidden = !hasLabel;
  }

  /** Puts the focus on the answer that is in use. */
  focus(reading: Reading): void {
    this.buttons[reading].focus();
  }

  private scopeChosen(): ReadingScope {
    return readingScopes.find((scope) => scope === this.scope.value) ?? 'profile';
  }
}
