/** One stop of the Tab key for a whole toolbar; arrows, Home and End move within. */
export class RovingFocus {
  constructor(private readonly root: HTMLElement) {
    root.addEventListener('keydown', (event) => this.onKey(event));
    root.addEventListener('focusin', ({ target }) => this.mark(target));
    this.update();
  }

  /** After buttons came or went: there must be exactly one stop. */
  update(): void {
    const stops = this.stops();
    if (stops.filter((stop) => stop.tabIndex === 0).length !== 1) this.mark(stops[0]);
  }

  private onKey(event: KeyboardEvent): void {
    const stops = this.stops();
    const at = stops.findIndex((stop) => stop === event.target);
    const next = at < 0 || event.altKey || event.ctrlKey || event.metaKey ? undefined : nextOf(event, at, stops.length);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const stop = stops[(next + stops.length) % stops.length];
    stop?.focus();
    if (stop instanceof HTMLInputElement) stop.select();
  }

  private mark(target: EventTarget | null | undefined): void {
    const stops = this.stops();
    if (!stops.some((stop) => stop === target)) return;
    for (const stop of stops) stop.tabIndex = stop === target ? 0 : -1;
  }

  private stops(): HTMLElement[] {
    const all = [...this.root.querySelectorAll<HTMLElement>('button, input')];
    return all.filter((stop) => !stop.closest('[hidden]'));
  }
}

function nextOf({ key, target }: KeyboardEvent, at: number, count: number): number | undefined {
  const field = target instanceof HTMLInputElement ? target : undefined;
  // In a text field the arrows belong to the caret until it can go no further.
  if (key === 'ArrowLeft') return field && field.selectionEnd !== 0 ? undefined : at - 1;
  if (key === 'ArrowRight') return field && field.selectionStart !== field.value.length ? undefined : at + 1;
  if (field) return undefined;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : undefined;
}
