import { guessReading, type Reading } from '../core/crop/reading';
import type { PanelState, PictureMessage, SavedView, ShowMessage, Stage, Toggles, ViewerState } from '../core/protocol';
import type { HostLink } from './hostLink';
import { PictureStore, type HeldPicture } from './pictureStore';
import { decideShown, type Shown } from './shown';

const firstToggles: Toggles = {
  ...{ overlay: 'dim', compare: 'source', all: false },
  ...{ grid: false, checkerboard: true, details: true },
};

/** What the page knows: what the host said last, the decoded pictures, and what the user switched. */
export class PageModel {
  state: ViewerState | undefined;
  toggles: Toggles;
  asPixels = false;
  isAskingReading = false;
  /** What stands on the screen; undefined before the host said anything. */
  shown: Shown | undefined;
  private result: HeldPicture | undefined;
  private source: HeldPicture | undefined;
  private readonly pictures: PictureStore;

  /** @param onChange anything is another one, and is to be drawn */
  constructor(
    private readonly link: HostLink,
    private readonly onChange: () => void,
  ) {
    this.toggles = link.kept?.toggles ?? firstToggles;
    this.pictures = new PictureStore(
      () => [this.resultKey, this.sourceKey],
      (key) => link.post({ type: 'dropped', key }),
    );
  }

  /** What the picture of the result shows: as chosen, else as its siblings suggest, else the source. */
  get reading(): Reading {
    return this.state?.reading ?? this.guess ?? 'source';
  }

  /** What the middle of the page says: a picture that is not decoded yet is still loading. */
  get stage(): Stage | undefined {
    const { state, shown } = this;
    const stage = this.isAlone ? state?.source?.stage : state?.stage;
    return stage?.kind === 'picture' && !shown?.base ? { kind: 'loading', what: 'picture' } : stage;
  }

  /** The source stands, or would stand, where no picture of the result can. */
  get isAlone(): boolean {
    const { stage, source } = this.state ?? {};
    return stage?.kind === 'notice' && stage.reason === 'coordinatesOnly' && source !== undefined;
  }

  /** Pictures of the job's results that are decoded by now. */
  held(): readonly HeldPicture[] {
    return this.pictures.held();
  }

  /** Takes a state of the host over. Answers whether it is of another job than before. */
  show({ state, given }: ShowMessage): boolean {
    if (given !== undefined && !this.pictures.get(given)) this.link.post({ type: 'dropped', key: given });
    const before = this.state ?? this.link.kept;
    const isOther = before !== undefined && (before.jobId !== state.jobId || before.profileId !== state.profileId);
    if (isOther || before?.resultIndex !== state.resultIndex) this.asPixels = false;
    this.state = state;
    if (isOther) {
      this.pictures.clear();
      this.isAskingReading = false;
    }
    if (state.stage.kind === 'loading' && state.stage.what === 'status') this.pictures.clear('source');
    // The crop of this result belongs on no picture of another one, not even while its own is being decoded.
    if (isOther || this.result?.key !== this.resultKey) this.result = undefined;
    if (isOther || this.source?.key !== this.sourceKey) this.source = undefined;
    this.changed();
    void this.takePicture(this.resultKey);
    void this.takePicture(this.sourceKey);
    return isOther;
  }

  /** Takes bytes over. */
  addPicture(message: PictureMessage): void {
    this.pictures.add(message);
    void this.takePicture(message.key);
  }

  /** Takes over what the user switched. */
  change(change: { toggles?: Toggles; asPixels?: boolean; isAskingReading?: boolean }): void {
    Object.assign(this, change);
    this.changed();
  }

  /** What is kept for a restart. */
  kept(view: SavedView): PanelState | undefined {
    if (!this.state) return undefined;
    const { profileId, jobId, label, resultIndex, pinned } = this.state;
    return {
      profileId,
      jobId,
      ...(label !== undefined && { label }),
      resultIndex,
      view,
      toggles: this.toggles,
      pinned,
    };
  }

  private get resultKey(): string | undefined {
    return this.state?.stage.kind === 'picture' ? this.state.stage.key : undefined;
  }

  private get sourceKey(): string | undefined {
    const stage = this.state?.source?.stage;
    return stage?.kind === 'picture' ? stage.key : undefined;
  }

  /** Puts a picture up that the host named, once it is decoded and if it is still the one (viewer, point 21). */
  private async takePicture(key: string | undefined): Promise<void> {
    if (key === undefined) return;
    try {
      const picture = await this.pictures.get(key);
      if (!picture) return;
      if (key === this.resultKey) this.result = picture;
      else if (key === this.sourceKey) this.source = picture;
      this.changed();
      if (key === this.resultKey) this.link.post({ type: 'shown', key });
    } catch {
      if (key === this.resultKey || key === this.sourceKey) this.link.post({ type: 'cannotDecode', key });
    }
  }

  private get guess(): Reading | undefined {
    const seen = this.pictures.held().flatMap(({ resultIndex = -1, size }) => {
      const crop = this.state?.results[resultIndex]?.crop;
      return crop ? [{ crop, size }] : [];
    });
    return guessReading(seen);
  }

  private changed(): void {
    const { state, result, source, reading, asPixels, toggles } = this;
    this.shown = state && decideShown({ state, result, source, reading, asPixels, compare: toggles.compare });
    this.onChange();
  }
}
