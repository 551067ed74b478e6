import * as vscode from 'vscode';
import { cleanBaseUrl } from '../../core/api/baseUrl';
import { renameSources } from '../../core/images/renameSources';
import { movedNames } from '../../core/profiles/movedNames';
import type { RemoteProfile } from '../../core/profiles/profile';
import type { TypedProfile } from '../../core/profiles/profileList';
import { settingIds } from '../contributions';
import type { Services } from '../services';

/** A profile on its way to another name or URL. */
export interface ProfileMove {
  /** The settings have it: what was kept under the old name goes. */
  readonly finish: () => Promise<void>;
  /** The settings could not be written: all is as before. */
  readonly undo: () => Promise<void>;
}

interface Move {
  readonly before: RemoteProfile;
  readonly after: RemoteProfile;
  /** A key, saved jobs and open panels are of one server. */
  readonly isSameServer: boolean;
}

/**
 * Makes everything ready that is kept for a profile under its new name: the window takes it up at the moment when the
 * settings are written. Undefined when nothing that it is known by changes.
 */
export async function beginMove(
  services: Services,
  before: RemoteProfile,
  { name, url }: TypedProfile,
): Promise<ProfileMove | undefined> {
  const clean = cleanBaseUrl(url);
  if ('reason' in clean) return undefined;
  const after: RemoteProfile = { kind: 'remote', name: name.trim(), ...clean };
  const isSameServer = after.origin === before.origin;
  if (isSameServer && after.name === before.name) return undefined;
  const move = { before, after, isSameServer };
  const lists = after.name === before.name ? undefined : await copyLists(services, move);
  const hasKey = isSameServer && (await copyKey(services, move));
  if (isSameServer) await savedJobs(services, () => services.background.copySaved(before, after));
  return {
    finish: async () => {
      if (lists) await finishName(services, move, lists);
      await forgetKey(services, before);
      if (hasKey) void services.background.tellAccount(after, true);
      if (isSameServer) await savedJobs(services, () => services.background.removeSaved(before));
    },
    undo: async () => {
      await lists?.undo();
      if (hasKey) await services.keys.forget(after);
      if (isSameServer) await savedJobs(services, () => services.background.removeSaved(after));
    },
  };
}

/** Copies what is tracked, hidden in this workspace, and said of pictures, and chooses the name that comes. */
async function copyLists({ stored, profiles }: Services, { before, after }: Move): Promise<ProfileMove> {
  const entries = [stored.globalState, stored.workspaceState].flatMap((state) =>
    movedNames(state.keys(), before.name, after.name).map(([from, to]) => ({ state, from, to, old: state.get(to) })),
  );
  const isInUse = profiles.active.name === before.name;
  for (const { state, from, to } of entries) await state.update(to, state.get(from));
  if (isInUse) await profiles.chooseAhead(after.name);
  return {
    finish: async () => {
      for (const { state, from } of entries) await state.update(from, undefined);
    },
    undo: async () => {
      for (const { state, to, old } of entries) await state.update(to, old);
      if (isInUse) await profiles.chooseAhead(before.name);
    },
  };
}

async function finishName(
  { stored, viewer }: Services,
  { before, after, isSameServer }: Move,
  lists: ProfileMove,
): Promise<void> {
  await lists.finish();
  await renameSources(stored.globalState, before.name, after.name);
  const settings = vscode.workspace.getConfiguration();
  // New windows start with the profile of this name.
  if (settings.inspect(settingIds.profile)?.globalValue === before.name)
    await settings.update(settingIds.profile, after.name, vscode.ConfigurationTarget.Global);
  if (isSameServer) viewer.panels?.profileRenamed(before.name, after.name);
}

/** A key goes with the name, but never to another origin. Answers whether there is one. */
async function copyKey({ keys }: Services, { before, after }: Move): Promise<boolean> {
  if (keys.state(before) === 'unread') await keys.read(before);
  const key = keys.key(before);
  return key !== undefined && (await keys.save(after, key)) !== 'overtaken';
}

async function forgetKey({ keys, background }: Services, profile: RemoteProfile): Promise<void> {
  if (keys.key(profile) === undefined && keys.state(profile) !== 'unread') return;
  const forgotten = keys.forget(profile);
  void background.tellAccount(profile, false);
  await forgotten;
}

/** A disk that refuses costs no more than that all is asked for anew. */
async function savedJobs({ log }: Services, work: () => Promise<void>): Promise<void> {
  await work().catch((error: unknown) => log.warn(`Saved jobs did not follow their profile: ${String(error)}`));
}
