import type { SnapshotDeps } from './snapshotDeps';
import { profileFolder } from './snapshotPaths';
import { behindFirstLine } from './partedLines';
import { headLine, openSnapshot } from './snapshotText';

/** The saved jobs of whole profiles, each by its `profileId`. Rejects when the disk refuses. */
export class SavedProfiles {
  constructor(private readonly deps: Pick<SnapshotDeps, 'folder' | 'hash'>) {}

  /** Removes what is saved of a profile. */
  async remove(id: string | undefined): Promise<void> {
    if (id !== undefined) await this.deps.folder.remove(profileFolder(id, this.deps.hash));
  }

  /** Saves the same for a profile of another name. Each file says in its first line whose it is; one that is torn stays. */
  async copy(from: string, to: string): Promise<void> {
    const { folder, hash } = this.deps;
    for (const { name } of await folder.list(profileFolder(from, hash))) {
      if (!name.endsWith('.jsonl')) continue;
      const parts = (await folder.readParts(`${profileFolder(from, hash)}/${name}`)) ?? [];
      const opened = openSnapshot(parts);
      if ('unusable' in opened || opened.profile !== from) continue;
      const head = headLine({ ...opened, profile: to });
      await folder.write(`${profileFolder(to, hash)}/${name}`, [head, ...behindFirstLine(parts)]);
    }
  }
}
