import type { Errand, HostMessage, Toggles, ViewerState } from '../core/protocol';
import { Announcer } from './announcer';
import { Canvas } from './canvas';
import { Compare } from './compare';
import { nextCompare } from './compareMode';
import { Details } from './details';
import { element } from './element';
import { Filmstrip } from './filmstrip';
import { registerGestures } from './gestures';
import { Heading } from './heading';
import { openHostLink } from './hostLink';
import { registerKeys } from './keyboard';
import { createKeySheet } from './keySheet';
import { Menu } from './menu';
import { copyItems, moreItems } from './menus';
import { NumberedCrops } from './numberedCrops';
import { createPageActions } from './pageActions';
import { PageModel } from './pageModel';
import { ReadingBar } from './readingBar';
import { pictureAlt, spokenResult, spokenTrouble } from './spoken';
import { StagePane } from './stagePane';
import { StateKeeper } from './stateKeeper';
import { numberedCrops, type NumberedCrop, type Shown } from './shown';
import { Toolbar } from './toolbar';
import type { Translate } from './words';
import { percentText, ZoomField } from './zoomField';

/** The page: everything drawn from what the host said last and what the user switched. */
export class Page {
  private crops: readonly NumberedCrop[] = [];
  private readonly link;
  private readonly model: PageModel;
  private readonly keeper: StateKeeper;
  private readonly announcer = new Announcer();
  private readonly heading: Heading;
  private readonly canvas: Canvas;
  private readonly compare: Compare;
  private readonly numbers = new NumberedCrops();
  private readonly stage: StagePane;
  private readonly details: Details;
  private readonly filmstrip: Filmstrip;
  private readonly readingBar: ReadingBar;
  private readonly zoomField: ZoomField;
  private readonly toolbar: Toolbar;
  private readonly copyMenu: Menu;
  private readonly moreMenu: Menu;

  constructor(
    private readonly t: Translate,
    signal: AbortSignal,
  ) {
    this.link = openHostLink((message) => this.receive(message), signal);
    const { link } = this;
    this.model = new PageModel(link, () => this.render());
    this.keeper = new StateKeeper(link);
    this.heading = new Heading(t);
    this.compare = new Compare(t, signal);
    this.canvas = this.createCanvas(signal);
    this.stage = new StagePane(
      t,
      (message) => link.post(message),
      () => this.canvas.root.focus(),
    );
    this.details = this.createDetails();
    this.filmstrip = new Filmstrip(t, {
      onSelect: (resultIndex) => link.post({ type: 'select', resultIndex }),
      onWanted: (wanted) => link.post({ type: 'strip', wanted }),
    });
    this.readingBar = this.createReadingBar();
    this.zoomField = new ZoomField(t, (percent) => this.canvas.zoomToPercent(percent));
    this.copyMenu = new Menu('copyMenu', t('Copy the crop as…'), signal);
    this.moreMenu = new Menu('moreMenu', t('More actions…'), signal);
    const actions = this.createActions(() => sheet.showModal());
    const sheet = createKeySheet(t, actions);
    this.toolbar = new Toolbar(t, actions, this.zoomField.root);
    registerKeys(actions, this.canvas, signal);
    for (const root of [this.canvas.root, this.compare.twin.root]) registerGestures(this.canvas, root, signal);
    document.body.append(this.frame(), sheet);
    if (link.kept) this.canvas.setView(link.kept.view);
    link.post({ type: 'ready' });
  }

  private createCanvas(signal: AbortSignal): Canvas {
    const canvas = new Canvas({
      onView: (isByUser) => this.viewChanged(isByUser),
      onPaint: (place) => {
        this.compare.draw(place);
        this.numbers.draw(this.crops, this.model.state?.resultIndex ?? 0, place);
      },
      signal,
    });
    const { wipe, tag } = this.compare;
    canvas.addLayers(wipe.layer, wipe.slider, tag);
    canvas.addDrawing(this.numbers.root);
    canvas.root.setAttribute('aria-label', this.t('Picture. Arrow keys move it.'));
    return canvas;
  }

  private createDetails(): Details {
    return new Details(this.t, {
      onAsPixels: (asPixels) => this.model.change({ asPixels }),
      onChangeReading: () => {
        this.model.change({ isAskingReading: true });
        this.readingBar.focus(this.model.reading);
      },
      onSource: (message) => this.link.post(message),
    });
  }

  private createReadingBar(): ReadingBar {
    return new ReadingBar(this.t, (reading, scope) => {
      this.link.post({ type: 'chooseReading', reading, scope });
      this.model.change({ isAskingReading: false });
      this.canvas.root.focus();
    });
  }

  private createActions(showKeys: () => void): ReturnType<typeof createPageActions> {
    const { canvas, model, link, t } = this;
    return createPageActions(t, {
      ...{ canvas, model, showKeys },
      select: (resultIndex) => link.post({ type: 'select', resultIndex }),
      setToggles: (toggles) => this.setToggles(toggles),
      openCopyMenu: () => this.openCopyMenu(),
      openMoreMenu: () => this.openMoreMenu(),
      nextCompare: () => this.nextCompare(),
    });
  }

