import * as vscode from 'vscode';
import { ByteCache } from '../core/images/byteCache';
import type { LoadImage } from '../core/images/imageAnswer';
import type { OpenJob } from '../core/images/jobPictures';
import { Readings, type ReadingMemento } from '../core/images/readings';
import { ViewerSession, type ViewerTarget } from '../core/images/viewerSession';
import { rowText } from '../core/jobs/rowText';
import type { Log } from '../core/log';
import { readPageMessage, readPanelState, toWire } from '../core/protocol';
import { viewerType } from './contributions';
import { panelHtml } from './panelHtml';

export interface ImagePanelsDeps {
  readonly extensionUri: vscode.Uri;
  /** Asks the status by id: the answer holds links, and goes to the panel that shows the job only. */
  readonly openJob: OpenJob;
  readonly loadImage: LoadImage;
  /** Where the choices of what pictures show are kept. */
  readonly memento: ReadingMemento;
  /** Offers to sign in. */
  readonly signIn: () => void;
  readonly log: Log;
}

/** A job to show, and where. */
export interface ShowRequest extends ViewerTarget {
  /** In a panel of its own beside the active editor. */
  readonly toSide?: boolean;
}

interface OpenPanel {
  readonly panel: vscode.WebviewPanel;
  readonly session: ViewerSession;
}

/** Pictures kept for all panels together, in bytes: a panel that was hidden needs its own again. */
const cacheBytes = 64 * 1024 * 1024;

/** The open viewers. A job opens in the one that was used last: a new panel is the slowest part of showing a picture. */
export class ImagePanels implements vscode.Disposable {
  private readonly cache = new ByteCache(cacheBytes);
  private readonly readings: Readings;
  /** Most recently used last. */
  private open: OpenPanel[] = [];
  private opened = 0;

  constructor(private readonly deps: ImagePanelsDeps) {
    this.readings = new Readings(deps.memento);
  }

  /** Shows a job. The request for it starts at once, while the page may still load. */
  show({ toSide, ...target }: ShowRequest): void {
    const used = toSide ? undefined : this.open.at(-1);
    const { panel, session } = used ?? this.create(toSide ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active);
    panel.title = titleOf(target);
    session.show(target);
    if (used) panel.reveal(undefined, false);
  }

  /** A panel of the last session; one whose state cannot be read has nothing to show. */
  revive(panel: vscode.WebviewPanel, kept: unknown): void {
    const state = readPanelState(kept);
    if (!state) {
      panel.dispose();
      return;
    }
    const { profileId, jobId, label, resultIndex } = state;
    const target = { profileId, jobId, resultIndex, ...(label !== undefined && { label }) };
    panel.webview.options = this.options();
    panel.title = titleOf(target);
    this.adopt(panel).session.show(target);
  }

  /** Tells panels that show this job of its new status. */
  jobChanged(profileId: string, job: { readonly id: string; readonly status: string }): void {
    for (const { session } of this.open) session.jobChanged(profileId, job);
  }

  /** The profile has a key now: panels that were waiting for it ask again. */
  signedIn(profileId: string): void {
    for (const { session } of this.open) session.signedIn(profileId);
  }

  dispose(): void {
    for (const { panel } of [...this.open]) panel.dispose();
    this.cache.clear();
  }

  private create(column: vscode.ViewColumn): OpenPanel {
    const { l10n, window } = vscode;
    return this.adopt(window.createWebviewPanel(viewerType, l10n.t('Banner Image'), column, this.options()));
  }

  private adopt(panel: vscode.WebviewPanel): OpenPanel {
    const { cache, deps, readings } = this;
    const { openJob, loadImage, signIn, log } = deps;
    const session = new ViewerSession({
      name: String(++this.opened),
      ...{ openJob, loadImage, cache, readings, signIn, log },
      post: (message) => void panel.webview.postMessage(toWire(message)),
    });
    const entry = { panel, session };
    this.open.push(entry);
    panel.webview.onDidReceiveMessage((message) => this.receive(session, message));
    panel.onDidChangeViewState(() => {
      if (panel.active) this.open = [...this.open.filter((other) => other !== entry), entry];
    });
    panel.onDidDispose(() => {
      this.open = this.open.filter((other) => other !== entry);
      session.dispose();
    });
    panel.webview.html = this.html(panel.webview);
    return entry;
  }

  private receive(session: ViewerSession, message: unknown): void {
    const read = readPageMessage(message);
    if (read) session.receive(read);
    else this.deps.log.warn('The viewer sent a message that is not known.');
  }

  private html(webview: vscode.Webview): string {
    const uri = (file: string): string => webview.asWebviewUri(vscode.Uri.joinPath(this.root, file)).toString();
    return panelHtml({
      cspSource: webview.cspSource,
      scriptUri: uri('viewer.js'),
      styleUri: uri('viewer.css'),
      language: vscode.env.language,
      words: vscode.l10n.bundle ?? {},
    });
  }

  /** The only folder that a page can load from. */
  private get root(): vscode.Uri {
    return vscode.Uri.joinPath(this.deps.extensionUri, 'dist', 'page');
  }

  private options(): vscode.WebviewOptions & vscode.WebviewPanelOptions {
    return { enableScripts: true, localResourceRoots: [this.root] };
  }
}

/** The job's id, with its label where it was opened under one. */
function titleOf({ jobId, label }: ViewerTarget): string {
  const text = label === undefined ? jobId : `${jobId} — ${label}`;
  return rowText(text, vscode.l10n.t('Banner Image'), 60);
}
