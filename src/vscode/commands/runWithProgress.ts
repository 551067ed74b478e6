import { failureWords } from '../../core/api/failureWords';
import * as vscode from 'vscode';
import { Failure } from '../../core/api/failure';
import { messageText } from '../../core/jobs/rowText';
import { abortOf } from './abortOf';
import { warn } from './offer';

/** A run over many jobs. */
export interface LongRun<T> {
  readonly title: string;
  readonly total: number;
  /** Calls `step` after each job; rejects with `Failure`. */
  readonly work: (signal: AbortSignal, step: () => void) => Promise<T>;
}

/** Runs with a notification that counts and can be cancelled. Undefined: cancelled, or it failed and that was said. */
export async function runWithProgress<T>({ title, total, work }: LongRun<T>): Promise<T | undefined> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  try {
    return await vscode.window.withProgress(options, (progress, token) => {
      let done = 0;
      const step = (): void => progress.report({ increment: 100 / total, message: `${++done}/${total}` });
      return work(abortOf(token), step);
    });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (error.kind !== 'cancelled') warn(messageText(failureWords(vscode.l10n.t, error.message), '-', 200), {});
    return undefined;
  }
}
