import * as dns from 'node:dns/promises';
import * as vscode from 'vscode';
import type { Transport } from '../../core/api/transport';
import type { Clock } from '../../core/clock';
import { createImageLoader } from '../../core/images/imageLoader';
import type { OpenJob } from '../../core/images/jobPictures';
import type { Log } from '../../core/log';
import { commandIds } from '../contributions';
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
  const { transport, clock, profileOrigin, log } = deps;
  const resolve = isBehindProxy() ? undefined : lookUp;
  if (!resolve) log.info('Behind a proxy, the addresses of image links are judged by their names only.');
  const loadImage = createImageLoader({ transport, clock, resolve, profileOrigin });
  const signIn = (): void => void vscode.commands.executeCommand(commandIds.signIn);
  return new ImagePanels({ ...deps, loadImage, signIn });
}

async function lookUp(host: string): Promise<readonly string[]> {
  return (await dns.lookup(host, { all: true })).map(({ address }) => address);
}

/** Then the proxy looks names up, and this machine may know none of them. */
function isBehindProxy(): boolean {
  const setting = vscode.workspace.getConfiguration('http').get<string>('proxy');
  return [setting, process.env.HTTPS_PROXY, process.env.https_proxy].some(
    (proxy) => proxy !== undefined && proxy !== '',
  );
}
