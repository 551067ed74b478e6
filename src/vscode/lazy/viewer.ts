import * as vscode from 'vscode';
import type { OpenJob } from '../../core/images/jobPictures';
import type { ReadingMemento } from '../../core/images/readings';
import type { ViewerTarget } from '../../core/images/viewerTarget';
import type { JobStore } from '../../core/jobs/jobStore';
import { messageText } from '../../core/jobs/rowText';
import type { Log } from '../../core/log';
import { commandIds } from '../contributions';
import { ImageDocuments } from '../imageDocuments';
import { ImagePanels } from '../imagePanels';
import type { Profiles } from '../profiles';
import type { Pictures } from './pictures';
import type { Session } from '../session';
import { SourceFiles } from '../sourceFiles';
import { copyText, ViewerErrands } from '../viewerErrands';

export interface ViewerDeps {
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
  readonly store: Pick<JobStore, 'job'>;
  readonly session: Pick<Session, 'profile' | 'onDidChange'>;
  readonly profiles: Pick<Profiles, 'list' | 'choose'>;
  readonly openJob: OpenJob;
  readonly pictures: Pick<Pictures, 'loadImage' | 'forgetImage'>;
  readonly memento: ReadingMemento;
}

/** Makes the panels together with what loads their pictures and what runs their errands. */
export function createViewer(deps: ViewerDeps): ImagePanels {
  const { loadImage, forgetImage } = deps.pictures;
  const signIn = (): void => void vscode.commands.executeCommand(commandIds.signIn);
  const documents = new ImageDocuments();
  const errands = new ViewerErrands({ documents, reveal: (target) => reveal(deps, target) });
  const told = deps.session.onDidChange(() => panels.profileChanged());
  const panels = new ImagePanels({
    ...{ ...deps, loadImage, forgetImage, signIn, copyText },
    documents: vscode.Disposable.from(documents, told),
    profile: () => deps.session.profile.name,
    useProfile: (name) => useProfile(deps, name),
    sources: new SourceFiles(loadImage),
    runErrand: (errand, session) => errands.run(errand, session),
  });
  return panels;
}

/** Only jobs of the profile in use have rows. */
async function reveal({ session, store }: ViewerDeps, { profileId, jobId }: ViewerTarget): Promise<void> {
  const { l10n, window } = vscode;
  if (session.profile.name !== profileId)
    void window.showInformationMessage(l10n.t('This job belongs to the profile {0}.', messageText(profileId)));
  else if (!store.job(jobId))
    void window.showInformationMessage(l10n.t('The job {0} is not tracked any more.', messageText(jobId)));
  else await vscode.commands.executeCommand(commandIds.goToJob, jobId);
}

/** A panel may be older than the profile that its job is of. */
async function useProfile({ profiles }: ViewerDeps, name: string): Promise<void> {
  const { l10n, window, commands } = vscode;
  if (profiles.list().some((profile) => profile.name === name)) return profiles.choose(name);
  const select = l10n.t('Select Profile…');
  const message = l10n.t('There is no profile {0} any more.', messageText(name));
  if ((await window.showInformationMessage(message, select)) === select)
    await commands.executeCommand(commandIds.selectProfile);
}
