import * as dns from 'node:dns/promises';
import * as vscode from 'vscode';
import type { Resolve } from '../core/images/linkPolicy';

/** Looks up where an image link leads; undefined behind a proxy, which looks names up itself: this machine may know none. */
export function linkResolver(): Resolve | undefined {
  return isBehindProxy() ? undefined : lookUp;
}

async function lookUp(host: string): Promise<readonly string[]> {
  return (await dns.lookup(host, { all: true })).map(({ address }) => address);
}

function isBehindProxy(): boolean {
  const setting = vscode.workspace.getConfiguration('http').get<string>('proxy');
  return [setting, process.env.HTTPS_PROXY, process.env.https_proxy].some(
    (proxy) => proxy !== undefined && proxy !== '',
  );
}
