import * as vscode from 'vscode';
import { cleanBaseUrl } from '../../core/api/baseUrl';
import { pickText } from '../../core/jobs/rowText';
import { readProfiles, textsOf, type Profile, type ProfileEntry } from '../../core/profiles/profile';
import type { Services } from '../services';
import { addProfile, editProfile, removeProfile } from './editProfile';

interface ProfileItem extends vscode.QuickPickItem {
  /** The profile to use. */
  readonly name?: string;
  /** The entry of the settings that the row stands for. */
  readonly entry?: ProfileEntry;
}

/** "Select Profile…": which server this window asks; the user's own can be added, changed and removed here. */
export async function selectProfile(services: Services): Promise<void> {
  const { profiles } = services;
  const buttons = makeButtons();
  const { item, button } = await pick(profileItems(services, buttons));
  if (item?.entry && button === buttons.remove) return removeProfile(services, item.entry);
  if (item?.entry && (button ?? 'reason' in item.entry)) {
    const wasInUse = item.name === profiles.active.name;
    const name = await editProfile(services, item.entry);
    // Who picks the row wants to use it; who presses the pencil of another one does not.
    if (name !== undefined && (wasInUse || !button)) await profiles.choose(name);
    return;
  }
  const name = item && item.name === undefined ? await addProfile(services) : item?.name;
  if (name !== undefined) await profiles.choose(name);
}

type Buttons = Readonly<Record<'edit' | 'remove', vscode.QuickInputButton>>;

function makeButtons(): Buttons {
  return {
    edit: { iconPath: new vscode.ThemeIcon('edit'), tooltip: vscode.l10n.t('Edit Profile…') },
    remove: { iconPath: new vscode.ThemeIcon('trash'), tooltip: vscode.l10n.t('Remove Profile…') },
  };
}

interface Picked {
  /** Undefined when the user gave up. */
  readonly item?: ProfileItem;
  /** The button of the row, where that was pressed. */
  readonly button?: vscode.QuickInputButton;
}

function pick(items: readonly ProfileItem[]): Promise<Picked> {
  const box = vscode.window.createQuickPick<ProfileItem>();
  box.title = vscode.l10n.t('Select Profile');
  box.placeholder = vscode.l10n.t('The server that this window asks');
  box.matchOnDescription = true;
  box.items = items;
  return new Promise<Picked>((resolve) => {
    box.onDidAccept(() => {
      const [item] = box.activeItems;
      if (item) resolve({ item });
    });
    box.onDidTriggerItemButton(({ item, button }) => resolve({ item, button }));
    box.onDidHide(() => resolve({}));
    box.show();
  }).finally(() => box.dispose());
}

function profileItems({ profiles }: Services, { edit, remove }: Buttons): readonly ProfileItem[] {
  const { t } = vscode.l10n;
  const read = readProfiles(profiles.written, (url) => cleanBaseUrl(url, t), t);
  const usable = read.profiles.map((profile): ProfileItem => {
    const entry = read.entries.find((own) => 'profile' in own && own.profile === profile);
    return { ...profileItem(profile, profiles.active), ...(entry && { entry, buttons: [edit, remove] }) };
  });
  const others = read.entries.flatMap((entry) =>
    'reason' in entry ? [{ ...unusableItem(entry), buttons: [edit, remove] }] : [],
  );
  const add = { label: t('Add Profile…'), iconPath: new vscode.ThemeIcon('add'), alwaysShow: true };
  const notUsed = { label: t('Cannot be used'), kind: vscode.QuickPickItemKind.Separator };
  const separator = { label: '', kind: vscode.QuickPickItemKind.Separator };
  return [...usable, ...(others.length > 0 ? [notUsed, ...others] : []), separator, add];
}

function profileItem(profile: Profile, active: Profile): ProfileItem {
  const inUse = profile.name === active.name;
  return {
    name: profile.name,
    label: pickText(profile.name),
    description: profile.kind === 'sample' ? vscode.l10n.t('embedded, needs no sign-in') : pickText(profile.baseUrl),
    iconPath: new vscode.ThemeIcon(inUse ? 'check' : profile.kind === 'sample' ? 'beaker' : 'server'),
  };
}

/** What is written wrongly is shown with its reason: what is absent from the list cannot be mended there. */
function unusableItem(entry: ProfileEntry & { readonly reason: string }): ProfileItem {
  const { name, url } = textsOf(entry.written);
  return {
    entry,
    label: pickText(name),
    description: pickText(url, ''),
    detail: pickText(entry.reason),
    iconPath: new vscode.ThemeIcon('warning'),
  };
}
