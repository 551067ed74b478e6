import assert from 'node:assert/strict';
import { testPicture } from './pictures';
import { pictureStage, stateOf, type ViewerPage } from './viewerPage';
import { usePage } from './usePage';

describe('wheel, drag and motion in the viewer', function () {
  this.timeout(20_000);
  let view: ViewerPage;
  usePage((opened) => void (view = opened));
  const percent = async (): Promise<number> => Number.parseFloat(await view.page.locator('#zoomPercent').inputValue());
  const wheel = async (deltaY: number, deltaMode: number): Promise<number> => {
    await view.page.keyboard.press('1');
    await view.settle();
    const init = { deltaY, deltaMode, clientX: 300, clientY: 300, cancelable: true };
    await view.page.evaluate(
      (event) => document.querySelector('.canvas')!.dispatchEvent(new WheelEvent('wheel', event)),
      init,
    );
    await view.settle();
    return percent();
  };

  it('zooms as far by lines and pages of a wheel as by the pixels that they are', async () => {
    await view.show(stateOf({ stage: pictureStage() }), testPicture(1280, 720));
    const [pixels, lines] = [await wheel(-48, 0), await wheel(-3, 1)];
    const [large, page] = [await wheel(-300, 0), await wheel(-1, 2)];
    assert.deepEqual([lines, page], [pixels, large]);
    assert.ok(pixels > 105 && large > pixels, `${pixels} and ${large}`);
  });

  it('goes on dragging where the pointer has left the picture, and ends with the button', async () => {
    await view.show(stateOf({ stage: pictureStage() }), testPicture(400, 300));
    const box = await view.canvasBox();
    const at = async (): Promise<number> => (await view.page.locator('.canvas img').boundingBox())!.y;
    const before = await at();
    const { mouse } = view.page;
    await mouse.move(box.x + 200, box.y + 40);
    await mouse.down();
    await mouse.move(box.x + 200, box.y + 20);
    // Over the toolbar.
    await mouse.move(box.x + 200, box.y - 30);
    await view.settle();
    const dragged = await at();
    await mouse.up();
    await mouse.move(box.x + 200, box.y + 200);
    await view.settle();
    assert.deepEqual([dragged, await at()], [before - 70, before - 70]);
  });

  it('says a result once, however often the host tells the same', async () => {
    await view.page.evaluate(() => {
      const said: (string | null)[] = [];
      Object.assign(globalThis, { said });
      const live = document.querySelector('[aria-live]')!;
      new MutationObserver(() => said.push(live.textContent)).observe(live, { childList: true });
    });
    const state = stateOf({ stage: pictureStage() });
    await view.show(state, testPicture(400, 300));
    await view.show(state);
    await view.show({ ...state, pinned: true });
    await view.page.waitForTimeout(600);
    const said = await view.page.evaluate(() => (globalThis as unknown as { said: string[] }).said);
    const result = 'Result 1 of 1, 4:3, 200 by 150';
    assert.deepEqual(
      said.filter((text) => text.startsWith('Result')),
      [result],
    );
  });

  it('stands still for who wants less motion, by the system or by VS Code', async () => {
    await view.show(stateOf({ stage: { kind: 'loading', what: 'picture' } }));
    const motion = (): Promise<string> =>
      view.page.evaluate(() => getComputedStyle(document.querySelector('.progress')!, '::before').animationName);
    const seen = [await motion()];
    await view.page.emulateMedia({ reducedMotion: 'reduce' });
    seen.push(await motion());
    await view.page.emulateMedia({ reducedMotion: 'no-preference' });
    await view.page.evaluate(() => document.body.classList.add('vscode-reduce-motion'));
    seen.push(await motion());
    assert.deepEqual(seen, ['slide', 'none', 'none']);
  });
});
