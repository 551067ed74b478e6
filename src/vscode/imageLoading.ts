import * as dns from 'node:dns/promises';
import * as vscode from 'vscode';
import type { LoadImage } from '../core/images/imageAnswer';
import { createImageLoader, type ImageLoaderDeps } from '../core/images/imageLoader';
import type { Log } from '../core/log';

/** Makes what loads pictures by their links, with this machine's DNS. */
export function createLoader(deps: Omit<ImageLoaderDeps, 'resolve'> & { readonly log: Log }): LoadImage {
  const resolve = isBehindProxy() ? undefined : lookUp;
  if (!resolve) deps.log.info('Behind a proxy, the addresses of image links are judged by their names only.');
  return createImageLoader({ ...deps, resolve });
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
