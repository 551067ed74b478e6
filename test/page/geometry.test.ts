import assert from 'node:assert/strict';
import { PNG } from 'pngjs';
import { frameLines } from '../../src/core/crop/overlayPath';
import { pixelEdges } from '../../src/core/crop/pixelEdges';
import { testPicture } from './pictures';
import { compare, type Box } from './pixels';
import { pictureStage, stateOf, stopBrowser, unaskedState, ViewerPage } from './viewerPage';

const crop = { x: 0.21, y: 0.3, width: 0.47, height: 0.37 };
const smallPictures = {
  wide: { width: 1700, height: 150 },
  tall: { width: 130, height: 1500 },
  tiny: { width: 9, height: 7 },
};

/** The huge one takes seconds to make and to send: it is looked at where rounding is worst. */
const pictures = { ...smallPictures, huge: { width: 2600, height: 1900 } };

/** What a user does before the picture is looked at. */
const journeys: Readonly<Record<string, (view: ViewerPage) => Promise<void>>> = {
  fitted: () => Promise.resolve(),
  'at 100 %, moved': async ({ page }) => {
    for (const key of ['1', 'ArrowRight', 'ArrowDown']) await page.keyboard.press(key);
  },
  'zoomed by the wheel, dragged': async ({ page }) => {
    await page.mouse.move(190, 260);
    await page.mouse.wheel(0, -417);
    await page.mouse.down();
    await page.mouse.move(221, 247);
    await page.mouse.up();
  },
  'zoomed to the crop': async ({ page }) => page.keyboard.press('2'),
};

describe('the crop on the screen', function () {
  this.timeout(20_000);
  after(stopBrowser);
  for (const ratio of [1, 1.25, 1.44, 2])
    describe(`at ${ratio} device px per CSS px`, () => {
      let view: ViewerPage;
      before(async () => {
        view = await ViewerPage.open({ ratio, width: 400, height: 500 });
      });
      after(async () => view.close());
      for (const [name, size] of Object.entries(ratio === 1.44 ? pictures : smallPictures))
        it(`fault 76: leaves a ${name} picture as it is inside the crop, and halves it outside`, async () => {
          const results = [{ hasImage: true, crop }];
          await view.show(
            stateOf({ jobId: name, results, stage: pictureStage(name) }),
            testPicture(size.width, size.height),
          );
          for (const [journey, go] of Object.entries(journeys)) {
            await view.page.keyboard.press('0');
            await go(view);
            await view.settle();
            assert.deepEqual(
              await findings(view, ratio),
              { changedInside: 0, notDimmed: 0, missingEdges: [] },
              journey,
            );
          }
          assert.deepEqual(view.errors, []);
        });
    });
});

describe('a picture at 100 %', function () {
  this.timeout(20_000);
  after(stopBrowser);
  // The bar above the picture makes it begin anywhere between two device pixels.
  for (const ratio of [1, 1.25, 1.44, 1.5, 2])
    for (const [bar, state] of [
      ['alone', stateOf],
      ['below the question what it shows', unaskedState],
    ] as const)
      it(`shows each pixel of the file as one of the screen, at ${ratio} device px per CSS px, ${bar}`, async () => {
        const view = await ViewerPage.open({ ratio, width: 900, height: 600 });
        // Not a whole number of CSS px at any ratio but 1.
        const file = testPicture(401, 199);
        await view.show(state({ results: whole, stage: pictureStage('file') }), file);
        for (const keys of [['1'], ['1', 'ArrowRight', 'ArrowDown']]) {
          for (const key of keys) await view.page.keyboard.press(key);
          await view.settle();
          const { compared, unlike } = await unlikeFile(view, ratio, PNG.sync.read(file));
          assert.deepEqual([compared, unlike], [401 * 199, 0], String(keys));
        }
        assert.equal(await view.page.locator('.reading-bar').isVisible(), bar !== 'alone');
        await view.close();
      });
});

/** Framed around, and changed nowhere. */
const whole = [{ hasImage: true, crop: { x: 0, y: 0, width: 1, height: 1 } }];

/** How many pixels in view are not as in the file. */
async function unlikeFile(view: ViewerPage, ratio: number, file: PNG): Promise<{ compared: number; unlike: number }> {
  const { area, box } = await cropOnScreen(view, ratio, { x: 0, y: 0, width: 1, height: 1 });
  const [left, top] = [Math.round(box.left), Math.round(box.top)];
  const shot = await view.shot();
  const found = { compared: 0, unlike: 0 };
  for (let y = 0; y < file.height && top + y < Math.floor(area.bottom); y++)
    for (let x = 0; x < file.width && left + x < Math.floor(area.right); x++) {
      const [on, of] = [((top + y) * shot.width + left + x) * 4, (y * file.width + x) * 4];
      found.compared++;
      if (shot.data.compare(file.data, of, of + 3, on, on + 3) !== 0) found.unlike++;
    }
  return found;
}

async function findings(view: ViewerPage, ratio: number): Promise<ReturnType<typeof compare>> {
  const { area, box } = await cropOnScreen(view, ratio);
  const drawn = await view.shot();
  await view.page.evaluate(() => (document.querySelector<SVGElement>('.overlay')!.style.display = 'none'));
  const bare = await view.shot();
  await view.page.evaluate(() => document.querySelector<SVGElement>('.overlay')!.style.removeProperty('display'));
  return compare({ drawn, bare, area }, box, frameLines(ratio).dark * ratio);
}

/** From where the browser says that the picture is, not from what the page computed. */
async function cropOnScreen({ page }: ViewerPage, ratio: number, of = crop): Promise<{ area: Box; box: Box }> {
  const { image, canvas, size } = await page.evaluate(() => {
    const image = document.querySelector<HTMLImageElement>('.canvas img')!;
    const size = { width: image.naturalWidth, height: image.naturalHeight };
    const canvas = document.querySelector('.canvas')!.getBoundingClientRect();
    return { image: image.getBoundingClientRect().toJSON() as Box, canvas: canvas.toJSON() as Box, size };
  });
  const inDevicePixels = (edges: Box): Box => ({
    left: edges.left * ratio,
    top: edges.top * ratio,
    right: edges.right * ratio,
    bottom: edges.bottom * ratio,
  });
  const edges = pixelEdges(of, size);
  const across = (edge: number): number => image.left + (edge / size.width) * (image.right - image.left);
  const down = (edge: number): number => image.top + (edge / size.height) * (image.bottom - image.top);
  const box = {
    left: across(edges.left),
    top: down(edges.top),
    right: across(edges.right),
    bottom: down(edges.bottom),
  };
  return { area: inDevicePixels(canvas), box: inDevicePixels(box) };
}
