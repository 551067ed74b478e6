import * as vscode from 'vscode';
import { services } from '../../integration/harness/inside';
import type { Services } from '../../../src/vscode/services';
import type { SampleProcess } from './sampleProcess';

export { services } from '../../integration/harness/inside';

/** Looks often until it holds. Rejects with its name when that takes longer than three minutes. */
export async function until(name: string, holds: () => boolean | undefined): Promise<void> {
  const end = Date.now() + 180_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`waited too long until ${name}`);
    await rest(20);
  }
}

/** Waits so many ms. */
export const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Signs in to these servers, each a profile of its name; nothing is tracked, and nothing is asked by itself. */
export async function signIn(servers: Readonly<Record<string, SampleProcess>>): Promise<Services> {
  const inside = await services();
  const urls = await Promise.all(
    Object.entries(servers).map(async ([name, server]) => ({ name, url: (await server.facts()).baseUrl })),
  );
  await setting('bannerJobs.profiles', urls);
  await setting('bannerJobs.polling.enabled', false);
  await setting('bannerJobs.details', 'whenOpened');
  await vscode.commands.executeCommand('bannerJobs.jobs.focus');
  for (const [name, { key }] of Object.entries(servers)) {
    await inside.profiles.choose(name);
    const { profile } = inside.session;
    if (profile.kind !== 'remote' || profile.name !== name) throw new Error('The profile is not in use.');
    await inside.keys.save(profile, key);
  }
  return inside;
}

/** Sets it for the user. */
export async function setting(id: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration().update(id, value, vscode.ConfigurationTarget.Global);
}
