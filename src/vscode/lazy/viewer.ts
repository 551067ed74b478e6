import * as vscode from 'vscode';
import type { Transport } from '../../core/api/transport';
import type { Clock } from '../../core/clock';
import { createImageLoader } from '../../core/images/imageLoader';
import type { OpenJob } from '../../core/images/jobPictures';
import type { ReadingMemento } from '../../core/images/readings';
import type { ViewerTarget } from '../../core/images/viewerTarget';
import type { JobStore } from '../../core/jobs/jobStore';
import { messageText } from '../../core/jobs/rowText';
import type { Log } from '../../core/log';
import { commandIds } from '../contributions';
import { ImageDocuments } from '../imageDocuments';
import { ImagePanels } from '../imagePanels';
import { linkResolver } from '../linkResolver';
import type { Session } from '../session';
import { SourceFiles } from '../sourceFiles';
import { copyText, ViewerErrands } from '../viewerErrands';

export interface ViewerDeps {
  readonly extensionUri: vscode.Uri;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly log: Log;
  readonly store: Pick<JobStore, 'job'>;
  readonly session: Pick<Session, 'profile'>;
  readonly openJob: OpenJob;
  readonly profileOrigin: (profileId: string) => string | undefined;
  readonly memento: ReadingMemento;
}

/** Makes the panels together with what loads their pictures and what runs their errands. */
export function createViewer(deps: ViewerDeps): ImagePanels {
  const { transport, clock, profileOrigin, log } = deps;
  const resolve = linkResolver();
  if (!resolve) log.info('Behind a proxy, the addresses of image links are judged by their names only.');
  const loadImage = createImageLoader({ transport, clock, resolve, profileOrigin });
  const signIn = (): void => void vscode.commands.executeCommand(commandIds.signIn);
  const documents = new ImageDocuments();
  const errands = new ViewerErrands({ documents, reveal: (target) => reveal(deps, target) });
  return new ImagePanels({
    ...{ ...deps, loadImage, signIn, copyText, documents },
    sources: new SourceFiles(loadImage),
    runErrand: (errand, session) => errands.run(errand, session),
  });
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
