import * as vscode from 'vscode';
import type { Disposable } from '../core/event';
import { ByteCache } from '../core/images/byteCache';
import type { ForgetImage, LoadImage } from '../core/images/imageAnswer';
import type { OpenJob } from '../core/images/jobPictures';
import { Readings, type ReadingMemento } from '../core/images/readings';
import { SourceChoices } from '../core/images/sourceChoices';
import type { SourceReader } from '../core/images/sourcePicture';
import type { ViewerTarget } from '../core/images/viewerTarget';
import type { Log } from '../core/log';
import { readPanelState } from '../core/protocolWire';
import { viewerType } from './contributions';
import { focusTreeIfLast } from './focusTree';
import { pageOptions } from './panelPage';
import { ViewerPanel, type ViewerPanelDeps } from './viewerPanel';

export interface ImagePanelsDeps extends Pick<ViewerPanelDeps, 'runErrand' | 'copyText' | 'profile' | 'useProfile'> {
  readonly extensionUri: vscode.Uri;
  /** Asks the status by id: the answer holds links, and goes to the panel that shows the job only. */
  readonly openJob: OpenJob;
  readonly loadImage: LoadImage;
  readonly forgetImage: ForgetImage;
  /** Finds and reads source images. */
  readonly sources: SourceReader;
  /** Where the choices of what pictures show, and of their sources, are kept. */
  readonly memento: ReadingMemento;
  /** Offers to sign in. */
  readonly signIn: () => void;
  readonly log: Log;
  /** Pictures that other editors show; they end with the panels' owner. */
  readonly documents: Disposable;
}

/** A job to show, and where. */
export interface ShowRequest extends ViewerTarget {
  /** In a panel of its own beside the active editor. */
  readonly toSide?: boolean;
  /** By a row of the tree, which gets the focus back when the panel is closed. */
  readonly fromTree?: boolean;
}

/** Pictures kept for all panels together, in bytes: a panel that was hidden needs its own again. */
const cacheBytes = 64 * 1024 * 1024;

/** The open viewers. A job opens in the one that was used last: a new panel is the slowest part of showing a picture. */
export class ImagePanels implements vscode.Disposable {
  private readonly cache = new ByteCache(cacheBytes);
  private readonly readings: Readings;
  private readonly choices: SourceChoices;
  /** Most recently used last. */
  private open: ViewerPanel[] = [];
  private opened = 0;

  constructor(private readonly deps: ImagePanelsDeps) {
    this.readings = new Readings(deps.memento);
    this.choices = new SourceChoices(deps.memento);
  }

  /** The viewer that was used last; undefined while none is open. */
  get last(): ViewerPanel | undefined {
    return this.open.at(-1);
  }

  /** Shows a job: where it is shown already, else in the panel used last that is not pinned. Its request starts at once. */
  show({ toSide, fromTree = false, ...target }: ShowRequest): void {
    const known = toSide ? undefined : (this.panelOf(target) ?? this.open.findLast(({ session }) => !session.pinned));
    const panel = known ?? this.create(toSide ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active);
    panel.isFromTree = fromTree;
    panel.show(target);
  }

  /** A panel of the last session; one whose state cannot be read has nothing to show. */
  revive(panel: vscode.WebviewPanel, kept: unknown): void {
    const state = readPanelState(kept);
    if (!state) {
      panel.dispose();
      return;
    }
    const { profileId, jobId, label, resultIndex, pinned } = state;
    const revived = this.adopt(panel);
    revived.session.pinned = pinned;
    revived.restore({ profileId, jobId, resultIndex, ...(label !== undefined && { label }) });
  }

  /** Tells panels that show this job of its new status. */
  jobChanged(profileId: string, job: { readonly id: string; readonly status: string }): void {
    for (const { session } of this.open) session.jobChanged(profileId, job);
  }

  /** The profile has a key now: panels that were waiting for it ask again. */
  signedIn(profileId: string): void {
    for (const { session } of this.open) session.signedIn(profileId);
  }

  /** Another profile may be in use. */
  profileChanged(): void {
    for (const { session } of this.open) session.profileChanged();
  }

  /** A profile has another name: panels that show its jobs show them under that. */
  profileRenamed(before: string, after: string): void {
    for (const panel of this.open) {
      const { shown } = panel.session;
      if (shown?.profileId === before) panel.restore({ ...shown, profileId: after });
    }
  }

  /** Closes all, and forgets their pictures. */
  close(): void {
    for (const panel of [...this.open]) panel.dispose();
    this.cache.clear();
  }

  dispose(): void {
    this.close();
    this.deps.documents.dispose();
  }

  private panelOf({ profileId, jobId }: ViewerTarget): ViewerPanel | undefined {
    return this.open.findLast(({ session: { shown } }) => shown?.profileId === profileId && shown.jobId === jobId);
  }

  private create(column: vscode.ViewColumn): ViewerPanel {
    const title = vscode.l10n.t('Banner Image');
    return this.adopt(vscode.window.createWebviewPanel(viewerType, title, column, pageOptions(this.root)));
  }

  private adopt(panel: vscode.WebviewPanel): ViewerPanel {
    const { cache, readings, choices, root, deps } = this;
    const without = (panel: ViewerPanel): ViewerPanel[] => this.open.filter((other) => other !== panel);
    const adopted = new ViewerPanel(panel, String(++this.opened), {
      ...{ ...deps, cache, readings, choices, root },
      onActive: (panel) => (this.open = [...without(panel), panel]),
      onDispose: (panel) => {
        this.open = without(panel);
        if (panel.isFromTree) focusTreeIfLast();
      },
    });
    this.open.push(adopted);
    return adopted;
  }

  private get root(): vscode.Uri {
    return vscode.Uri.joinPath(this.deps.extensionUri, 'dist', 'page');
  }
}
