import type { LinkedResult } from '../api/answer';
import { Failure } from '../api/failure';
import { endsJobs } from './endsJobs';
import { fetchPicture, type PictureDeps } from './fetchPictures';
import type { LoadedImage } from '../images/imageAnswer';
import { imagePath, numbered } from './imagePath';
import { inParallel } from './inParallel';
import { manifestName, manifestText, readManifest, type Manifest, type SavedImage } from './savedImage';

/** The folder that was chosen. Paths are relative to it, parted by `/`; every call may reject. */
export interface SaveFolder {
  /** In bytes; undefined when nothing is there. */
  size(path: string): Promise<number | undefined>;
  read(path: string): Promise<string>;
  write(path: string, content: Uint8Array | string): Promise<void>;
}

export interface SaveDeps extends PictureDeps {
  readonly folder: SaveFolder;
  /** Checked by `templateFault`. */
  readonly template: string;
  readonly hash: (text: string) => string;
  /** Told after each job. */
  readonly onJob: () => void;
}

/** A job to save, and the label that names its folder. */
export interface SaveJob {
  readonly jobId: string;
  readonly label: string;
}

/** How a run ended. */
export interface SaveOutcome {
  /** Pictures written. */
  readonly saved: number;
  /** Jobs that an earlier run had saved. */
  readonly kept: number;
  /** Pictures, or whole jobs, that could not be had. */
  readonly failed: number;
  /** Why the run ended before its end: the next one goes on from there. */
  readonly failure?: Failure;
}

/** Jobs at once: the requests of the view come in between. */
const atOnce = 4;
/** The manifest is written after so many jobs, so that a run that was cut off goes on from there. */
const jobsBetweenWrites = 20;

/** Saves all pictures of jobs to a folder, with a manifest; what an earlier run saved is not loaded again. */
export class SaveImages {
  private readonly images = new Map<string, SavedImage>();
  private readonly done = new Set<string>();
  /** Names in use, in small letters: some disks do not tell them from large ones. */
  private readonly taken = new Set<string>([manifestName]);
  private saved = 0;
  private kept = 0;
  private failed = 0;
  private jobs = 0;

  constructor(private readonly deps: SaveDeps) {}

  /**
   * Runs to the end, or until the signal aborts.
   *
   * @returns `notOurs` when the folder holds a manifest of something else, or of another profile: nothing was written
   */
  async run(jobs: readonly SaveJob[], signal: AbortSignal): Promise<SaveOutcome | 'notOurs'> {
    if (!(await this.resume())) return 'notOurs';
    let failure: Failure | undefined;
    try {
      await inParallel(jobs, atOnce, (job) => this.saveJob(job, signal));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      failure = error;
    } finally {
      await this.writeManifest();
    }
    const { saved, kept, failed } = this;
    return { saved, kept, failed, ...(failure && { failure }) };
  }

  private async resume(): Promise<boolean> {
    const { folder, profileId } = this.deps;
    if ((await folder.size(manifestName)) === undefined) return true;
    const manifest = readManifest(await folder.read(manifestName));
    if (manifest?.profile !== profileId) return false;
    for (const image of manifest.images) this.keep(image);
    for (const jobId of manifest.done) this.done.add(jobId);
    return true;
  }

  private async saveJob(job: SaveJob, signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw new Failure('cancelled', 'Nobody waits for it any more.');
    if (await this.isSaved(job.jobId)) this.kept++;
    else await this.load(job, signal);
    this.deps.onJob();
    if (++this.jobs % jobsBetweenWrites === 0) await this.writeManifest();
  }

  private async load(job: SaveJob, signal: AbortSignal): Promise<void> {
    try {
      const answer = await this.deps.openJob(job.jobId, signal);
      const before = this.failed;
      for (const [index, result] of (answer?.results ?? []).entries())
        await this.saveResult({ ...job, labels: answer?.job.labels ?? [], index, result }, signal);
      if (answer && this.failed === before) this.done.add(job.jobId);
    } catch (error) {
      if (endsJobs(error)) throw error;
      this.failed++;
    }
  }

  private async saveResult(of: ResultToSave, signal: AbortSignal): Promise<void> {
    if (of.result.imageUrl === undefined) return;
    const known = this.images.get(nameOf(of.jobId, of.index));
    if (known && (await this.isThere(known))) return;
    const image = await fetchPicture(this.deps, of.result.imageUrl, signal);
    if (signal.aborted) throw new Failure('cancelled', 'Nobody waits for it any more.');
    if (!image) {
      this.failed++;
      return;
    }
    const path = await this.freePath(of, image);
    await this.deps.folder.write(path, image.bytes);
    const { jobId, index, labels, result } = of;
    const crop = result.crop && { crop: result.crop };
    this.keep({ path, jobId, result: index, bytes: image.bytes.length, labels, ...crop });
    this.saved++;
  }

  /** A name that nobody has: neither another picture nor a file that lies there already. */
  private async freePath({ jobId, label, index }: ResultToSave, image: LoadedImage): Promise<string> {
    const { template, hash, folder } = this.deps;
    const extension = image.header.format === 'jpeg' ? 'jpg' : image.header.format;
    const wanted = imagePath(template, { jobId, label, number: index + 1, extension }, hash);
    for (let turn = 1; ; turn++) {
      const path = numbered(wanted, turn);
      if (this.taken.has(path.toLowerCase())) continue;
      // Taken before the disk is asked: another job may want it meanwhile.
      this.taken.add(path.toLowerCase());
      if ((await folder.size(path)) === undefined) return path;
    }
  }

  private async isSaved(jobId: string): Promise<boolean> {
    if (!this.done.has(jobId)) return false;
    const own = [...this.images.values()].filter((image) => image.jobId === jobId);
    const there = await Promise.all(own.map((image) => this.isThere(image)));
    return there.every((is) => is);
  }

  private async isThere({ path, bytes }: SavedImage): Promise<boolean> {
    return (await this.deps.folder.size(path)) === bytes;
  }

  private keep(image: SavedImage): void {
    this.images.set(nameOf(image.jobId, image.result), image);
    this.taken.add(image.path.toLowerCase());
  }

  private async writeManifest(): Promise<void> {
    const manifest: Manifest = {
      profile: this.deps.profileId,
      images: [...this.images.values()],
      done: [...this.done],
    };
    await this.deps.folder.write(manifestName, manifestText(manifest));
  }
}

interface ResultToSave extends SaveJob {
  readonly labels: readonly string[];
  readonly index: number;
  readonly result: LinkedResult;
}

function nameOf(jobId: string, result: number): string {
  return JSON.stringify([jobId, result]);
}
