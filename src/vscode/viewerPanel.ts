import * as vscode from 'vscode';
import { inWords } from '../core/images/noticeWords';
import { ViewerSession, type ViewerSessionDeps } from '../core/images/viewerSession';
import type { ViewerTarget } from '../core/images/viewerTarget';
import { rowText } from '../core/jobs/rowText';
import type { Errand } from '../core/protocol';
import { readPageMessage } from '../core/pageMessageWire';
import { toWire } from '../core/protocolWire';
import { pageHtml, pageOptions } from './panelPage';

export interface ViewerPanelDeps extends Omit<
  ViewerSessionDeps,
  'name' | 'post' | 'errand' | 'copy' | 'switchProfile'
> {
  /** The only folder that a page can load from. */
  readonly root: vscode.Uri;
  readonly runErrand: (errand: Errand, session: ViewerSession) => Promise<void>;
  readonly copyText: (text: string) => Promise<void>;
  /** Uses the profile of this name in the window, if there is one. */
  readonly useProfile: (name: string) => Promise<void>;
  readonly onActive: (panel: ViewerPanel) => void;
  readonly onDispose: (panel: ViewerPanel) => void;
}

/** One open viewer: VS Code's panel joined to the session that feeds it. Ends with the panel. */
export class ViewerPanel implements vscode.Disposable {
  readonly session: ViewerSession;
  /** The focus goes back to the tree when the user closes it. */
  isFromTree = false;

  /** @param name tells its pictures apart from those of other panels */
  constructor(
    private readonly panel: vscode.WebviewPanel,
    name: string,
    private readonly deps: ViewerPanelDeps,
  ) {
    const { webview } = panel;
    webview.options = pageOptions(deps.root);
    this.session = new ViewerSession({
      ...deps,
      name,
      post: (message) => void webview.postMessage(toWire(inWords(vscode.l10n.t, message))),
      errand: (errand) => void this.run(errand),
      copy: (text) => void deps.copyText(text),
      switchProfile: () => void (this.session.shown && deps.useProfile(this.session.shown.profileId)),
    });
    webview.onDidReceiveMessage((message) => this.receive(message));
    panel.onDidChangeViewState(() => {
      if (panel.active) deps.onActive(this);
    });
    panel.onDidDispose(() => {
      deps.onDispose(this);
      this.session.dispose();
    });
    webview.html = pageHtml(webview, deps.root, 'viewer');
  }

  /** Shows a job, and comes to the front. */
  show(target: ViewerTarget): void {
    this.restore(target);
    if (!this.panel.active) this.panel.reveal(undefined, false);
  }

  /** Shows a job where the panel is. */
  restore(target: ViewerTarget): void {
    this.panel.title = titleOf(target);
    this.session.show(target);
  }

  /** Does what the user asked for by a button or a command. */
  async run(errand: Errand): Promise<void> {
    await this.deps.runErrand(errand, this.session);
  }

  /** Brings the page's menu of formats up. */
  openCopyMenu(): void {
    this.panel.reveal(undefined, false);
    this.session.openCopyMenu();
  }

  dispose(): void {
    this.isFromTree = false;
    this.panel.dispose();
  }

  private receive(message: unknown): void {
    const read = readPageMessage(message);
    if (read) this.session.receive(read);
    else this.deps.log.warn('The viewer sent a message that is not known.');
  }
}

/** The job's id, with its label where it was opened under one. */
function titleOf({ jobId, label }: ViewerTarget): string {
  const text = label === undefined ? jobId : `${jobId} — ${label}`;
  return rowText(text, vscode.l10n.t('Banner Image'), 60);
}
