import { element, icon } from './element';

/** One line of a menu. */
export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly icon?: string;
  /** A second line, such as the text that would be copied. */
  readonly detail?: string;
  /** Why it cannot be used now. */
  readonly reason?: string;
  readonly run: () => void;
}

/** A menu that hangs below a button: arrows move, letters jump, Escape and a click beside it close it. */
export class Menu {
  readonly root: HTMLElement;
  /** What was pressed while the menu was open: that press closes it before its click arrives. */
  private pressed: EventTarget | null = null;

  /** @param label what it is called by screen readers */
  constructor(id: string, label: string, signal: AbortSignal) {
    this.root = element('div', { id, class: 'menu', role: 'menu', popover: 'auto', 'aria-label': label, tabindex: -1 });
    this.root.addEventListener('keydown', (event) => this.onKey(event));
    const onPress = ({ target }: Event): void => {
      this.pressed = this.root.matches(':popover-open') ? target : null;
    };
    document.addEventListener('pointerdown', onPress, { capture: true, signal });
  }

  /** Opens with these lines, below the button, within the window. */
  open(anchor: HTMLElement, items: readonly MenuItem[]): void {
    const isSecondPress = this.pressed instanceof Node && anchor.contains(this.pressed);
    this.pressed = null;
    if (isSecondPress) return;
    this.root.replaceChildren(...items.map((item) => this.line(item)));
    this.root.showPopover();
    const { left, bottom } = anchor.getBoundingClientRect();
    const { style, offsetWidth, offsetHeight } = this.root;
    style.left = `${Math.max(4, Math.min(left, innerWidth - offsetWidth - 4))}px`;
    style.top = `${Math.max(4, Math.min(bottom + 2, innerHeight - offsetHeight - 4))}px`;
    this.lines()[0]?.focus();
  }

  private line({ id, label, icon: name, detail, reason, run }: MenuItem): HTMLElement {
    const second = reason ?? detail;
    const text = element('span', { class: 'menu-text' }, element('span', {}, label));
    if (second !== undefined)
      text.append(element('span', { class: reason === undefined ? 'menu-detail code' : 'menu-detail' }, second));
    const attributes = { type: 'button', id: `menu-${id}`, role: 'menuitem', tabindex: -1 };
    const button = element(
      'button',
      { ...attributes, class: 'menu-line', 'aria-disabled': reason !== undefined && 'true' },
      ...(name === undefined ? [] : [icon(name)]),
      text,
    );
    button.addEventListener('click', () => {
      if (reason !== undefined) return;
      this.root.hidePopover();
      run();
    });
    return button;
  }

  private onKey(event: KeyboardEvent): void {
    const lines = this.lines();
    const at = lines.findIndex((line) => line === document.activeElement);
    const next = nextLine(event, at, lines);
    if (event.key === 'Tab') this.root.hidePopover();
    if (next === undefined) return;
    event.preventDefault();
    lines[(next + lines.length) % lines.length]?.focus();
  }

  private lines(): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>('[role="menuitem"]')];
  }
}

function nextLine(event: KeyboardEvent, at: number, lines: readonly HTMLElement[]): number | undefined {
  const { key } = event;
  if (key === 'ArrowDown') return at + 1;
  if (key === 'ArrowUp') return at - 1;
  if (key === 'Home') return 0;
  if (key === 'End') return lines.length - 1;
  if (key.length !== 1 || key === ' ' || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const order = lines.map((_, index) => (at + 1 + index) % lines.length);
  return order.find((index) => lines[index]?.textContent.trim().toLowerCase().startsWith(key.toLowerCase()));
}
