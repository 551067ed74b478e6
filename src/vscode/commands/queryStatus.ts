import * as vscode from 'vscode';
import { Failure } from '../../core/api/failure';
import { failureWords } from '../../core/api/failureWords';
import type { RawAnswer } from '../../core/api/request';
import { requestBody } from '../../core/api/requestBody';
import type { OpenStatusApi, RawQuery } from '../../core/api/statusApi';
import { rawAnswerText } from '../../core/handoff/rawAnswer';
import { readQuery } from '../../core/handoff/rawQuery';
import { boxText } from '../../core/jobs/rowText';
import { commandIds } from '../contributions';
import { readyClient } from '../readyClient';
import type { Services } from '../services';
import { abortOf } from './abortOf';
import { offer } from './offer';
import { targetNodes } from './targets';

/** Ours alone; the path is the title of the editor, and its end makes it JSON with comments. */
const address = vscode.Uri.from({ scheme: 'banner-jobs-answer', path: '/Status Answer.jsonc' });

interface Asked {
  readonly query: RawQuery;
  readonly api: OpenStatusApi;
  /** Whose client that is. */
  readonly profile: string;
}

/** "Query Status…": one request as typed, and its raw answer in an editor that no file stands behind. */
export class StatusQuery implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly emitter = new vscode.EventEmitter<vscode.Uri>();
  private readonly registration: vscode.Disposable;
  private text = '';
  private typed = '';

  readonly onDidChange = this.emitter.event;

  constructor(private readonly services: Services) {
    this.registration = vscode.workspace.registerTextDocumentContentProvider(address.scheme, this);
  }

  provideTextDocumentContent(): string {
    return this.text;
  }

  /** Asks for the body, sends it, and shows what came. */
  async run(): Promise<void> {
    const { session } = this.services;
    // Taken before the question: the profile in use may change while it is answered.
    const profile = session.profile.name;
    const api = await readyClient(session);
    if (!api) {
      sayNoKey();
      return;
    }
    const query = await this.ask();
    if (!query) return;
    const title = vscode.l10n.t('Querying the status…');
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    await vscode.window.withProgress(options, async (_, token) => {
      const text = await this.answer({ query, api, profile }, abortOf(token));
      if (text === undefined) return;
      this.text = text;
      this.emitter.fire(address);
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(address));
    });
  }

  dispose(): void {
    this.registration.dispose();
    this.emitter.dispose();
  }

  private async ask(): Promise<RawQuery | undefined> {
    const { t } = vscode.l10n;
    const typed = await vscode.window.showInputBox({
      title: t('Query Status'),
      prompt: t('The body of the request, as JSON'),
      value: this.typed === '' ? this.proposal() : this.typed,
      ignoreFocusOut: true,
      validateInput: (value) => messageOf(value),
    });
    if (typed === undefined) return undefined;
    this.typed = typed;
    const read = readQuery(t, typed);
    return 'query' in read ? read.query : undefined;
  }

  /** What the selected row is refreshed by, else the first label. */
  private proposal(): string {
    const [node] = targetNodes(this.services, []);
    if (node && 'jobId' in node) return JSON.stringify(requestBody.job(node.jobId));
    const label = node && 'label' in node ? node.label : this.services.tracked.labels[0];
    return JSON.stringify(requestBody.label(label ?? '', 0, 20));
  }

  private async answer({ query, api, profile }: Asked, signal: AbortSignal): Promise<string | undefined> {
    const { clock } = this.services;
    const since = clock.now();
    let answer: RawAnswer | undefined;
    let failure: string | undefined;
    try {
      await api.raw(query, (came) => (answer = came), signal);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (signal.aborted) return undefined;
      failure = failureWords(vscode.l10n.t, error.message);
    }
    return rawAnswerText(vscode.l10n.t, { profile, ms: clock.now() - since, answer, failure });
  }
}

function messageOf(value: string): vscode.InputBoxValidationMessage | undefined {
  const read = readQuery(vscode.l10n.t, value);
  if ('reason' in read) return { message: boxText(read.reason), severity: vscode.InputBoxValidationSeverity.Error };
  const { warning } = read;
  return warning === undefined ? undefined : { message: warning, severity: vscode.InputBoxValidationSeverity.Warning };
}

function sayNoKey(): void {
  const signIn = (): unknown => vscode.commands.executeCommand(commandIds.signIn);
  offer(vscode.l10n.t('A query needs an API key.'), { [vscode.l10n.t('Sign In')]: signIn });
}
