import * as vscode from 'vscode';
import type { Clock } from '../core/clock';
import type { LoadImage } from '../core/images/imageAnswer';
import type { ImageCache } from '../core/images/imageCache';
import { CropShapes } from '../core/jobs/cropShapes';
import type { DetailQueue } from '../core/jobs/detailQueue';
import type { JobStore } from '../core/jobs/jobStore';
import { rowText } from '../core/jobs/rowText';
import type { Log } from '../core/log';
import { LinkDesk } from '../core/sheet/linkDesk';
import { PictureDesk } from '../core/sheet/pictureDesk';
import type { SheetSources } from '../core/sheet/sheetCells';
import { readSheetMessage, readSheetTarget } from '../core/sheet/sheetPageMessage';
import { SheetSession } from '../core/sheet/sheetSession';
import type { SheetCell, SheetHostMessage, SheetTarget } from '../core/sheetProtocol';
import { toSheetWire } from '../core/sheetProtocolWire';
import { sheetType } from './contributions';
import { focusTreeIfLast } from './focusTree';
import { pageHtml, pageOptions } from './panelPage';
import type { Session } from './session';
import type { ViewerHost } from './viewerHost';

interface SheetPanelsDeps {
  readonly extensionUri: vscode.Uri;
  readonly store: JobStore;
  readonly session: Session;
  readonly queue: DetailQueue;
  readonly cache: ImageCache;
  readonly clock: Clock;
  readonly log: Log;
  readonly loadImage: LoadImage;
  readonly viewer: ViewerHost;
  readonly reading: SheetSources['reading'];
  readonly checkAll: (jobIds: readonly string[]) => void;
}

/** The open contact sheets: one for each label, and one for each selection of jobs. */
export class SheetPanels implements vscode.Disposable {
  private readonly open = new Map<string, vscode.WebviewPanel>();
  private isClosing = false;
  /** What the pictures of sheets tell of the crops. */
  readonly shapes: CropShapes;

  constructor(private readonly deps: SheetPanelsDeps) {
    const { store, session, reading } = deps;
    const profileId = (): string => session.profile.name;
    this.shapes = new CropShapes({ job: (id) => store.job(id), profileId, reading });
  }

  /** Shows a sheet; one that is open already comes to the front. */
  show(target: SheetTarget): void {
    const key = JSON.stringify(target);
    const known = this.open.get(key);
    if (known) known.reveal();
    else this.adopt(this.create(target), target, true);
  }

  /** Takes up a panel of the last session; one whose sheet cannot be told, or is open already, has nothing to show. */
  revive(panel: vscode.WebviewPanel, state: unknown): void {
    const target = readSheetTarget(state);
    if (!target || this.open.has(JSON.stringify(target))) panel.dispose();
    else this.adopt(panel, target, false);
  }

  dispose(): void {
    this.isClosing = true;
    for (const panel of [...this.open.values()]) panel.dispose();
    this.isClosing = false;
  }

  private create(target: SheetTarget): vscode.WebviewPanel {
    return vscode.window.createWebviewPanel(sheetType, titleOf(target), vscode.ViewColumn.Active);
  }

  /** @param fromTree the focus goes back to the tree when the user closes it */
  private adopt(panel: vscode.WebviewPanel, target: SheetTarget, fromTree: boolean): void {
    const key = JSON.stringify(target);
    this.open.set(key, panel);
    panel.webview.options = pageOptions(this.root);
    const session = this.createSession(target, panel);
    panel.webview.onDidReceiveMessage((message) => {
      const read = readSheetMessage(message);
      if (read) session.receive(read);
      else this.deps.log.warn('The contact sheet sent a message that is not known.');
    });
    panel.onDidChangeViewState(() => {
      if (panel.visible) session.refresh();
      else session.hidden();
    });
    panel.onDidDispose(() => {
      this.open.delete(key);
      session.dispose();
      if (fromTree && !this.isClosing) focusTreeIfLast();
    });
    panel.webview.html = pageHtml(panel.webview, this.root, 'sheet');
  }

  private createSession(target: SheetTarget, panel: vscode.WebviewPanel): SheetSession {
    const { deps } = this;
    const { profileId } = target;
    const { t } = vscode.l10n;
    const post = (message: SheetHostMessage): void => void panel.webview.postMessage(toSheetWire(message));
    const openJob = (profile: string, jobId: string, signal: AbortSignal): ReturnType<ViewerHost['openJob']> =>
      deps.viewer.openJob({ profile, jobId, signal });
    const links = new LinkDesk({ openJob, profileId, clock: deps.clock });
    const pictures = new PictureDesk({
      ...{ ...deps, links, profileId, post, t },
      job: (id) => deps.store.job(id),
      onSize: ({ jobId, resultIndex, crop }, size) => {
        if (crop) this.shapes.note(profileId, { jobId, resultIndex, crop }, size);
      },
    });
    return new SheetSession({
      ...{ ...deps, target, links, pictures, post, t, shapes: this.shapes },
      profile: () => deps.session.profile.name,
      onDidChangeProfile: deps.session.onDidChange,
      forgetPictures: (jobId) => void deps.cache.forget(profileId, jobId),
      open: (cell) => void deps.viewer.show(viewerTarget(target, cell)),
    });
  }

  /** The only folder that a page can load from. */
  private get root(): vscode.Uri {
    return vscode.Uri.joinPath(this.deps.extensionUri, 'dist', 'page');
  }
}

function viewerTarget(target: SheetTarget, { jobId, resultIndex }: SheetCell): Parameters<ViewerHost['show']>[0] {
  const { profileId } = target;
  const label = target.kind === 'label' ? { label: target.label } : {};
  return { profileId, jobId, ...label, ...(resultIndex !== undefined && { resultIndex }) };
}

function titleOf(target: SheetTarget): string {
  const { t } = vscode.l10n;
  return target.kind === 'label' ? t('Sheet: {0}', rowText(target.label, t('(no label)'), 50)) : t('Sheet of Jobs');
}
