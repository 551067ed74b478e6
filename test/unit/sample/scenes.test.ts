import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { namedPlan } from '../../../src/sample/labelPlan';
import type { Picture } from '../../../src/sample/pictures';

type Scene = Omit<Picture, 'file' | 'contentType'> & {
  readonly name: string;
  readonly format: string;
  readonly draw: () => string;
};

/** Imported as it is, for the scenes are drawn by a script that is not bundled either. */
async function loadScenes(): Promise<readonly Scene[]> {
  const module = (await import(pathToFileURL(resolve('scenes/all.mjs')).href)) as { scenes: readonly Scene[] };
  return module.scenes;
}

describe('the scenes', () => {
  it('are at least eight, wide, tall and square, in all three formats', async () => {
    const scenes = await loadScenes();
    const shapes = scenes.map(({ width, height }) => (width === height ? 'square' : width > height ? 'wide' : 'tall'));
    assert.ok(scenes.length >= 8);
    assert.deepEqual(new Set(shapes), new Set(['wide', 'tall', 'square']));
    assert.deepEqual(new Set(scenes.map((scene) => scene.format)), new Set(['png', 'jpg', 'webp']));
    assert.equal(new Set(scenes.map((scene) => scene.name)).size, scenes.length);
  });

  it('declare crops that lie inside them: one at an edge, one tiny', async () => {
    for (const { name, width, height, crops } of await loadScenes()) {
      for (const crop of crops) {
        const fits = crop.x >= 0 && crop.y >= 0 && crop.x + crop.width <= width && crop.y + crop.height <= height;
        assert.ok(fits, `${name}: ${crop.name}`);
      }
      assert.ok(
        crops.some((crop) => crop.x === 0 || crop.x + crop.width === width),
        `${name}: edge`,
      );
      assert.ok(
        crops.some((crop) => crop.width * crop.height < 0.045 * width * height),
        `${name}: tiny`,
      );
    }
  });

  it('give each named label something to show, and name no other label', async () => {
    const named = (await loadScenes()).flatMap((scene) => scene.labels);
    assert.deepEqual(new Set(named), new Set(namedPlan.labels));
  });

  it('are drawn the same each time, and hold no text', async () => {
    for (const scene of await loadScenes()) {
      assert.equal(scene.draw(), scene.draw());
      assert.doesNotMatch(scene.draw(), /<text|undefined|NaN/, scene.name);
    }
  });
});
