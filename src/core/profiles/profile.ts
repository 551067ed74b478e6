import { english, type Translate } from '../translate';

/** The longest name of a profile, in characters. */
export const longestName = 100;

/** A server and its key. The name is unique, and what is stored for a profile is stored under it. */
export type Profile = RemoteProfile | SampleProfile;

/** A server that needs a key. */
export interface RemoteProfile {
  readonly kind: 'remote';
  readonly name: string;
  /** Cleaned, without a slash at its end. */
  readonly baseUrl: string;
  /** The one origin that the key may go to. */
  readonly origin: string;
}

/** The embedded server: needs no sign-in, its key is made for the session. */
export interface SampleProfile {
  readonly kind: 'sample';
  readonly name: string;
}

/** A cleaner of base URLs: the cleaned URL and its origin, or why it cannot be used. */
export type CleanUrl = (
  text: string,
) => { readonly baseUrl: string; readonly origin: string } | { readonly reason: string };

export const cropPhotoProfile: RemoteProfile = {
  kind: 'remote',
  name: 'Crop.photo',
  baseUrl: 'https://us1-api.crop.photo/v1',
  origin: 'https://us1-api.crop.photo',
};

export const localhostProfile: RemoteProfile = {
  kind: 'remote',
  name: 'Localhost',
  baseUrl: 'http://localhost:8081/v1',
  origin: 'http://localhost:8081',
};

export const sampleProfile: SampleProfile = { kind: 'sample', name: 'Sample jobs' };

/** One entry of the setting: as written, and the profile that it makes, or a sentence that says why it makes none. */
export type ProfileEntry = { readonly written: unknown } & (
  { readonly profile: RemoteProfile } | { readonly reason: string }
);

/** All profiles, the entries of the setting in their order, and what was wrong with some of them, for the log. */
export interface ReadProfiles {
  readonly profiles: readonly Profile[];
  readonly entries: readonly ProfileEntry[];
  readonly problems: readonly string[];
}

/** The profiles that are always there. */
export const builtInProfiles: readonly Profile[] = [cropPhotoProfile, localhostProfile, sampleProfile];

/**
 * Built-in profiles first, then the user's own; a name that is taken or a URL that cannot be used is a problem.
 *
 * @param t for the reasons; English, for the log, if nothing else is given
 */
export function readProfiles(setting: unknown, clean: CleanUrl, t: Translate = english): ReadProfiles {
  const profiles = [...builtInProfiles];
  const entries: ProfileEntry[] = [];
  for (const written of Array.isArray(setting) ? (setting as readonly unknown[]) : []) {
    const read = readProfile(textsOf(written), clean, t);
    const isTaken = 'name' in read && profiles.some((profile) => profile.name === read.name);
    if ('reason' in read) entries.push({ written, reason: read.reason });
    else if (isTaken) entries.push({ written, reason: t('Another profile has this name.') });
    else {
      profiles.push(read);
      entries.push({ written, profile: read });
    }
  }
  const problems = entries.flatMap((entry) =>
    'reason' in entry ? [`"${textsOf(entry.written).name}": ${entry.reason}`] : [],
  );
  return { profiles, entries, problems };
}

/** The name and the URL as they are written, whatever that is; empty where there is none. */
export function textsOf(written: unknown): { readonly name: string; readonly url: string } {
  const { name, url } = (written ?? {}) as { name?: unknown; url?: unknown };
  return { name: typeof name === 'string' ? name : '', url: typeof url === 'string' ? url : '' };
}

function readProfile(
  { name, url }: ReturnType<typeof textsOf>,
  clean: CleanUrl,
  t: Translate,
): RemoteProfile | { reason: string } {
  if (name.trim() === '') return { reason: t('The profile has no name.') };
  if (url === '') return { reason: t('The profile has no URL.') };
  const cleaned = clean(url);
  return 'reason' in cleaned ? cleaned : { kind: 'remote', name: name.trim().slice(0, longestName), ...cleaned };
}
