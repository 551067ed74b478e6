import { createHash } from 'node:crypto';
import type { Failure } from '../../../src/core/api/failure';
import { SaveImages, type SaveDeps, type SaveOutcome } from '../../../src/core/handoff/saveImages';
import { WholeFiles, type PlainFolder } from '../../../src/core/handoff/wholeFiles';
import type { ImageAnswer } from '../../../src/core/images/imageAnswer';
import { judgeImage } from '../../../src/core/images/judgeImage';
import { job, jobAnswer } from '../../fakes/jobs';

/** The error of a disk, as node tells it. */
function diskError(code: string): Error {
  return Object.assign(new Error(`${code}: write`), { code });
}

/** A folder in memory that tells small letters from large ones as little as some disks do. */
export class MemorySaveFolder implements PlainFolder {
  /** Contents in latin1, by path. */
  readonly files = new Map<string, string>();
  readonly written: string[] = [];
  /** In bytes, for all files together. */
  capacity = Infinity;
  /** Changes until the process is killed. */
  changesLeft = Infinity;
  /** How much of what was being written then is left, from 0 to 1. */
  tornAt = 0;

  list(): Promise<readonly string[]> {
    return Promise.resolve([...this.files.keys()].filter((path) => !path.includes('/')));
  }

  size(path: string): Promise<number | undefined> {
    return Promise.resolve(this.at(path)?.length);
  }

  read(path: string): Promise<Uint8Array> {
    return Promise.resolve(Buffer.from(this.at(path) ?? '', 'latin1'));
  }

  async write(path: string, content: Uint8Array): Promise<void> {
    this.files.delete(path);
    const text = Buffer.from(content).toString('latin1');
    const room = this.capacity - [...this.files.values()].reduce((sum, { length }) => sum + length, 0);
    await this.change((isKilled) => {
      const length = isKilled ? Math.floor(text.length * this.tornAt) : room;
      this.files.set(path, text.slice(0, Math.max(0, length)));
    });
    if (text.length > room) throw diskError('ENOSPC');
  }

  rename(from: string, to: string): Promise<void> {
    return this.change((isKilled) => {
      const text = this.files.get(from);
      if (isKilled || text === undefined) return;
      this.written.push(to);
      this.files.delete(from);
      this.files.set(to, text);
    });
  }

  remove(path: string): Promise<void> {
    return this.change((isKilled) => {
      if (!isKilled) this.files.delete(path);
    });
  }

  /** What the killed process would still do comes to nothing: nobody is there to hear of it. */
  private change(act: (isKilled: boolean) => void): Promise<void> {
    this.changesLeft--;
    if (this.changesLeft >= -1) act(this.changesLeft < 0);
    return this.changesLeft < 0 ? Promise.reject(new Error('killed')) : Promise.resolve();
  }

  private at(path: string): string | undefined {
    const exact = this.files.get(path);
    if (exact !== undefined) return exact;
    const small = path.toLowerCase();
    for (const [name, text] of this.files) if (name.length === path.length && name.toLowerCase() === small) return text;
    return undefined;
  }
}

/** Bytes that differ by link, said to be a JPEG. */
function anyImage(link: string): ImageAnswer {
  const header = { format: 'jpeg', mimeType: 'image/jpeg', size: undefined } as const;
  return { kind: 'image', image: { bytes: new TextEncoder().encode(link), header } };
}

/** A server whose every job has two pictures, named by their links. */
export class SaveWorld {
  readonly folder = new MemorySaveFolder();
  readonly asked: string[] = [];
  /** Links that answer otherwise. */
  readonly answers = new Map<string, ImageAnswer>();
  /** What lies behind links, to be judged as the real loader does. */
  readonly bodies = new Map<string, Uint8Array>();
  /** What asking for a job ends with. */
  failWith: Failure | undefined;
  profileId = 'Sample';
  private parts = 0;
  onJob = (): void => undefined;

  run(ids: readonly string[], signal = new AbortController().signal): Promise<SaveOutcome | 'notOurs'> {
    const jobs = ids.map((jobId) => ({ jobId, label: 'lot' }));
    return new SaveImages(this.deps()).run(jobs, signal);
  }

  private deps(): SaveDeps {
    return {
      profileId: this.profileId,
      files: new WholeFiles(this.folder, () => `of this run ${++this.parts}`),
      template: '{label}/{job_id}-{n}',
      hash: (text) => createHash('sha256').update(text).digest('hex'),
      onJob: () => this.onJob(),
      openJob: (id) => {
        this.asked.push(id);
        if (this.failWith) return Promise.reject(this.failWith);
        const results = [1, 2].map((n) => ({ imageUrl: `https://s3.example/${id}/${n}?Signature=SECRET` }));
        return Promise.resolve(jobAnswer(job(id, 'completed'), { results }));
      },
      loadImage: (link, options) => {
        const body = this.bodies.get(link);
        return Promise.resolve(body ? judgeImage(body, options) : (this.answers.get(link) ?? anyImage(link)));
      },
    };
  }
}
