import { element } from './element';

/** A zoom changes many times a second: it is said when it has stood still for this long, in ms. */
const zoomDelay = 500;

/** Says each thing once to screen readers (viewer, points 12 and 17). */
export class Announcer {
  readonly root = element('p', { class: 'live', 'aria-live': 'polite' });
  private said = '';
  private trouble = '';
  private zoom: string | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** Says what stands in the page, unless it was said last. */
  say(text: string): void {
    if (text === this.said || text === '') return;
    this.said = text;
    clearTimeout(this.timer);
    this.root.textContent = text;
  }

  /** Says what became of something beside the picture; empty while nothing did. */
  sayTrouble(text: string): void {
    if (text === this.trouble) return;
    this.trouble = text;
    if (text !== '') this.root.textContent = text;
  }

  /**
   * Says a zoom that the user changed, once it stands still.
   *
   * @param text undefined while there is no picture
   */
  sayZoom(text: string | undefined, isByUser: boolean): void {
    if (text === this.zoom) return;
    this.zoom = text;
    clearTimeout(this.timer);
    if (text !== undefined && isByUser) this.timer = setTimeout(() => (this.root.textContent = text), zoomDelay);
  }
}
