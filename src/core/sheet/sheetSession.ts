import type { Clock } from '../clock';
import type { Disposable, Event } from '../event';
import { isFinished } from '../jobs/job';
import type { JobChange } from '../jobs/jobDiff';
import type { CropShapes } from '../jobs/cropShapes';
import type { DetailQueue } from '../jobs/detailQueue';
import { messageText } from '../jobs/rowText';
import type { SheetCell, SheetHostMessage, SheetPageMessage, SheetTarget } from '../sheetProtocol';
import type { Translate } from '../translate';
import type { LinkDesk } from './linkDesk';
import type { PictureCell, PictureDesk } from './pictureDesk';
import { sheetJobs, sheetState, type SheetSources } from './sheetCells';

export interface SheetSessionDeps extends SheetSources {
  readonly target: SheetTarget;
  readonly queue: Pick<DetailQueue, 'failure' | 'requestAll' | 'dropAll' | 'onDidChange'>;
  /** Name of the profile in use, whose jobs the store holds. */
  readonly profile: () => string;
  readonly onDidChangeProfile: Event<unknown>;
  readonly clock: Clock;
  readonly pictures: Pick<PictureDesk, 'want' | 'made' | 'undecodable' | 'drop' | 'reset' | 'dispose'>;
  readonly links: Pick<LinkDesk, 'forget'>;
  readonly shapes: Pick<CropShapes, 'ratioOf' | 'onDidChange'>;
  /** Pictures of a job that runs again are old. */
  readonly forgetPictures: (jobId: string) => void;
  readonly post: (message: SheetHostMessage) => void;
  /** Shows a result, or a job, in the viewer. */
  readonly open: (cell: SheetCell) => void;
  readonly checkAll: (jobIds: readonly string[]) => void;
  readonly t: Translate;
}

/** Changes within so many ms are told together: a page of 500 cells need not hear of every answer. */
const tellDelay = 150;

/** Pictures come in many a second: the crops are looked through again at most so often, in ms. */
const checkDelay = 2000;

/** One sheet's side in the host: its cells, what they wait for, and who is told. */
export class SheetSession implements Disposable {
  private cells = new Map<string, SheetCell>();
  private inView = new Set<string>();
  private wanted: readonly string[] = [];
  private isReady = false;
  private timer: Disposable | undefined;
  private checkTimer: Disposable | undefined;
  private readonly subscriptions: readonly Disposable[];

  constructor(private readonly deps: SheetSessionDeps) {
    this.subscriptions = [
      deps.store.onDidChange((change) => this.storeChanged(change)),
      deps.queue.onDidChange(() => this.tellSoon()),
      deps.onDidChangeProfile(() => this.tellSoon()),
      deps.shapes.onDidChange(() => this.checkSoon()),
    ];
  }

  receive(message: SheetPageMessage): void {
    const { pictures } = this.deps;
    switch (message.type) {
      case 'ready':
        this.start();
        break;
      case 'view':
        this.view(message.keys, message.wanted);
        break;
      case 'thumbnail':
        void pictures.made(message.key, message.bytes);
        break;
      case 'cannotDecode':
        void pictures.undecodable(message.key);
        break;
      case 'open':
        this.open(message.key);
        break;
      case 'checkAll':
        this.deps.checkAll(sheetJobs(this.deps.store, this.deps.target));
        break;
      default:
        message satisfies never;
    }
  }

  /** Nobody sees the page: nothing is asked for until it says ready or tells its view again. */
  hidden(): void {
    this.wanted = [];
    this.seeJobs(new Set());
    this.deps.pictures.reset();
  }

  /** The panel has the user's attention again: what pictures show may have been said in the viewer meanwhile. */
  refresh(): void {
    this.tellSoon();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.timer?.dispose();
    this.checkTimer?.dispose();
    this.isReady = false;
    this.hidden();
    this.deps.pictures.dispose();
  }

  /** The page is new, or was destroyed while hidden: it knows nothing. */
  private start(): void {
    this.isReady = true;
    this.deps.pictures.reset();
    this.tell();
  }

  private open(key: string): void {
    const cell = this.cells.get(key);
    if (cell) this.deps.open(cell);
  }

