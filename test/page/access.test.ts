import axe, { type AxeResults } from 'axe-core';
import assert from 'node:assert/strict';
import { noticeReasons, type Stage, type ViewerState } from '../../src/core/protocol';
import { testPicture } from './pictures';
import { themes, type Theme } from './themes';
import { pictureStage, stateOf, stopBrowser, unaskedState, ViewerPage } from './viewerPage';

const several = [
  { hasImage: true, crop: { x: 0.1, y: 0.2, width: 0.4, height: 0.4 } },
  { hasImage: true, crop: { x: 120, y: 80, width: 300, height: 200 } },
];

/** Pages that look different; every other is one of these with other words. */
const scenes: Readonly<Record<string, ViewerState>> = {
  'a picture': stateOf({ stage: pictureStage(), results: several }),
  'a picture with a question and a fault': unaskedState({ stage: pictureStage(), results: several, resultIndex: 1 }),
  'a finished crop': stateOf({ stage: pictureStage(), reading: 'cropped' }),
  'a failed job with a picture': stateOf({ stage: pictureStage(), status: 'failed', failure: 'No mask.' }),
  loading: stateOf({ stage: { kind: 'loading', what: 'picture' } }),
  'a notice': stateOf({ stage: { kind: 'notice', reason: 'failed', detail: 'The mask has no transparency.' } }),
};

describe('the page for everyone', function () {
  // Each look of axe costs a second or two on a machine that is busy.
  this.timeout(90_000);
  after(stopBrowser);

  for (const theme of Object.values<Theme>(themes))
    it(`has nothing that axe finds, in the theme ${theme.name}`, async () => {
      const view = await ViewerPage.open({ theme });
      const found: string[] = [];
      for (const [name, state] of Object.entries(scenes)) {
        await view.show({ ...state, jobId: name }, testPicture(320, 200));
        found.push(...(await violations(view)).map((violation) => `${name}: ${violation}`));
      }
      await view.show({ ...scenes['a picture']!, jobId: 'all' }, testPicture(320, 200));
      for (const [name, key] of Object.entries({ 'all results': 'a', 'copy menu': 'c' })) {
        await view.page.keyboard.press(key);
        found.push(...(await violations(view)).map((violation) => `${name}: ${violation}`));
      }
      await view.page.keyboard.press('Escape');
      await view.page.locator('#more').click();
      found.push(...(await violations(view)).map((violation) => `more menu: ${violation}`));
      await view.page.keyboard.press('Escape');
      await view.showWithSource(testPicture(160, 90), testPicture(320, 200), { jobId: 'compared', results: several });
      for (const name of ['source', 'wipe', 'side', 'output']) {
        found.push(...(await violations(view)).map((violation) => `${name}: ${violation}`));
        await view.page.keyboard.press('x');
        await view.settle();
      }
      await view.page.keyboard.press('?');
      found.push(...(await violations(view)).map((violation) => `keys: ${violation}`));
      assert.deepEqual({ found, errors: view.errors }, { found: [], errors: [] });
      await view.close();
    });

  for (const [theme, isContrast] of [
    [themes.dark, false],
    [themes.light, false],
    [themes.contrastDark, true],
    [themes.contrastLight, true],
  ] as const)
    it(`${isContrast ? 'hatches' : 'shades'} what is outside of the crop, in the theme ${theme.name}`, async () => {
      const view = await ViewerPage.open({ theme });
      await view.show(scenes['a picture']!, testPicture(320, 200));
      const seen = ['.shade', '.hatch'].map((part) => view.page.locator(`.canvas > .overlay ${part}`).isVisible());
      assert.deepEqual(await Promise.all(seen), [!isContrast, isContrast]);
      await view.close();
    });

  it('says every notice with a title and exactly one action', async () => {
    const view = await ViewerPage.open();
    const seen = new Set<string>();
    for (const reason of noticeReasons) {
      await view.show(stateOf({ stage: { kind: 'notice', reason, detail: 'detail' } satisfies Stage }));
      assert.equal(await view.page.locator('.stage button').count(), 1, reason);
      seen.add((await view.page.locator('.stage').innerText()) || reason);
    }
    assert.equal(seen.size, noticeReasons.length);
    assert.deepEqual(await violations(view), []);
    await view.close();
  });

  for (const [width, height] of [
    [320, 256],
    [620, 300],
    [900, 220],
    [300, 700],
  ] as const)
    it(`shows the button of a state without a scroll in a panel of ${width} × ${height}`, async () => {
      const view = await ViewerPage.open({ width, height });
      const detail = 'The server of the pictures says that it cannot be had just now. '.repeat(6);
      await view.show(stateOf({ results: [], stage: { kind: 'notice', reason: 'server', detail } }));
      const { y, height: high } = (await view.page.locator('#stageAction').boundingBox())!;
      assert.ok(y >= 0 && y + high <= height, `${y} to ${y + high}`);
      assert.match(await view.page.locator('.stage p').innerText(), /cannot be had/);
      await view.close();
    });

  it('has no empty band where there is nothing to tell, and the details where there is', async () => {
    const view = await ViewerPage.open();
    await view.show(stateOf({ results: [], stage: { kind: 'loading', what: 'status' } }));
    const isShown = (): Promise<boolean> => view.page.locator('.details').isVisible();
    const before = await isShown();
    await view.show(stateOf({ stage: pictureStage() }), testPicture(320, 200));
    assert.deepEqual([before, await isShown()], [false, true]);
    await view.close();
  });

  for (const [width, height] of [
    [300, 700],
    [320, 256],
    [1400, 700],
  ] as const)
    it(`fits a panel of ${width} × ${height}, which may be a large one at 400 %`, async () => {
      const view = await ViewerPage.open({ width, height });
      await view.show(scenes['a picture with a question and a fault']!, testPicture(320, 200));
      const found = await view.page.evaluate(() => {
        const targets = [...document.querySelectorAll<HTMLElement>('button, input, select')];
        const boxes = targets
          .filter((target) => target.checkVisibility())
          .map((target) => target.getBoundingClientRect());
        return {
          sideways: document.documentElement.scrollWidth > innerWidth,
          small: boxes.filter((box) => box.width < 24 || box.height < 24).length,
          cutOff: boxes.filter((box) => box.right > innerWidth + 1 || box.left < 0).length,
        };
      });
      assert.deepEqual(found, { sideways: false, small: 0, cutOff: 0 });
      assert.ok((await view.canvasBox()).height >= 100);
      await view.close();
    });
});

async function violations({ page }: ViewerPage): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const results = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id} ${html.slice(0, 120)}`));
}
