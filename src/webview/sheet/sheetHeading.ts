import type { SheetState } from '../../core/sheetProtocol';
import { element, icon } from '../element';
import { cleanText } from '../heading';
import type { Translate } from '../words';

/** The line that says what the sheet shows, and how many of its crops are checked. */
export class SheetHeading {
  private readonly title = element('h1');
  private readonly counts = element('span', { class: 'counts' });
  private readonly checks = element('span', { class: 'checks', role: 'status' });
  private readonly button: HTMLButtonElement;
  readonly root: HTMLElement;

  constructor(
    private readonly t: Translate,
    onCheckAll: () => void,
  ) {
    this.button = element('button', { type: 'button' }, t('Check All Crops'));
    this.button.addEventListener('click', onCheckAll);
    this.root = element('header', { class: 'heading' }, this.title, this.counts, this.checks, this.button);
  }

  update(state: SheetState): void {
    const { t } = this;
    const { label, cells, jobs, completed, checked } = state;
    this.title.replaceChildren(...(label === '' ? [t('Selected jobs')] : [icon('tag'), cleanText(label)]));
    const results = cells.filter(({ resultIndex }) => resultIndex !== undefined).length;
    this.counts.textContent = t('Results: {0} · Jobs: {1}', results, jobs);
    const doubtful = cells.filter(({ problems }) => problems.length > 0).length;
    const progress = t('crops checked {0}/{1}', checked, completed);
    const found = doubtful === 0 ? '' : doubtful === 1 ? t('1 needs a look') : t('{0} need a look', doubtful);
    // Only when it says something else: a live region speaks each time.
    const text = [progress, ...(found === '' ? [] : [found])].join(' · ');
    if (this.checks.textContent !== text) this.checks.textContent = text;
    this.button.hidden = checked >= completed;
  }
}
