import assert from 'node:assert/strict';
import { testPicture } from './pictures';
import { pictureStage, stateOf, type ViewerPage } from './viewerPage';
import { usePage } from './usePage';

const crop = { x: 0.1, y: 0.2, width: 0.4, height: 0.4 };
const three = [
  { hasImage: true, crop },
  { hasImage: true, crop: { x: 0.3, y: 0.1, width: 0.6, height: 0.6 } },
  { hasImage: true, crop: { x: 0.5, y: 0.5, width: 0.2, height: 0.4 } },
];

describe('what can be done in the viewer', function () {
  this.timeout(20_000);
  let view: ViewerPage;
  usePage((opened) => void (view = opened));

  const focused = (): Promise<string | undefined> => view.page.evaluate(() => document.activeElement?.id);
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await view.page.keyboard.press(key);
    await view.settle();
  };

  it('copies the crop in the format that is chosen by keys', async () => {
    await view.show(stateOf({ results: [{ hasImage: true, crop }], stage: pictureStage() }), testPicture(2000, 1500));
    await press('c');
    assert.equal(await focused(), 'menu-jsonFractions');
    // A letter jumps to its line, and is no key of the viewer meanwhile.
    await press('f');
    assert.equal(await focused(), 'menu-ffmpeg');
    await press('Enter');
    assert.deepEqual((await view.told()).at(-1), {
      type: 'copy',
      text: 'ffmpeg -i in.jpg -vf "crop=800:600:200:300" out.jpg',
    });
    assert.equal(await view.page.locator('#copyMenu').isVisible(), false);
    await press('c', 'ArrowUp', 'Enter');
    assert.deepEqual((await view.told()).at(-1), { type: 'copy', text: '#xywh=percent:10,20,40,40' });
  });

  it('says why a finished crop has no formats in pixels', async () => {
    await view.show(stateOf({ reading: 'cropped', stage: pictureStage() }), testPicture(300, 200));
    await press('c');
    const off = await view.page.locator('#copyMenu [aria-disabled]').evaluateAll((lines) => lines.map(({ id }) => id));
    assert.deepEqual(off, ['menu-jsonPixels', 'menu-imageMagick', 'menu-ffmpeg', 'menu-sharp', 'menu-pillow']);
    assert.match(await view.page.locator('#menu-sharp').innerText(), /source image only/);
    const before = (await view.told()).length;
    await view.page.locator('#menu-sharp').dispatchEvent('click');
    assert.equal((await view.told()).length, before);
  });

  it('says why a crop of less than one pixel has no formats in pixels', async () => {
    const results = [{ hasImage: true, crop: { x: 0.5, y: 0.5, width: 0.001, height: 0.4 } }];
    await view.show(stateOf({ results, stage: pictureStage() }), testPicture(300, 200));
    await press('c');
    assert.match(await view.page.locator('#menu-ffmpeg').innerText(), /The crop is smaller than one pixel\./);
    assert.equal(await view.page.locator('#copyMenu [aria-disabled]').count(), 5);
  });

  it('opens the same menu for the command, and closes it by Escape, by Tab and by a second press', async () => {
    await view.show(stateOf({ stage: pictureStage() }), testPicture(300, 200));
    const menu = view.page.locator('#copyMenu');
    await view.send({ type: 'openCopyMenu' });
    await view.settle();
    assert.equal(await menu.isVisible(), true);
    await press('Escape');
    assert.equal(await menu.isVisible(), false);
    await press('c', 'Tab');
    assert.equal(await menu.isVisible(), false);
    await view.page.locator('#copy').click();
    assert.equal(await menu.isVisible(), true);
    await view.page.locator('#copy').click();
    assert.equal(await menu.isVisible(), false);
  });

  it('asks the editor for what only that can do', async () => {
    await view.show(stateOf({ stage: pictureStage(), pinned: true }), testPicture(300, 200));
    for (const errand of ['save', 'openImage', 'copyLink', 'reveal', 'chooseSource', 'pin']) {
      await view.page.locator('#more').click();
      await view.page.locator(`#menu-${errand}`).click();
      assert.deepEqual((await view.told()).at(-1), { type: 'errand', errand });
    }
    await view.page.locator('#more').click();
    assert.match(await view.page.locator('#menu-pin').innerText(), /^Unpin/);
    assert.match(await view.page.locator('#menu-copyLink').innerText(), /secret/);
    assert.equal(await view.page.locator('#menu-forgetSource').count(), 0);
  });

  it('saves nothing of a result that has no picture', async () => {
    const stage = { kind: 'notice', reason: 'coordinatesOnly', detail: '' } as const;
    await view.show(stateOf({ results: [{ hasImage: false, crop }], stage }));
    await view.page.locator('#more').click();
    assert.equal(await view.page.locator('#menu-save').getAttribute('aria-disabled'), 'true');
  });

  it('names a format that it cannot show, and offers to save the picture', async () => {
    const stage = { kind: 'notice', reason: 'otherFormat', detail: 'TIFF' } as const;
    await view.show(stateOf({ stage }));
    assert.equal(await view.page.locator('.stage h2').innerText(), 'TIFF files cannot be shown here');
    assert.equal(await view.page.locator('.live').textContent(), 'TIFF files cannot be shown here');
    await view.page.locator('#stageAction').click();
    assert.deepEqual((await view.told()).at(-1), { type: 'errand', errand: 'save' });
  });

  it('draws the crops of all results by number, colour and dash, and leaves the one in use as it is', async () => {
    await view.show(stateOf({ results: three, resultIndex: 1, stage: pictureStage() }), testPicture(1000, 500));
    assert.equal(await view.page.locator('.numbered .line').count(), 0);
    await press('a');
    assert.deepEqual(await view.page.locator('.numbered text').allTextContents(), ['1', '2', '3']);
    const lines = await view.page.locator('.numbered .line').evaluateAll((found) =>
      found.map((line) => {
        const { x, y, width, height } = (line as SVGRectElement).getBBox();
        const { stroke, strokeDasharray } = getComputedStyle(line);
        return { place: [x, y, width, height], look: `${stroke} | ${strokeDasharray}` };
      }),
    );
    assert.equal(new Set(lines.map(({ look }) => look)).size, 2);
    // Each by itself: who does not tell the colours apart has the dash, and the other way round.
    const [strokes, dashes] = [0, 1].map((part) => lines.map(({ look }) => look.split(' | ')[part]!));
    assert.deepEqual([new Set(strokes).size, new Set(dashes).size], [2, 2]);
    const image = (await view.page.locator('.canvas img').boundingBox())!;
    const canvas = await view.canvasBox();
    const scale = image.width / 1000;
    const expected = [image.x - canvas.x + 100 * scale, image.y - canvas.y + 100 * scale, 400 * scale, 200 * scale];
    const [first] = lines;
    // The line lies around the crop.
    const around = [expected[0]! - 1.5, expected[1]! - 1.5, expected[2]! + 3, expected[3]! + 3];
    for (const [index, value] of around.entries()) assert.ok(Math.abs(first!.place[index]! - value) <= 1, `${index}`);
  });

  it('has a filmstrip for several results, and says which one is shown', async () => {
    await view.show(stateOf({ results: [three[0]!], stage: pictureStage() }), testPicture(1000, 500));
    assert.equal(await view.page.locator('.filmstrip').isVisible(), false);
    const state = stateOf({ jobId: 'several', results: three, resultIndex: 1, stage: pictureStage('b') });
    await view.show(state, testPicture(1000, 500));
    const frames = view.page.locator('.filmstrip button');
    assert.deepEqual(await frames.evaluateAll((found) => found.map((frame) => frame.getAttribute('aria-current'))), [
      null,
      'true',
      null,
    ]);
    // 0.6 of 1000 × 500 is 600 × 300.
    assert.deepEqual(
      (await frames.allInnerTexts()).map((each) => each.trim()),
      ['1', '2 2:1', '3'],
    );
    assert.equal(await view.page.locator('.filmstrip canvas').count(), 1);
    await frames.nth(2).click();
    assert.deepEqual((await view.told()).at(-1), { type: 'select', resultIndex: 2 });
  });

  it('shows a picture whose link was renewed in the same place and zoom', async () => {
    await view.show(stateOf({ results: three, stage: pictureStage('a') }), testPicture(1000, 500));
    await view.page.mouse.move(200, 250);
    await view.page.mouse.wheel(0, -400);
    await view.settle();
    const before = await view.page.locator('.canvas img').boundingBox();
    await view.send({ type: 'show', state: stateOf({ results: three, stage: { kind: 'loading', what: 'newLink' } }) });
    const stage = { kind: 'picture', key: 'b', renewed: true } as const;
    await view.show(stateOf({ results: three, stage }), testPicture(1000, 500));
    assert.deepEqual(await view.page.locator('.canvas img').boundingBox(), before);
  });

  it('keeps the focus where a state is replaced: in the stage, on the next button, or on the picture', async () => {
    const at = (): Promise<string | undefined> =>
      view.page.evaluate(() => {
        const { id, classList } = document.activeElement ?? document.body;
        return id === '' ? classList[0] : id;
      });
    const offline = stateOf({ stage: { kind: 'notice', reason: 'offline', detail: '' } });
    const loading = stateOf({ stage: { kind: 'loading', what: 'status' } });
    await view.show(offline);
    await view.page.locator('#stageAction').focus();
    await press('Enter');
    assert.deepEqual((await view.told()).at(-1), { type: 'retry' });
    const seen: (string | undefined)[] = [];
    for (const state of [loading, offline, loading]) {
      await view.show(state);
      seen.push(await at());
    }
    await view.show(stateOf({ stage: pictureStage() }), testPicture(300, 200));
    assert.deepEqual([...seen, await at()], ['stage', 'stageAction', 'stage', 'canvas']);
  });

  it('leaves the focus alone where a state is replaced that had it not', async () => {
    await view.show(stateOf({ stage: { kind: 'loading', what: 'status' } }));
    await view.show(stateOf({ stage: pictureStage() }), testPicture(300, 200));
    assert.equal(await view.page.evaluate(() => document.activeElement === document.body), true);
  });

  it('speaks of a zoom once it stands still, and of a notice once', async () => {
    await view.show(stateOf({ stage: pictureStage() }), testPicture(1000, 500));
    const heard = view.page.locator('[aria-live]');
    await view.page.evaluate(() => {
      const said: (string | null)[] = [];
      Object.assign(globalThis, { said });
      const live = document.querySelector('[aria-live]')!;
      new MutationObserver(() => said.push(live.textContent)).observe(live, { childList: true });
    });
    await press('1', '+', '+');
    await view.page.waitForTimeout(700);
    assert.equal(await heard.textContent(), 'Zoom 156 %');
    const gone = stateOf({ stage: { kind: 'notice', reason: 'gone', detail: 'HTTP 404' } });
    await view.show(gone);
    await view.show(gone);
    await view.page.waitForTimeout(700);
    const said = await view.page.evaluate(() => (globalThis as unknown as { said: string[] }).said);
    assert.deepEqual(said, ['Zoom 156 %', 'The picture is gone']);
  });
});
