import type { Reading } from '../crop/reading';
import type { ReadingScope } from '../protocol';

/** Where the choices are kept: the same shape as VS Code's `Memento`. */
export interface ReadingMemento {
  get(name: string): unknown;
  update(name: string, value: unknown): PromiseLike<void>;
}

/** A job, as far as the reading of its pictures goes. */
export interface ReadingTarget {
  readonly profileId: string;
  readonly label?: string;
  readonly jobId: string;
}

/** What pictures show, as the user said: for a profile, else for one label, else for one job (viewer, point 7). */
export class Readings {
  constructor(private readonly memento: ReadingMemento) {}

  /** The narrowest choice that was made; undefined when none was. */
  get(target: ReadingTarget): Reading | undefined {
    const scopes: readonly ReadingScope[] = ['job', 'label', 'profile'];
    return scopes.map((scope) => this.read(nameOf(target, scope))).find((reading) => reading !== undefined);
  }

  /** Keeps a choice; narrower ones of the same target give way, or the choice would seem to be ignored. */
  async choose(target: ReadingTarget, scope: ReadingScope, reading: Reading): Promise<void> {
    const narrower = { profile: ['label', 'job'], label: ['job'], job: [] } as const;
    for (const other of narrower[scope]) await this.write(nameOf(target, other), undefined);
    await this.write(nameOf(target, scope), reading);
  }

  private read(name: string | undefined): Reading | undefined {
    const kept = name === undefined ? undefined : this.memento.get(name);
    return kept === 'source' || kept === 'cropped' ? kept : undefined;
  }

  private async write(name: string | undefined, reading: Reading | undefined): Promise<void> {
    if (name !== undefined && this.memento.get(name) !== reading) await this.memento.update(name, reading);
  }
}

/** Under which name the choice for a whole profile is kept. */
export function readingName(profileId: string): string {
  return JSON.stringify(['reading', profileId]);
}

/** Parts are quoted, so that no label can pass for another scope. */
function nameOf({ profileId, label, jobId }: ReadingTarget, scope: ReadingScope): string | undefined {
  if (scope === 'profile') return readingName(profileId);
  if (scope === 'job') return JSON.stringify(['reading', profileId, 'job', jobId]);
  return label === undefined ? undefined : JSON.stringify(['reading', profileId, 'label', label]);
}
