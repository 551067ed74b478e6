import type { RemoteProfile } from '../profiles/profile';

/** Under which name it is marked that a profile has a key. */
export function markName(profile: RemoteProfile): string {
  return JSON.stringify(['signedIn', profile.name, profile.origin]);
}

/**
 * The profiles of which a mark says that a key is stored, those that the settings do not name any more included. Of these
 * only the name and the origin are known, which is what keys are stored under.
 */
export function markedProfiles(names: readonly string[]): readonly RemoteProfile[] {
  return names.flatMap((text) => {
    const [name, origin] = partsOf(text);
    const profile: RemoteProfile = { kind: 'remote', name: name ?? '', origin: origin ?? '', baseUrl: origin ?? '' };
    return markName(profile) === text ? [profile] : [];
  });
}

function partsOf(text: string): readonly (string | undefined)[] {
  try {
    const parts: unknown = JSON.parse(text);
    const texts: readonly unknown[] = Array.isArray(parts) ? parts.slice(1) : [];
    return texts.map((part) => (typeof part === 'string' ? part : undefined));
  } catch {
    return [];
  }
}
