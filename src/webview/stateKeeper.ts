import type { PanelState } from '../core/protocol';
import type { HostLink } from './hostLink';

/** VS Code writes each kept state down: a wheel should not make it do so a hundred times, so it waits this long, in ms. */
const keepDelay = 250;

/** Keeps the state of the page for a restart, once it stands still. */
export class StateKeeper {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly link: HostLink) {}

  /** @param read asked when the time has come; undefined keeps nothing */
  keepSoon(read: () => PanelState | undefined): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const state = read();
      if (state) this.link.keep(state);
    }, keepDelay);
  }
}
