import * as vscode from 'vscode';
import type { Transport } from '../../core/api/transport';
import type { Clock } from '../../core/clock';
import type { OpenJob } from '../../core/images/jobPictures';
import type { Log } from '../../core/log';
import { commandIds } from '../contributions';
import { createLoader } from '../imageLoading';
import { ImagePanels } from '../imagePanels';
import type { ReadingMemento } from '../../core/images/readings';

export interface ViewerDeps {
  readonly extensionUri: vscode.Uri;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly log: Log;
  readonly openJob: OpenJob;
  readonly profileOrigin: (profileId: string) => string | undefined;
  readonly memento: ReadingMemento;
}

/** Makes the panels together with what loads their pictures. */
export function createViewer(deps: ViewerDeps): ImagePanels {
  const loadImage = createLoader(deps);
  const signIn = (): void => void vscode.commands.executeCommand(commandIds.signIn);
  return new ImagePanels({ ...deps, loadImage, signIn });
}
