import * as vscode from 'vscode';
import { messageText } from '../core/jobs/rowText';
import type { Poller } from '../core/jobs/poller';
import type { KeyRing } from '../core/keys/keyRing';
import { commandIds, signInId } from './contributions';
import type { Profiles } from './profiles';
import type { Session } from './session';
import type { TrackedList } from './trackedList';

interface NoticesDeps {
  readonly poller: Poller;
  readonly keys: KeyRing;
  readonly session: Session;
  readonly tracked: TrackedList;
  readonly profiles: Pick<Profiles, 'active' | 'onDidLoseActive'>;
}

/** The few things worth a notification: said once, each with its action. */
export function registerNotices({ poller, keys, session, tracked, profiles }: NoticesDeps): vscode.Disposable {
  // The refusal that was told; the same one is not told again until the key changed.
  let told: unknown;
  const askForHeld = askOnce(tracked);
  askForHeld();
  return vscode.Disposable.from(
    tracked.onDidChange(askForHeld),
    poller.onDidChangeState(({ failure }) => {
      if (failure?.kind !== 'unauthorized' || told !== undefined) return;
      told = failure;
      const message = vscode.l10n.t(
        '{0} refused the API key. The jobs shown are as of the last refresh.',
        messageText(session.profile.name),
      );
      void offerSignIn(message);
    }),
    profiles.onDidLoseActive((name) => void sayLost(name, profiles.active.name)),
    keys.onDidChange(() => (told = undefined)),
    keys.onDidLoseKey((profile) => {
      void offerSignIn(vscode.l10n.t("VS Code's secret storage lost the key of {0}.", messageText(profile.name)));
    }),
  );
}

/** Rows of another server must not take the place of those that were there unsaid. */
async function sayLost(lost: string, used: string): Promise<void> {
  const select = vscode.l10n.t('Select Profile…');
  const message = vscode.l10n.t(
    'The settings have no profile {0} any more: this window uses {1} now.',
    messageText(lost),
    messageText(used),
  );
  const choice = await vscode.window.showWarningMessage(message, select);
  if (choice === select) await vscode.commands.executeCommand(commandIds.selectProfile);
}

async function offerSignIn(message: string): Promise<void> {
  const signIn = vscode.l10n.t('Sign In');
  const choice = await vscode.window.showWarningMessage(message, signIn);
  if (choice === signIn) await vscode.commands.executeCommand(signInId);
}

/** Asks whether to track the many labels that a workspace brings; not again for as many as were declined. */
function askOnce(tracked: TrackedList): () => void {
  let asked = 0;
  const ask = async (count: number): Promise<void> => {
    const track = vscode.l10n.t('Track Them');
    const message = vscode.l10n.t('The settings of this workspace track {0} labels that are new here.', count);
    const choice = await vscode.window.showInformationMessage(message, track, vscode.l10n.t('Not Now'));
    if (choice === track) await tracked.takeHeld();
  };
  return () => {
    const { length } = tracked.held;
    if (length > 0 && length !== asked) void ask(length);
    asked = length;
  };
}
