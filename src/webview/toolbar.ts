import type { Translate } from './words';
import type { Action } from './actions';
import { element, icon, setAttributes } from './element';
import { RovingFocus } from './rovingFocus';

/** The buttons of all actions that have a face, and the field for the zoom. */
export class Toolbar {
  private readonly buttons = new Map<Action, HTMLButtonElement>();
  private readonly groups = new Map<Action['group'], HTMLElement>();
  private readonly roving: RovingFocus;
  readonly root: HTMLElement;

  constructor(t: Translate, actions: readonly Action[], zoomField: HTMLInputElement) {
    this.root = element('div', { role: 'toolbar', class: 'toolbar', 'aria-label': t('Viewer') });
    for (const action of actions) if (action.face) this.add(action);
    this.groups.get('zoom')?.children[0]?.after(zoomField);
    this.root.append(...this.groups.values());
    this.roving = new RovingFocus(this.root);
  }

  /** Brings the buttons to what is on and what can be used. A button that cannot keeps the focus, and says why. */
  update(hasSeveralResults: boolean): void {
    for (const [action, button] of this.buttons) {
      const reason = action.reason?.();
      const keys = action.keys[0] === undefined ? '' : ` (${action.keys[0].toUpperCase()})`;
      setAttributes(button, {
        'aria-disabled': reason === undefined ? undefined : 'true',
        'aria-pressed': action.isOn && String(action.isOn() && reason === undefined),
        title: reason === undefined ? action.label + keys : `${action.label}: ${reason}`,
      });
    }
    this.groups.get('results')?.toggleAttribute('hidden', !hasSeveralResults);
    this.roving.update();
  }

  /** The button of an action; undefined for one that has none. */
  button(id: string): HTMLButtonElement | undefined {
    return [...this.buttons.values()].find((button) => button.id === id);
  }

  private add(action: Action): void {
    const face = action.face && ('icon' in action.face ? icon(action.face.icon) : action.face.text);
    const button = element(
      'button',
      {
        ...{ type: 'button', id: action.id, 'aria-label': action.label },
        'aria-haspopup': action.hasMenu && 'menu',
      },
      face ?? '',
    );
    button.addEventListener('click', () => {
      if (action.reason?.() === undefined) action.run();
    });
    this.buttons.set(action, button);
    const group = this.groups.get(action.group) ?? element('div', { class: `group group-${action.group}` });
    this.groups.set(action.group, group);
    group.append(button);
  }
}
