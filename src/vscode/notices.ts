import * as vscode from 'vscode';
import { messageText } from '../core/jobs/rowText';
import type { Poller } from '../core/jobs/poller';
import type { KeyRing } from '../core/keys/keyRing';
import { commandIds } from './contributions';
import type { Session } from './session';

interface NoticesDeps {
  readonly poller: Poller;
  readonly keys: KeyRing;
  readonly session: Session;
}

/** The few things worth a notification: said once, each with its action. */
export function registerNotices({ poller, keys, session }: NoticesDeps): vscode.Disposable {
  // The refusal that was told; the same one is not told again until the key changed.
  let told: unknown;
  return vscode.Disposable.from(
    poller.onDidChangeState(({ failure }) => {
      if (failure?.kind !== 'unauthorized' || told !== undefined) return;
      told = failure;
      const message = vscode.l10n.t(
        '{0} refused the API key. The jobs shown are as of the last refresh.',
        messageText(session.profile.name),
      );
      void offerSignIn(message);
    }),
    keys.onDidChange(() => (told = undefined)),
    keys.onDidLoseKey((profile) => {
      void offerSignIn(vscode.l10n.t("VS Code's secret storage lost the key of {0}.", messageText(profile.name)));
    }),
  );
}

async function offerSignIn(message: string): Promise<void> {
  const signIn = vscode.l10n.t('Sign In');
  const choice = await vscode.window.showWarningMessage(message, signIn);
  if (choice === signIn) await vscode.commands.executeCommand(commandIds.signIn);
}
