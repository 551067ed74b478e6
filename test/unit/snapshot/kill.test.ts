import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { openSnapshot } from '../../../src/core/snapshot/snapshotText';
import { nodeFolder } from '../../../src/vscode/nodeFolder';

/** Writes ever new snapshots of the same file, of 3 MB in forty lines, and tells when the first stands. */
const endless = `
  import { headLine, jobsLine, lastLine } from './src/core/snapshot/snapshotText';
  import { nodeFolder } from './src/vscode/nodeFolder';
  const folder = nodeFolder(process.argv[2]);
  const head = { label: 'lot', since: 1, asOf: 1, complete: true, capped: false, aligned: true, unreadable: 0 };
  const status = 'round-@' + '-'.repeat(120);
  const of = (_, index) => ({ id: 'j' + index, status, labels: ['lot'], firstSeen: 1, changedAt: 1, past: [] });
  const line = jobsLine('lot', Array.from({ length: 500 }, of));
  for (let round = 0; ; round++) {
    const lines = Array.from({ length: 40 }, () => line.replaceAll('@', round));
    const text = [headLine({ head, profile: 'p', writtenAt: round }), ...lines, lastLine(lines)];
    await folder.write('snapshots/lot.jsonl', text);
    if (round === 0) process.send('written');
  }`;

describe('a window that is killed while it writes a snapshot', () => {
  let root: string;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'killed-'));
    const stdin = { contents: `(async () => {${endless.replace(/import.*\n/g, '')}})();`, resolveDir: resolve('.') };
    const imports = endless.match(/import.*\n/g)?.join('') ?? '';
    await build({
      stdin: { ...stdin, contents: imports + stdin.contents, loader: 'ts' },
      ...{ bundle: true, platform: 'node', format: 'cjs', outfile: join(root, 'endless.cjs'), logLevel: 'silent' },
    });
  });
  after(() => rm(root, { recursive: true, force: true }));

  it('fault 81: leaves the file whole, the old one or the new one, at whatever moment it was killed', async function () {
    this.timeout(60_000);
    const storage = join(root, 'storage');
    const folder = nodeFolder(storage);
    const wasCut = async (): Promise<boolean> =>
      (await readdir(join(storage, 'snapshots'))).some((name) => name.startsWith('.part-'));
    // On a busy machine the first tries may all be killed between two files.
    for (let tries = 0; tries < 6 || (tries < 40 && !(await wasCut())); tries++) {
      const child = fork(join(root, 'endless.cjs'), [storage]);
      await once(child, 'message');
      await new Promise((done) => setTimeout(done, Math.random() * 60));
      child.kill('SIGKILL');
      await once(child, 'exit');
      const opened = openSnapshot((await folder.readParts('snapshots/lot.jsonl')) ?? []);
      assert.ok(!('unusable' in opened), JSON.stringify(opened));
      const statuses = new Set(opened.parts.join('').match(/round-\d+/g));
      assert.deepEqual([...statuses], [`round-${opened.writtenAt}`]);
    }
    // Killed in mid-write at least once, or this test would show nothing.
    assert.ok(await wasCut());
  });
});
