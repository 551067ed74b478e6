import type { Stage } from '../core/protocol';
import type { Translate } from './words';
import { element, icon } from './element';
import { noticeWords, type NoticeWords } from './noticeWords';
import { sourceWords } from './sourceWords';

/** What stands in the place of a picture: that it is on its way, or why there is none and what can be done. */
export class StagePane {
  readonly root = element('div', { class: 'stage', hidden: true, tabindex: -1 });
  private shown = '';

  /** @param focusPicture told when a picture takes the place of what had the focus */
  constructor(
    private readonly t: Translate,
    private readonly onAction: (message: NoticeWords['action']['message']) => void,
    private readonly focusPicture: () => void,
  ) {}

  /**
   * Answers what a screen reader should hear, once for each new stage; empty for the same one.
   *
   * @param isSource the stage is that of the source image, for there is no other picture
   */
  update(stage: Stage | undefined, isSource: boolean): string {
    const name = JSON.stringify([stage, isSource]);
    if (name === this.shown) return '';
    this.shown = name;
    // The button that was pressed goes: what takes its place takes the focus, or the keyboard would be lost.
    const hadFocus = this.root.contains(document.activeElement);
    this.root.hidden = stage === undefined || stage.kind === 'picture';
    const said = this.draw(stage, isSource ? sourceWords : noticeWords);
    if (hadFocus) this.takeFocus();
    return said;
  }

  private draw(stage: Stage | undefined, wordsOf: typeof noticeWords): string {
    if (!stage || stage.kind === 'picture') return '';
    if (stage.kind === 'loading') return this.showLoading(stage.what);
    const words = wordsOf(this.t, stage.reason, stage.detail);
    this.showNotice(words);
    return words.title;
  }

  private takeFocus(): void {
    if (this.root.hidden) this.focusPicture();
    else (this.root.querySelector('button') ?? this.root).focus();
  }

  private showLoading(what: Extract<Stage, { kind: 'loading' }>['what']): string {
    const { t } = this;
    const text = {
      status: t('Asking for the job…'),
      picture: t('Loading the picture…'),
      newLink: t('The link has expired. Asking for a new one…'),
    }[what];
    const bar = element('div', { class: 'progress', 'aria-hidden': 'true' });
    this.root.className = 'stage loading';
    this.root.replaceChildren(bar, element('p', {}, text));
    return text;
  }

  private showNotice({ icon: name, title, text, action }: NoticeWords): void {
    const button = element('button', { type: 'button', class: 'primary', id: 'stageAction' }, action.label);
    button.addEventListener('click', () => this.onAction(action.message));
    this.root.className = 'stage notice';
    const detail = text === '' ? [] : [element('p', {}, text)];
    this.root.replaceChildren(icon(name), element('h2', {}, title), ...detail, button);
  }
}
