/**
 * A folder as file systems have it. Paths are relative to it, parted by `/`; every call may reject, with whatever the
 * file system says.
 */
export interface PlainFolder {
  /** The names of what lies in the folder itself. */
  list(): Promise<readonly string[]>;
  /** In bytes; undefined when nothing is there. */
  size(path: string): Promise<number | undefined>;
  read(path: string): Promise<Uint8Array>;
  /** Where it rejects, or is killed, a part of the content may be left. */
  write(path: string, content: Uint8Array): Promise<void>;
  /** Takes the place of what is there, and makes the folders on the way. */
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
}

/** The folder could not be read or written. Its message is for no user: it may hold paths. */
export class FolderFault extends Error {
  override readonly name = 'FolderFault';
  /** No room is left: there is something that the user can do about that. */
  readonly isFull: boolean;

  constructor(cause: unknown) {
    super(String(cause), { cause });
    const code = (cause as { code?: unknown } | null | undefined)?.code;
    // VS Code's own file systems tell the code of the disk in the message alone.
    this.isFull = /\b(ENOSPC|EDQUOT)\b/.test(`${String(code)} ${this.message}`);
  }
}

/** What files are called while they are written, in the folder itself. */
const partStart = '.banner-jobs-';
const partEnd = '.part';

/**
 * Files that are whole or not there, at whatever moment the writing ends: each is written under another name first.
 * Everything rejects with `FolderFault`.
 */
export class WholeFiles {
  /** @param unique another text at each call, fit for a name */
  constructor(
    private readonly folder: PlainFolder,
    private readonly unique: () => string,
  ) {}

  /** Removes what runs that were killed left. One that still writes there fails, and leaves nothing torn either. */
  async removeParts(): Promise<void> {
    const names = await told(this.folder.list());
    const parts = names.filter((name) => name.startsWith(partStart) && name.endsWith(partEnd));
    // One that cannot be removed is in nobody's way.
    await Promise.all(parts.map((name) => this.folder.remove(name).catch(() => undefined)));
  }

  /** In bytes; undefined when nothing is there. */
  size(path: string): Promise<number | undefined> {
    return told(this.folder.size(path));
  }

  /** Undefined when nothing is there. */
  async text(path: string): Promise<string | undefined> {
    if ((await this.size(path)) === undefined) return undefined;
    return new TextDecoder().decode(await told(this.folder.read(path)));
  }

  /** Whether a file of exactly this content is there. */
  async holds(path: string, content: Uint8Array): Promise<boolean> {
    if ((await this.size(path)) !== content.byteLength) return false;
    const held = await told(this.folder.read(path));
    return held.byteLength === content.byteLength && held.every((byte, index) => byte === content[index]);
  }

  /** Takes the place of what is there. */
  async write(path: string, content: Uint8Array): Promise<void> {
    const part = `${partStart}${this.unique()}${partEnd}`;
    try {
      await this.folder.write(part, content);
      await this.folder.rename(part, path);
    } catch (error) {
      await this.folder.remove(part).catch(() => undefined);
      throw new FolderFault(error);
    }
  }
}

async function told<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new FolderFault(error);
  }
}
