import type { Translate } from './words';
import type { Action } from './actions';
import { element, icon } from './element';

/** The list of keys, as a dialog: Escape closes it, and the focus goes back to where it was. */
export function createKeySheet(t: Translate, actions: readonly Action[]): HTMLDialogElement {
  const pan = { label: t('Move the picture (with Shift: far)'), keys: ['←', '→', '↑', '↓'] };
  const listed = [...actions.filter(({ keys }) => keys.length > 0), pan];
  const rows = listed.flatMap(({ keys, label }) => [
    element('dt', {}, ...keys.map((key) => element('kbd', {}, key.toUpperCase()))),
    element('dd', {}, label),
  ]);
  const close = element('button', { type: 'button', class: 'icon-button', 'aria-label': t('Close') }, icon('close'));
  const title = element('h2', { id: 'keysTitle' }, t('Keys'));
  const sheet = element(
    'dialog',
    { class: 'keys', 'aria-labelledby': 'keysTitle' },
    element('header', {}, title, close),
    element('dl', {}, ...rows),
  );
  close.addEventListener('click', () => sheet.close());
  sheet.addEventListener('keydown', ({ key }) => {
    if (key === '?') sheet.close();
  });
  // Only the dialog's own box has no child under the pointer: a click beside the sheet closes it.
  sheet.addEventListener('click', ({ target }) => {
    if (target === sheet) sheet.close();
  });
  return sheet;
}
