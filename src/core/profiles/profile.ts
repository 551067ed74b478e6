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

/** The user's profiles as read from the setting, and what was wrong with the others. */
export interface ReadProfiles {
  readonly profiles: readonly Profile[];
  readonly problems: readonly string[];
}

/** Built-in profiles first, then the user's own; a name that is taken or a URL that cannot be used is a problem. */
export function readProfiles(setting: unknown, clean: CleanUrl): ReadProfiles {
  const profiles: Profile[] = [cropPhotoProfile, localhostProfile, sampleProfile];
  const problems: string[] = [];
  for (const entry of Array.isArray(setting) ? (setting as readonly unknown[]) : []) {
    const read = readProfile(entry, clean);
    if ('reason' in read) problems.push(read.reason);
    else if (profiles.some((profile) => profile.name === read.name)) problems.push(`"${read.name}" is there twice.`);
    else profiles.push(read);
  }
  return { profiles, problems };
}

function readProfile(entry: unknown, clean: CleanUrl): RemoteProfile | { reason: string } {
  const { name, url } = (entry ?? {}) as { name?: unknown; url?: unknown };
  if (typeof name !== 'string' || name.trim() === '') return { reason: 'A profile has no name.' };
  if (typeof url !== 'string') return { reason: `"${name}" has no URL.` };
  const cleaned = clean(url);
  return 'reason' in cleaned
    ? { reason: `"${name}": ${cleaned.reason}` }
    : { kind: 'remote', name: name.trim().slice(0, 100), ...cleaned };
}
