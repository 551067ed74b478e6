import { failureWords } from '../../core/api/failureWords';
import * as vscode from 'vscode';
import { cleanApiKey } from '../../core/api/apiKey';
import { Failure } from '../../core/api/failure';
import { boxText, messageText } from '../../core/jobs/rowText';
import type { RemoteProfile } from '../../core/profiles/profile';
import { commandIds } from '../contributions';
import type { Services } from '../services';
import { offer } from './offer';
import { deleteSavedJobs } from './snapshotCommands';

/** How the server took a key: what to say when it is stored, or why it is not. */
type Verdict =
  | { readonly kind: 'accepted' | 'billing' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unreachable'; readonly reason: string };

/** "Sign In": asks for the key, checks it against the server (status-api, rule 11), stores it. */
export async function signIn(services: Services): Promise<void> {
  const { profile } = services.session;
  if (profile.kind === 'sample') {
    void vscode.window.showInformationMessage(vscode.l10n.t('The sample jobs need no sign-in.'));
    return;
  }
  const asked = await askKey(profile, (key, signal) => check(services, { profile, key }, signal));
  if (!asked) return;
  const verdict = asked.verdict;
  if (verdict.kind === 'unreachable' && !(await saveAnyway(verdict.reason))) return;
  leaveAccount(services, profile, asked.key);
  const saved = await services.keys.save(profile, asked.key);
  if (saved === 'stored') void services.background.tellAccount(profile, true);
  if (saved !== 'overtaken') say(profile, saved, verdict.kind);
}

/** Another key may be another account: nothing of the earlier one stays on the screen, nor on the disk. */
function leaveAccount(services: Services, profile: RemoteProfile, key: string): void {
  const before = services.keys.key(profile);
  const isInUse = JSON.stringify(services.session.profile) === JSON.stringify(profile);
  if (before === undefined || before === key || !isInUse) return;
  services.poller.stop();
  void services.background.forgetProfile();
  services.session.forgetJobs();
}

/** "Sign Out": forgets the key of the profile in use. */
export async function signOut(services: Services): Promise<void> {
  const { session, keys, poller, background } = services;
  const { profile } = session;
  const name = messageText(profile.name);
  if (profile.kind === 'sample' || session.keyState === 'signedOut') {
    void vscode.window.showInformationMessage(vscode.l10n.t('You are not signed in to {0}.', name));
    return;
  }
  poller.stop();
  // The key is gone with the call, and the rows with it; only the storage takes its time, and the profile may change.
  const forgotten = keys.forget(profile);
  void background.tellAccount(profile, false);
  session.forgetJobs();
  await forgotten;
  offer(vscode.l10n.t('Signed out of {0}. Its key is forgotten.', name), {
    [vscode.l10n.t('Sign In')]: () => vscode.commands.executeCommand(commandIds.signIn),
    [vscode.l10n.t('Delete Saved Jobs and Pictures')]: () => deleteSavedJobs(services),
  });
}

interface Asked {
  readonly key: string;
  readonly verdict: Verdict;
}

/** The password box. It stays open, with the reason, until a key is accepted or the user gives up. */
function askKey(
  profile: RemoteProfile,
  check: (key: string, signal: AbortSignal) => Promise<Verdict>,
): Promise<Asked | undefined> {
  const box = vscode.window.createInputBox();
  box.title = vscode.l10n.t('Sign In to {0}', profile.name);
  box.prompt = vscode.l10n.t(
    'The API key goes to {0} only, and is kept in the secret storage of VS Code.',
    profile.origin,
  );
  box.placeholder = 'api_…';
  box.password = true;
  box.ignoreFocusOut = true;
  const abort = new AbortController();
  return new Promise<Asked | undefined>((resolve) => {
    const accept = async (): Promise<void> => {
      if (box.busy) return;
      const cleaned = cleanApiKey(box.value);
      if ('reason' in cleaned) {
        box.validationMessage = boxText(failureWords(vscode.l10n.t, cleaned.reason));
        return;
      }
      box.busy = true;
      box.enabled = false;
      const verdict = await check(cleaned.key, abort.signal);
      box.busy = false;
      box.enabled = true;
      if (verdict.kind === 'refused') box.validationMessage = boxText(verdict.reason);
      else resolve({ key: cleaned.key, verdict });
    };
    box.onDidChangeValue(() => (box.validationMessage = undefined));
    box.onDidAccept(() => void accept());
    box.onDidHide(() => resolve(undefined));
    box.show();
  }).finally(() => {
    abort.abort(new Failure('cancelled', 'Signing in was given up.'));
    box.dispose();
  });
}

async function check(
  { makeApi, tracked }: Services,
  { profile, key }: { profile: RemoteProfile; key: string },
  signal: AbortSignal,
): Promise<Verdict> {
  try {
    const api = makeApi({ baseUrl: profile.baseUrl, key: () => key });
    return { kind: await api.checkKey(tracked.labels[0], signal) };
  } catch (error) {
    const failure = error instanceof Failure ? error : new Failure('shape', String(error));
    const isRefusal = failure.kind === 'unauthorized' || failure.kind === 'forbidden';
    return isRefusal
      ? { kind: 'refused', reason: refusalText(profile, failure) }
      : { kind: 'unreachable', reason: failureWords(vscode.l10n.t, failure.message) };
  }
}

async function saveAnyway(reason: string): Promise<boolean> {
  const save = vscode.l10n.t('Save Anyway');
  const message = vscode.l10n.t('The key could not be checked: {0}', messageText(reason, '-', 300));
  return (await vscode.window.showWarningMessage(message, save, vscode.l10n.t('Cancel'))) === save;
}

function say(profile: RemoteProfile, saved: 'stored' | 'session', verdict: Verdict['kind']): void {
  if (saved === 'session') {
    const message = vscode.l10n.t(
      'The secret storage did not keep the key: you are signed in until this window closes.',
    );
    void vscode.window.showWarningMessage(message);
    return;
  }
  const name = messageText(profile.name);
  const message =
    verdict === 'billing'
      ? vscode.l10n.t('Signed in to {0}. The account has no balance or an unpaid plan.', name)
      : vscode.l10n.t('Signed in to {0}.', name);
  void vscode.window.showInformationMessage(message);
}

/** In the box where the key was just typed: the server's own words say more than ours. */
function refusalText({ name }: RemoteProfile, { detail }: Failure): string {
  const refused = vscode.l10n.t('{0} refused this key.', boxText(name));
  return detail ? `${refused} ${boxText(detail, '', 200)}` : refused;
}
