import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { CacheFiles } from '../../../src/core/images/cacheFolder';
import { ImageCache, type ImageKey } from '../../../src/core/images/imageCache';
import { rest } from '../../../src/vscode/rest';
import { MemoryFiles } from '../../fakes/memoryFiles';

const key: ImageKey = { profileId: 'p', jobId: 'j', resultIndex: 0, kind: 'picture', revision: '' };

function open(files: CacheFiles): ImageCache {
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
  return new ImageCache({ files, capacity: () => 100_000_000, hash, onProblem: () => undefined, rest });
}

describe('a file of the image cache that is torn', () => {
  it('is never shown, wherever it was cut, and goes', async () => {
    const whole = Buffer.from('GIF89a\x01\0\x01\0\0\0\0; and what comes behind', 'latin1');
    const kept = new MemoryFiles();
    await open(kept).set(key, whole);
    const [[name, { bytes }] = ['', { bytes: new Uint8Array() }]] = [...kept.held];
    for (let length = 0; length < bytes.byteLength; length++) {
      const cut = bytes.slice(0, length);
      // A power cut may leave the length and zeros for the rest.
      const zeros = new Uint8Array(bytes.byteLength);
      zeros.set(cut);
      const isTorn = zeros.some((byte, index) => byte !== bytes[index]);
      for (const torn of isTorn ? [cut, zeros] : [cut]) {
        const files = new MemoryFiles();
        files.held.set(name, { bytes: torn, usedAt: 1 });
        assert.equal(await open(files).get(key), undefined, `cut at ${length}`);
        assert.equal(files.held.size, 0);
      }
    }
    assert.deepEqual(Buffer.from((await open(kept).get(key))?.bytes ?? []), whole);
  });
});
