import { guessReading, type Reading } from '../core/crop/reading';
import type { HostMessage, PanelState, SavedView, Toggles, ViewerState } from '../core/protocol';
import type { Translate } from './words';
import { createActions, type Action } from './actions';
import { Canvas } from './canvas';
import { cropModel, type CropModel } from './cropModel';
import { Details } from './details';
import { element } from './element';
import { registerGestures } from './gestures';
import { Heading } from './heading';
import { openHostLink } from './hostLink';
import { registerKeys } from './keyboard';
import { createKeySheet } from './keySheet';
import { PictureStore, type HeldPicture } from './pictureStore';
import { ReadingBar } from './readingBar';
import { pictureAlt, spokenResult } from './spoken';
import { StagePane } from './stagePane';
import { Toolbar } from './toolbar';
import { ZoomField } from './zoomField';

const firstToggles: Toggles = { overlay: 'dim', grid: false, checkerboard: true, details: true };

/** VS Code writes each kept state down: a wheel should not make it do so a hundred times, so it waits this long, in ms. */
const keepDelay = 250;

/** The page: what the host said last and what the user switched, and everything drawn from these two. */
export class Page {
  private state: ViewerState | undefined;
  private picture: HeldPicture | undefined;
  private toggles: Toggles;
  private asPixels = false;
  private isAskingReading = false;
  private spoken = '';
  private keepTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly link;
  private readonly pictures = new PictureStore((key) => this.link.post({ type: 'dropped', key }));
  private readonly live = element('p', { class: 'live', 'aria-live': 'polite' });
  private readonly heading: Heading;
  private readonly canvas: Canvas;
  private readonly stage: StagePane;
  private readonly details: Details;
  private readonly readingBar: ReadingBar;
  private readonly zoomField: ZoomField;
  private readonly toolbar: Toolbar;

  constructor(
    private readonly t: Translate,
    signal: AbortSignal,
  ) {
    this.link = openHostLink((message) => this.receive(message), signal);
    this.toggles = this.link.kept?.toggles ?? firstToggles;
    this.heading = new Heading(t);
    this.canvas = new Canvas({ onView: () => this.viewChanged(), signal });
    this.canvas.root.setAttribute('aria-label', t('Picture. Arrow keys move it.'));
    this.stage = new StagePane(t, (type) => this.link.post({ type }));
    this.details = new Details(t, {
      onAsPixels: (asPixels) => this.change({ asPixels }),
      onChangeReading: () => this.askReading(),
    });
    this.readingBar = new ReadingBar(t, (reading, scope) => {
      this.link.post({ type: 'chooseReading', reading, scope });
      this.change({ isAskingReading: false });
      this.canvas.root.focus();
    });
    this.zoomField = new ZoomField(t, (percent) => this.canvas.zoomToPercent(percent));
    const actions = this.createActions(() => sheet.showModal());
    const sheet = createKeySheet(t, actions);
    this.toolbar = new Toolbar(t, actions, this.zoomField.root);
    registerKeys(actions, this.canvas, signal);
    registerGestures(this.canvas, signal);
    document.body.append(this.frame(), sheet);
    if (this.link.kept) this.canvas.setView(this.link.kept.view);
    this.link.post({ type: 'ready' });
  }

  private frame(): HTMLElement {
    const work = element('div', { class: 'work' }, this.canvas.root, this.stage.root);
    const parts = [this.heading.root, this.toolbar.root, this.readingBar.root];
    const content = element('div', { class: 'content' }, work, this.details.root);
    return element('main', { 'aria-label': this.t('Banner image viewer') }, ...parts, content, this.live);
  }

  private createActions(showKeys: () => void): readonly Action[] {
    const { canvas, t } = this;
    return createActions(t, {
      ...{ canvas, showKeys },
      toggles: () => this.toggles,
      setToggles: (toggles) => this.change({ toggles: { ...this.toggles, ...toggles } }),
      pictureReason: () => this.pictureReason(),
      overlayReason: () =>
        this.pictureReason() ??
        (this.reading === 'cropped' && this.picture ? t('the picture is the finished crop already') : undefined),
      result: () => ({ index: this.state?.resultIndex ?? 0, count: this.state?.results.length ?? 0 }),
      select: (resultIndex) => this.link.post({ type: 'select', resultIndex }),
    });
  }

  /** Only where there will be none: while one loads, the toolbar stays as it is. */
  private pictureReason(): string | undefined {
    return this.state?.stage.kind === 'notice' ? this.t('there is no picture') : undefined;
  }

