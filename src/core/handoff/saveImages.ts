import type { LinkedResult } from '../api/answer';
import { Failure } from '../api/failure';
import { endsJobs } from './endsJobs';
import { fetchPicture, type PictureDeps } from './fetchPictures';
import type { LoadedImage } from '../images/imageAnswer';
import { otherFormatName } from '../images/otherFormat';
import { imagePath, numbered } from './imagePath';
import { inParallel } from './inParallel';
import { isTornManifest, manifestName, manifestText, readManifest, type Manifest, type SavedImage } from './savedImage';
import { FolderFault, type WholeFiles } from './wholeFiles';

export interface SaveDeps extends PictureDeps {
  /** Those of the folder that was chosen. */
  readonly files: WholeFiles;
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
  /** Pictures written; and those that lay there as they would be written, left by a run that was killed. */
  readonly saved: number;
  /** Jobs that an earlier run had saved. */
  readonly kept: number;
  /** Pictures, or whole jobs, that could not be had. */
  readonly failed: number;
  /** Why the run ended before its end: the next one goes on from there. */
  readonly failure?: Failure | FolderFault;
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
   * Runs to the end, or until the signal aborts, or the folder cannot be written.
   *
   * @returns `notOurs` when the folder holds a manifest of something else, or of another profile: nothing was written
   */
  async run(jobs: readonly SaveJob[], signal: AbortSignal): Promise<SaveOutcome | 'notOurs'> {
    let isOurs = true;
    let failure: Failure | FolderFault | undefined;
    try {
      isOurs = await this.resume();
      if (isOurs) await this.saveJobs(jobs, signal);
    } catch (error) {
      if (!(error instanceof Failure || error instanceof FolderFault)) throw error;
      failure = error;
    }
    if (!isOurs) return 'notOurs';
    const { saved, kept, failed } = this;
    return { saved, kept, failed, ...(failure && { failure }) };
  }

  private async saveJobs(jobs: readonly SaveJob[], signal: AbortSignal): Promise<void> {
    const stop = new AbortController();
    const either = AbortSignal.any([signal, stop.signal]);
    try {
      await inParallel(jobs, atOnce, async (job) => {
        try {
          await this.saveJob(job, either);
        } catch (error) {
          // The others need not be waited for to the end of their requests.
          stop.abort();
          throw error;
        }
      });
    } finally {
      await this.writeManifest();
    }
  }

  private async resume(): Promise<boolean> {
    const { files, profileId } = this.deps;
    const content = await files.text(manifestName);
    const manifest = content === undefined ? undefined : readManifest(content);
    if (manifest ? manifest.profile !== profileId : content !== undefined && !isTornManifest(content)) return false;
    await files.removeParts();
    for (const image of manifest?.images ?? []) this.keep(image);
    for (const jobId of manifest?.done ?? []) this.done.add(jobId);
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
    // It is saved under its own name again.
    if (known) this.taken.delete(known.path.toLowerCase());
    const image = await fetchPicture({ ...this.deps, forFile: true }, of.result.imageUrl, signal);
    if (signal.aborted) throw new Failure('cancelled', 'Nobody waits for it any more.');
    if (!image) {
      this.failed++;
      return;
    }
    const path = await this.place(of, image);
    const { jobId, index, labels, result } = of;
    const crop = result.crop && { crop: result.crop };
    const name = otherFormatName(image.header.format);
    const note = name !== undefined && { note: `${name}: VS Code cannot show it.` };
    this.keep({ path, jobId, result: index, bytes: image.bytes.length, labels, ...crop, ...note });
    this.saved++;
  }

  /**
   * Writes a picture under a name that nobody has, neither another picture nor a file that lies there already; or finds
   * it under its name, from a run that was killed before its manifest was written.
   */
  private async place({ jobId, label, index }: ResultToSave, { bytes, header }: LoadedImage): Promise<string> {
    const { template, hash, files } = this.deps;
    const extension = header.format === 'jpeg' ? 'jpg' : header.format;
    const wanted = imagePath(template, { jobId, label, number: index + 1, extension }, hash);
    for (let turn = 1; ; turn++) {
      const path = numbered(wanted, turn);
      if (this.taken.has(path.toLowerCase())) continue;
      // Taken before the disk is asked: another job may want it meanwhile.
      this.taken.add(path.toLowerCase());
      if (await files.holds(path, bytes)) return path;
      if ((await files.size(path)) !== undefined) continue;
      await files.write(path, bytes);
      return path;
    }
  }

  private async isSaved(jobId: string): Promise<boolean> {
    if (!this.done.has(jobId)) return false;
    const own = [...this.images.values()].filter((image) => image.jobId === jobId);
    const there = await Promise.all(own.map((image) => this.isThere(image)));
    return there.every((is) => is);
  }

  private async isThere({ path, bytes }: SavedImage): Promise<boolean> {
    return (await this.deps.files.size(path)) === bytes;
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
    await this.deps.files.write(manifestName, new TextEncoder().encode(manifestText(manifest)));
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
