import * as vscode from 'vscode';
import { explainPolling } from '../../core/jobs/pollExplanation';
import type { Services } from '../services';

/** Ours alone; the path is the title of the editor. */
const address = vscode.Uri.from({ scheme: 'banner-jobs-polling', path: '/Polling' });

/** "Why Am I (Not) Polling?": the answer as a text that can be read, searched and copied, but not changed. */
export class PollingDocument implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly emitter = new vscode.EventEmitter<vscode.Uri>();
  private readonly registration: vscode.Disposable;

  readonly onDidChange = this.emitter.event;

  constructor(private readonly services: Pick<Services, 'poller' | 'background'>) {
    this.registration = vscode.workspace.registerTextDocumentContentProvider(address.scheme, this);
  }

  provideTextDocumentContent(): string {
    const time = (at: number): string => new Date(at).toLocaleTimeString();
    const { poller, background } = this.services;
    const { news } = background;
    const report = { ...poller.report, ...(news ? { leader: news } : {}) };
    return `${explainPolling(report, { t: vscode.l10n.t, time })}\n`;
  }

  /** Shows the answer as of now; an editor that has it open already is brought up to date. */
  async show(): Promise<void> {
    this.emitter.fire(address);
    const document = await vscode.workspace.openTextDocument(address);
    await vscode.window.showTextDocument(document, { preview: true });
  }

  dispose(): void {
    this.registration.dispose();
    this.emitter.dispose();
  }
}