  private receive(message: HostMessage): void {
    switch (message.type) {
      case 'show':
        this.show(message.state);
        break;
      case 'picture':
        this.pictures.add(message);
        void this.takePicture();
        break;
      default:
        message satisfies never;
    }
  }

  private show(state: ViewerState): void {
    const before = this.state ?? this.link.kept;
    const isOther = before !== undefined && (before.jobId !== state.jobId || before.profileId !== state.profileId);
    this.state = state;
    if (isOther) {
      this.pictures.clear();
      this.canvas.setView({ mode: 'fit' });
      this.asPixels = this.isAskingReading = false;
    }
    if (isOther || state.stage.kind !== 'picture') this.picture = undefined;
    this.render();
    void this.takePicture();
  }

  /** Puts the picture up that the host named, once it is decoded and if it is still the one (viewer, point 21). */
  private async takePicture(): Promise<void> {
    const key = this.wantedKey;
    if (key === undefined) return;
    try {
      const picture = await this.pictures.get(key);
      if (!picture || key !== this.wantedKey) return;
      this.picture = picture;
      this.render();
    } catch {
      if (key === this.wantedKey) this.link.post({ type: 'cannotDecode', key });
    }
  }

  private get wantedKey(): string | undefined {
    return this.state?.stage.kind === 'picture' ? this.state.stage.key : undefined;
  }

  /** What the picture shows: as chosen, else as its siblings suggest, else the source. */
  private get reading(): Reading {
    return this.state?.reading ?? this.guess ?? 'source';
  }

  private get guess(): Reading | undefined {
    const seen = this.pictures.held().flatMap(({ resultIndex, size }) => {
      const crop = this.state?.results[resultIndex]?.crop;
      return crop ? [{ crop, size }] : [];
    });
    return guessReading(seen);
  }

  private askReading(): void {
    this.change({ isAskingReading: true });
    this.readingBar.focus(this.reading);
  }

  private change(change: { toggles?: Toggles; asPixels?: boolean; isAskingReading?: boolean }): void {
    Object.assign(this, change);
    this.render();
    this.keepSoon();
  }

  private render(): void {
    const { state, picture, reading, asPixels, toggles } = this;
    if (!state) return;
    const model = this.model(state);
    this.heading.update(state);
    if (picture) picture.image.alt = pictureAlt(this.t, picture, model);
    const mode = reading === 'cropped' ? 'outline' : toggles.overlay;
    this.canvas.draw({ framed: model.framed, mode, grid: toggles.grid });
    this.canvas.show(picture);
    const isUnasked = state.reading === undefined && model.crop !== undefined;
    this.readingBar.update(Boolean(picture && (isUnasked || this.isAskingReading)), reading, state.label !== undefined);
    this.details.update({ model, picture, reading, asPixels, isGuess: state.reading === undefined });
    this.details.root.hidden = !toggles.details;
    document.body.classList.toggle('plain', !toggles.checkerboard);
    const isWaiting = state.stage.kind === 'picture' && !picture;
    const news = this.stage.update(isWaiting ? { kind: 'loading', what: 'picture' } : state.stage);
    this.say(news || (picture ? spokenResult(this.t, state, model) : this.spoken));
    this.viewChanged();
  }

  private model({ results, resultIndex }: ViewerState): CropModel {
    const { picture, reading, asPixels } = this;
    const crop = results[picture?.resultIndex ?? resultIndex]?.crop;
    if (picture) return cropModel({ crop, image: picture.size, reading, asPixels });
    // Without a picture there are fractions only.
    return { ...cropModel({ crop, image: { width: 1, height: 1 }, reading, asPixels: false }), ...noPicture };
  }

  private say(text: string): void {
    if (text === this.spoken) return;
    this.spoken = text;
    this.live.textContent = text;
  }

  private viewChanged(): void {
    this.zoomField.update(this.canvas.percent);
    this.toolbar.update((this.state?.results.length ?? 0) > 1);
    this.keepSoon();
  }

  private keepSoon(): void {
    clearTimeout(this.keepTimer);
    this.keepTimer = setTimeout(() => {
      if (this.state) this.link.keep(panelState(this.state, this.canvas.savedView, this.toggles));
    }, keepDelay);
  }
}

const noPicture = { framed: undefined, pixels: undefined, ratioOf: undefined };

function panelState(state: ViewerState, view: SavedView, toggles: Toggles): PanelState {
  const { profileId, jobId, label, resultIndex } = state;
  return { profileId, jobId, ...(label !== undefined && { label }), resultIndex, view, toggles };
}
