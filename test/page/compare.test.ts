import assert from 'node:assert/strict';
import { PNG } from 'pngjs';
import { testPicture } from './pictures';
import { pictureStage, stateOf, stopBrowser, ViewerPage } from './viewerPage';

const crop = { x: 0.1, y: 0.2, width: 0.5, height: 0.5 };
const results = [{ hasImage: true, crop }];

/** A picture of one colour. */
function plain(width: number, height: number, [red, green, blue]: readonly [number, number, number]): Buffer {
  const png = new PNG({ width, height });
  for (let at = 0; at < png.data.length; at += 4) png.data.set([red, green, blue, 255], at);
  return PNG.sync.write(png);
}

const red = [200, 40, 40] as const;
const blue = [40, 40, 200] as const;

describe('a finished crop with its source', function () {
  this.timeout(20_000);
  let view: ViewerPage;
  after(stopBrowser);
  beforeEach(async () => {
    view = await ViewerPage.open();
    await view.showWithSource(plain(500, 250, blue), plain(1000, 500, red), { results });
  });
  afterEach(async () => {
    assert.deepEqual(view.errors, []);
    await view.close();
  });

  const text = (selector: string): Promise<string> => view.page.locator(selector).innerText();
  const pixel = async (x: number, y: number): Promise<number[]> => {
    const shot = await view.shot();
    return [...shot.data.subarray((Math.round(y) * shot.width + Math.round(x)) * 4).subarray(0, 3)];
  };
  const press = async (key: string): Promise<void> => {
    await view.page.keyboard.press(key);
    await view.settle();
  };
  /** The place of a picture on the screen. */
  const box = async (selector: string) => (await view.page.locator(selector).boundingBox())!;

  it('is drawn on the source, with pixels', async () => {
    assert.match(await text('.details'), /500 × 250 at \(100, 100\)/);
    assert.match(await text('.details'), /Source image: source\.png/);
    assert.equal(await text('.pane-tag >> visible=true'), 'Source');
    assert.equal(await view.page.locator('.overlay').getAttribute('data-mode'), 'dim');
    assert.equal(await view.page.locator('.problems').count(), 0);
  });

  it('is wiped: source to the left of the slider, output to the right', async () => {
    await press('x');
    const slider = view.page.locator('[role="slider"]');
    assert.equal(await slider.getAttribute('aria-valuenow'), '50');
    const at = async (): Promise<number> => {
      const { x, width } = await box('[role="slider"]');
      return x + width / 2;
    };
    const { y, height } = await box('.canvas');
    const line = y + height / 3;
    const before = await at();
    assert.deepEqual([await pixel(before - 20, line), await pixel(before + 20, line)], [[...red], [...blue]]);
    await slider.focus();
    for (const key of ['PageUp', 'ArrowRight', '2']) await press(key);
    assert.equal(await slider.getAttribute('aria-valuenow'), '62');
    assert.equal(await slider.getAttribute('aria-valuetext'), '62 % source, 38 % output');
    const after = await at();
    assert.ok(after > before + 30);
    assert.deepEqual([await pixel(after - 20, line), await pixel(after + 20, line)], [[...red], [...blue]]);
    await press('Home');
    assert.equal(await slider.getAttribute('aria-valuenow'), '0');
  });

  it('is wiped by dragging, which does not move the picture', async () => {
    await press('x');
    const image = await box('.canvas > img');
    const { x, y, width, height } = await box('[role="slider"]');
    await view.page.mouse.move(x + width / 2, y + height / 2);
    await view.page.mouse.down();
    await view.page.mouse.move(x + width / 2 - 100, y + height / 2, { steps: 3 });
    await view.page.mouse.up();
    await view.settle();
    const moved = await box('[role="slider"]');
    assert.ok(Math.abs(moved.x - (x - 100)) <= 1, `${moved.x} and ${x - 100}`);
    assert.deepEqual(await box('.canvas > img'), image);
  });

  it('stands beside the source at the same place and zoom, whichever of the two is moved', async () => {
    await press('x');
    await press('x');
    assert.deepEqual(await view.page.locator('.pane-tag >> visible=true').allInnerTexts(), ['Source', 'Output']);
    const linked = async (): Promise<void> => {
      const [canvas, twin] = [await box('.canvas'), await box('.twin')];
      const [source, output] = [await box('.canvas > img'), await box('.twin > img')];
      const scale = source.width / 1000;
      const expected = [source.x - canvas.x + 100 * scale, source.y - canvas.y + 100 * scale, 500 * scale, 250 * scale];
      const found = [output.x - twin.x, output.y - twin.y, output.width, output.height];
      for (const [index, value] of expected.entries()) assert.ok(Math.abs(value - found[index]!) <= 1, `${index}`);
    };
    await linked();
    const { x, y, width, height } = await box('.twin');
    const before = (await box('.canvas > img')).width;
    await view.page.mouse.move(x + width / 3, y + height / 3);
    await view.page.mouse.wheel(0, -300);
    await view.settle();
    assert.ok((await box('.canvas > img')).width > before * 1.5);
    await linked();
    await press('-');
    await linked();
  });

  it('is seen alone at last, and then on the source again', async () => {
    for (let times = 0; times < 3; times++) await press('x');
    assert.equal(await text('.pane-tag >> visible=true'), 'Output');
    assert.equal((await box('.canvas > img')).width, 500);
    // Its pixels in the source are known all the same.
    assert.match(await text('.details'), /500 × 250 at \(100, 100\)/);
    await press('x');
    assert.equal(await text('.pane-tag >> visible=true'), 'Source');
  });

  it('says when the output has not the ratio of the crop', async () => {
    await view.showWithSource(plain(500, 300, blue), plain(1000, 500, red), { results, jobId: 'other' });
    assert.match(await text('.problems'), /ratio, 1\.667, is not that of the crop, 2\.000: 17 % off/);
  });

  it('is not stretched side by side where its ratio differs, and stands in the middle of its place', async () => {
    await view.showWithSource(plain(300, 300, blue), plain(1000, 500, red), { results, jobId: 'other' });
    await press('x');
    await press('x');
    const [canvas, twin] = [await box('.canvas'), await box('.twin')];
    const [source, output] = [await box('.canvas > img'), await box('.twin > img')];
    const scale = source.width / 1000;
    const expected = [source.x - canvas.x + 225 * scale, source.y - canvas.y + 100 * scale, 250 * scale, 250 * scale];
    const found = [output.x - twin.x, output.y - twin.y, output.width, output.height];
    for (const [index, value] of expected.entries()) assert.ok(Math.abs(value - found[index]!) <= 1, `${index}`);
  });

  it('says what became of a source that cannot be had, and shows the crop by itself', async () => {
    const stage = { kind: 'notice', reason: 'unreadable', detail: '' } as const;
    const source = { name: 'lost.png', stage };
    await view.send({
      type: 'show',
      state: stateOf({ results, reading: 'cropped', source, stage: pictureStage('output') }),
    });
    await view.settle();
    assert.match(await text('.details'), /lost\.png\. The file cannot be read\./);
    const live = view.page.locator('[aria-live]');
    assert.equal(await live.textContent(), 'Source image: The file cannot be read');
    assert.deepEqual(
      [await text('#sourceAction'), await view.page.locator('#chooseSource').count()],
      ['Choose Another…', 0],
    );
    assert.equal(await view.page.locator('#compare').getAttribute('aria-disabled'), 'true');
    assert.equal((await box('.canvas > img')).width, 500);
  });

  for (const [reason, label, message] of [
    ['timeout', 'Try Again', { type: 'retrySource' }],
    ['tooManyBytes', 'Load Anyway', { type: 'loadSourceAnyway' }],
    ['cutOff', 'Show Anyway', { type: 'loadSourceAnyway' }],
    ['forbidden', 'Choose Another…', { type: 'errand', errand: 'chooseSource' }],
    ['otherFormat', 'Choose Another…', { type: 'errand', errand: 'chooseSource' }],
    ['noRoom', 'Choose Another…', { type: 'errand', errand: 'chooseSource' }],
  ] as const)
    it(`has one action for a source that cannot be had: ${reason}`, async () => {
      const source = { name: 'far.png', stage: { kind: 'notice', reason, detail: 'HTTP 403' } as const };
      await view.show(stateOf({ results, reading: 'cropped', source, stage: pictureStage('output') }));
      assert.equal(await text('#sourceAction'), label);
      assert.doesNotMatch(await text('.details'), /new link/);
      await view.page.locator('#sourceAction').click();
      assert.deepEqual((await view.told()).at(-1), message);
      const loading = { name: 'far.png', stage: { kind: 'loading', what: 'picture' } as const };
      await view.show(stateOf({ results, reading: 'cropped', source: loading, stage: pictureStage('output') }));
      assert.equal(await view.page.evaluate(() => document.activeElement?.className), 'details');
    });

  it('tells the host of a source that cannot be decoded', async () => {
    const source = { name: 'bad.png', stage: pictureStage('bad') };
    await view.send({
      type: 'show',
      state: stateOf({ results, reading: 'cropped', source, stage: pictureStage('output') }),
    });
    await view.sendPicture('bad', plain(10, 10, red).subarray(0, 30));
    await view.page.waitForTimeout(100);
    assert.deepEqual((await view.told()).at(-1), { type: 'cannotDecode', key: 'bad' });
  });
});

