import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { manifestName, readManifest } from '../../../src/core/handoff/savedImage';
import { SaveImages } from '../../../src/core/handoff/saveImages';
import { WholeFiles } from '../../../src/core/handoff/wholeFiles';
import type { ImageAnswer } from '../../../src/core/images/imageAnswer';
import { plainFolder } from '../../../src/vscode/plainFolder';
import { job, jobAnswer } from '../../fakes/jobs';
import { buildProgram, killMidway } from '../../fakes/killedChild';

const jobCount = 60;
const pictureSize = 60_000;
/** What the picture of a job is made of. */
const byteOf = (link: string): number => Number(/\d+/.exec(link)?.[0]) % 251;

/** Saves a picture of each of 60 jobs, and tells when the first stands. */
const saving = `
  import { randomUUID } from 'node:crypto';
  import { SaveImages } from './src/core/handoff/saveImages';
  import { WholeFiles } from './src/core/handoff/wholeFiles';
  import { plainFolder } from './src/vscode/plainFolder';
  const jobs = Array.from({ length: ${jobCount} }, (_, index) => ({ jobId: 'j' + index, label: 'lot' }));
  const files = new WholeFiles(plainFolder(process.argv[2]), randomUUID);
  const loadImage = async (link) => ({
    kind: 'image',
    image: { bytes: new Uint8Array(${pictureSize}).fill(link.slice(1) % 251), header: { format: 'jpeg' } },
  });
  const openJob = async (id) => ({ job: { labels: [] }, results: [{ imageUrl: id }] });
  const onJob = () => process.send('saved');
  const deps = { profileId: 'p', files, template: '{label}/{job_id}-{n}', hash: String, onJob, openJob, loadImage };
  const { failure } = await new SaveImages(deps).run(jobs, new AbortController().signal);
  if (failure) throw failure;
  process.send('saved');
  setInterval(() => undefined, 1000);`;

describe('a window that is killed while it saves all images', () => {
  let root: string;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'killed-save-'));
    await buildProgram(saving, join(root, 'saving.cjs'));
  });
  after(() => rm(root, { recursive: true, force: true }));

  it('leaves whole pictures on the disk, and the next run ends with exactly the right ones', async function () {
    this.timeout(60_000);
    let parts = 0;
    // On a busy machine the first tries may all be killed between two pictures.
    for (let tries = 0; tries < 5 || (parts === 0 && tries < 30); tries++) {
      const folder = join(root, `images ${tries}`);
      await mkdir(folder);
      await killMidway(join(root, 'saving.cjs'), folder, 30);
      const names = await readdir(folder, { recursive: true });
      const pictures = names.filter((name) => name.endsWith('.jpg'));
      await Promise.all(pictures.map((name) => assertPicture(join(folder, name))));
      parts += names.filter((name) => name.endsWith('.part')).length;
      await saveAll(folder);
      const expected = Array.from({ length: jobCount }, (_, index) => join('lot', `j${index}-1.jpg`));
      assert.deepEqual((await readdir(folder, { recursive: true })).sort(), [manifestName, 'lot', ...expected].sort());
      await Promise.all(expected.map((name) => assertPicture(join(folder, name))));
      assert.equal(readManifest(await readFile(join(folder, manifestName), 'utf8'))?.done.length, jobCount);
    }
    // Killed in mid-write at least once, or this test would show nothing.
    assert.ok(parts > 0);
  });
});

async function assertPicture(file: string): Promise<void> {
  const wanted = Buffer.alloc(pictureSize, byteOf(basename(file)));
  assert.ok((await readFile(file)).equals(wanted), file);
}

async function saveAll(folder: string): Promise<void> {
  const jobs = Array.from({ length: jobCount }, (_, index) => ({ jobId: `j${index}`, label: 'lot' }));
  const picture = (link: string): ImageAnswer => ({
    kind: 'image',
    image: {
      bytes: new Uint8Array(pictureSize).fill(byteOf(link)),
      header: { format: 'jpeg', mimeType: 'image/jpeg', size: undefined },
    },
  });
  const outcome = await new SaveImages({
    profileId: 'p',
    files: new WholeFiles(plainFolder(folder), randomUUID),
    template: '{label}/{job_id}-{n}',
    hash: String,
    onJob: () => undefined,
    openJob: (id) => Promise.resolve(jobAnswer(job(id, 'completed'), { results: [{ imageUrl: id }] })),
    loadImage: (link) => Promise.resolve(picture(link)),
  }).run(jobs, new AbortController().signal);
  assert.ok(typeof outcome === 'object' && !outcome.failure);
}