  private view(keys: readonly string[], wanted: readonly string[]): void {
    this.wanted = wanted;
    this.seeJobs(new Set(keys.flatMap((key) => this.cells.get(key)?.jobId ?? [])));
    this.want();
  }

  /** Details of the jobs in view are asked for, those of others no longer (status-api, "Details"). */
  private seeJobs(jobIds: Set<string>): void {
    const { queue } = this.deps;
    queue.dropAll(
      [...this.inView].filter((id) => !jobIds.has(id)),
      'sheet',
    );
    this.inView = jobIds;
    this.askDetails();
  }

  private askDetails(): void {
    const { queue, store, profile, target } = this.deps;
    if (profile() !== target.profileId) return;
    const lacking = [...this.inView].filter((id) => isFinished(store.job(id)?.status ?? '') && !store.details(id));
    queue.requestAll(lacking, 'sheet');
  }

  private want(): void {
    this.deps.pictures.want(this.wanted.flatMap((key) => pictureCell(this.cells.get(key)) ?? []));
  }

  private storeChanged({ jobs, labels, tracked }: JobChange): void {
    const { store, target } = this.deps;
    const ids = new Set(target.kind === 'jobs' ? target.jobIds : (store.label(target.label)?.jobIds ?? []));
    const mine = [...jobs].filter((id) => ids.has(id));
    for (const id of mine) if (store.job(id)?.status !== 'completed') this.forget(id);
    if (tracked || labels.size > 0 || mine.length > 0) this.tellSoon();
  }

  /** A job that is not completed any more had pictures, if any, that are old now. */
  private forget(jobId: string): void {
    const keys = [...this.cells.values()].filter((cell) => cell.jobId === jobId && pictureCell(cell));
    if (keys.length === 0) return;
    this.deps.links.forget(jobId);
    this.deps.forgetPictures(jobId);
    const stale = keys.map(({ key }) => key);
    this.deps.pictures.drop(stale);
    this.deps.post({ type: 'stale', keys: stale });
  }

  private tellSoon(): void {
    if (!this.isReady) return;
    this.timer ??= this.deps.clock.after(tellDelay, () => this.tell());
  }

  /** One picture more seldom changes what is said of the crops: the page is told only where it does. */
  private checkSoon(): void {
    this.checkTimer ??= this.deps.clock.after(checkDelay, () => {
      this.checkTimer = undefined;
      const { profile, target } = this.deps;
      if (profile() !== target.profileId) return;
      const { cells } = sheetState(this.deps, target);
      if (problemsText(cells) !== problemsText([...this.cells.values()])) this.tellSoon();
    });
  }

  private tell(): void {
    this.timer?.dispose();
    this.timer = undefined;
    const isOther = this.deps.profile() !== this.deps.target.profileId;
    // The store holds another profile's jobs, which may bear the same labels and ids.
    const shown = isOther
      ? { ...nothing, target: this.deps.target, label: labelOf(this.deps.target) }
      : sheetState(this.deps, this.deps.target);
    this.cells = new Map(shown.cells.map((cell) => [cell.key, cell]));
    this.deps.post({ type: 'show', state: { ...shown, notice: this.notice() } });
    this.askDetails();
    this.want();
  }

  private notice(): string {
    const { t, target, profile, store } = this.deps;
    if (profile() !== target.profileId)
      return t(
        'These jobs belong to the profile {0}, which this window does not use now.',
        messageText(target.profileId),
      );
    if (sheetJobs(store, target).length > 0) return '';
    if (target.kind === 'jobs') return t('None of these jobs is tracked any more.');
    return store.label(target.label)
      ? t('There are no jobs under this label yet.')
      : t('The label is not tracked any more.');
  }
}

function labelOf(target: SheetTarget): string {
  return target.kind === 'label' ? target.label : '';
}

function problemsText(cells: readonly SheetCell[]): string {
  return JSON.stringify(cells.map(({ key, problems }) => [key, problems]));
}

const nothing = { label: '', cells: [], jobs: 0, completed: 0, checked: 0 } as const;

function pictureCell(cell: SheetCell | undefined): PictureCell | undefined {
  const { resultIndex } = cell ?? {};
  return cell?.kind === 'picture' && resultIndex !== undefined ? { ...cell, resultIndex } : undefined;
}