describe('coordinates without a picture', function () {
  this.timeout(20_000);
  after(stopBrowser);

  it('offer to choose a source, and are drawn on it', async () => {
    const view = await ViewerPage.open();
    const stage = { kind: 'notice', reason: 'coordinatesOnly', detail: '' } as const;
    const alone = stateOf({ results: [{ hasImage: false, crop }], stage });
    await view.show(alone);
    await view.page.locator('#stageAction').click();
    assert.deepEqual((await view.told()).at(-1), { type: 'errand', errand: 'chooseSource' });
    const lost = { kind: 'notice', reason: 'tooManyBytes', detail: '50 MB' } as const;
    await view.show({ ...alone, source: { name: 'a.png', stage: lost } });
    assert.match(await view.page.locator('.stage').innerText(), /The picture is large/);
    await view.page.locator('#stageAction').click();
    assert.deepEqual((await view.told()).at(-1), { type: 'loadSourceAnyway' });
    await view.send({ type: 'show', state: { ...alone, source: { name: 'a.png', stage: pictureStage('s') } } });
    await view.sendPicture('s', testPicture(1000, 500));
    await view.page.waitForSelector('.canvas img');
    await view.settle();
    assert.equal(await view.page.locator('.stage').isVisible(), false);
    assert.match(await view.page.locator('.details').innerText(), /500 × 250 at \(100, 100\)/);
    assert.deepEqual(view.errors, []);
    await view.close();
  });
});
