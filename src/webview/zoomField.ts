import type { Translate } from './words';
import { element } from './element';

/** The zoom in per cent: shows it, and takes a typed one at Enter. */
export class ZoomField {
  readonly root: HTMLInputElement;
  private percent: number | undefined;
  private isTyping = false;

  constructor(t: Translate, onPercent: (percent: number) => void) {
    const name = { id: 'zoomPercent', 'aria-label': t('Zoom in per cent'), inputmode: 'decimal', autocomplete: 'off' };
    this.root = element('input', { type: 'text', class: 'zoom-field', spellcheck: 'false', ...name });
    this.root.addEventListener('focus', () => this.root.select());
    this.root.addEventListener('input', () => (this.isTyping = true));
    this.root.addEventListener('blur', () => this.write());
    this.root.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') this.write();
      if (key !== 'Enter') return;
      const percent = readPercent(this.root.value);
      this.write();
      if (percent !== undefined) onPercent(percent);
      this.root.select();
    });
  }

  /** Shows a zoom; undefined while there is no picture. */
  update(percent: number | undefined): void {
    this.percent = percent;
    this.root.disabled = percent === undefined;
    // What is being typed is not written over by a zoom that changes meanwhile.
    if (!this.isTyping) this.write();
  }

  private write(): void {
    this.isTyping = false;
    this.root.value = this.percent === undefined ? '' : percentText(this.percent);
  }
}

/** `12.5`, `12,5 %`; undefined for what is no positive number. */
export function readPercent(text: string): number | undefined {
  const percent = Number(text.replace('%', '').replace(',', '.').trim() || NaN);
  return percent > 0 && Number.isFinite(percent) ? percent : undefined;
}

/** Three digits that matter, for small pictures and large zooms alike. */
export function percentText(percent: number): string {
  return `${percent >= 100 ? Math.round(percent) : Number(percent.toPrecision(3))} %`;
}