  private frame(): HTMLElement {
    const work = element('div', { class: 'work' }, this.canvas.root, this.compare.twin.root, this.stage.root);
    const parts = [this.heading.root, this.toolbar.root, this.readingBar.root];
    const content = element('div', { class: 'content' }, work, this.details.root);
    const rest = [content, this.filmstrip.root, this.announcer.root, this.copyMenu.root, this.moreMenu.root];
    return element('main', { 'aria-label': this.t('Banner image viewer') }, ...parts, ...rest);
  }

  private receive(message: HostMessage): void {
    switch (message.type) {
      case 'show':
        if (this.model.show(message)) this.canvas.setView({ mode: 'fit' });
        break;
      case 'picture':
        this.model.addPicture(message);
        break;
      case 'strip':
        this.filmstrip.take(message);
        break;
      case 'openCopyMenu':
        this.openCopyMenu();
        break;
      default:
        message satisfies never;
    }
  }

  private openCopyMenu(): void {
    const { copyable } = this.model.shown?.model ?? {};
    const items = copyItems(this.t, copyable, (text) => this.link.post({ type: 'copy', text }));
    this.copyMenu.open(this.toolbar.button('copy') ?? this.canvas.root, items);
  }

  private openMoreMenu(): void {
    const { state } = this.model;
    const hasImage = state?.results[state.resultIndex]?.hasImage ?? false;
    const run = (errand: Errand): void => this.link.post({ type: 'errand', errand });
    const items = moreItems(this.t, { hasImage, source: state?.source, pinned: state?.pinned ?? false, run });
    this.moreMenu.open(this.toolbar.button('more') ?? this.canvas.root, items);
  }

  private setToggles(change: Partial<Toggles>): void {
    this.model.change({ toggles: { ...this.model.toggles, ...change } });
    this.keepSoon();
  }

  /** What is compared fills the pane; what is seen alone fits into it. */
  private nextCompare(): void {
    const { compare, mode } = nextCompare(this.model.toggles.compare);
    this.setToggles({ compare });
    this.canvas.setView({ mode });
  }

  private render(): void {
    const { state, shown, toggles } = this.model;
    if (!state || !shown) return;
    const { base, model } = shown;
    this.heading.update(state);
    if (base) base.image.alt = pictureAlt(this.t, base, model);
    if (shown.output) shown.output.image.alt = this.t('The output of the crop.');
    this.updateReadingBar(shown, state);
    this.updateDetails(shown, state);
    this.filmstrip.update(state, this.model.held(), this.model.reading);
    document.body.classList.toggle('plain', !toggles.checkerboard);
    const news = this.stage.update(this.model.stage, this.model.isAlone);
    // Last: a picture fits into the room that all others leave it.
    this.drawPictures(shown, state);
    this.announcer.say(news || (base ? spokenResult(this.t, state, model) : ''));
    if (!this.model.isAlone) this.announcer.sayTrouble(spokenTrouble(this.t, state.source));
    this.viewChanged(false);
  }

  private drawPictures(shown: Shown, state: ViewerState): void {
    const { toggles } = this.model;
    const mode = shown.reading === 'cropped' || shown.compare === 'wipe' ? 'outline' : toggles.overlay;
    this.crops = numberedCrops(state, shown);
    if (!toggles.all) this.crops = [];
    this.canvas.draw({ framed: shown.model.framed, mode, grid: toggles.grid });
    this.canvas.show(shown.base);
    this.compare.show(shown);
    this.canvas.root.parentElement?.classList.toggle('side', shown.compare === 'side');
  }

  private updateReadingBar({ base, model }: Shown, state: ViewerState): void {
    const isUnasked = state.reading === undefined && model.crop !== undefined && state.stage.kind === 'picture';
    const isShown = Boolean(base && (isUnasked || this.model.isAskingReading));
    this.readingBar.update(isShown, this.model.reading, state.label !== undefined);
  }

  private updateDetails({ base, model, reading, mismatch }: Shown, state: ViewerState): void {
    const { asPixels, reading: resultReading, toggles } = this.model;
    const { source, failure } = state;
    const isGuess = state.reading === undefined;
    const shared = { model, picture: base, reading, resultReading, asPixels, isGuess, source, mismatch, failure };
    this.details.update({ ...shared, isBrief: !toggles.details });
    this.details.root.hidden = this.details.isEmpty;
  }

  private viewChanged(isByUser: boolean): void {
    const { percent } = this.canvas;
    this.zoomField.update(percent);
    this.toolbar.update((this.model.state?.results.length ?? 0) > 1);
    this.announcer.sayZoom(percent === undefined ? undefined : this.t('Zoom {0}', percentText(percent)), isByUser);
    this.keepSoon();
  }

  private keepSoon(): void {
    this.keeper.keepSoon(() => this.model.kept(this.canvas.savedView));
  }
}
