import assert from 'node:assert/strict';
import type { PageMessage, Stage } from '../../src/core/protocol';
import { toWire } from '../../src/core/protocolWire';
import { testPicture } from './pictures';
import { pictureStage, stateOf, unaskedState, ViewerPage } from './viewerPage';
import { usePage } from './usePage';

const crop = { x: 0.25, y: 0.25, width: 0.5, height: 0.5 };
const five = Array.from({ length: 5 }, () => ({ hasImage: true, crop }));

describe('the viewer’s page', function () {
  this.timeout(20_000);
  let view: ViewerPage;
  usePage((opened) => void (view = opened));

  const percent = (): Promise<string> => view.page.locator('#zoomPercent').inputValue();
  const text = (selector: string): Promise<string> => view.page.locator(selector).innerText();
  const pressed = (id: string): Promise<string | null> => view.page.locator(`#${id}`).getAttribute('aria-pressed');

  it('says ready first, and draws nothing before it is told', async () => {
    assert.deepEqual(await view.told(), [{ type: 'ready' }]);
    assert.equal(await view.page.locator('.canvas img').count(), 0);
  });

  it('shows pixels, fractions as received, share and ratio', async () => {
    const results = [{ hasImage: true, crop: { x: 0.1, y: 0.2, width: 0.4, height: 0.4 } }];
    await view.show(stateOf({ results, stage: pictureStage() }), testPicture(2000, 1500));
    const lines = (await text('.details dl')).split('\n').map((line) => line.replace(/\s+/g, ' '));
    assert.deepEqual(lines.filter((line) => /\d/.test(line)).slice(0, 7), [
      '800 × 600 at (200, 300)',
      '0.1',
      '0.2',
      '0.4',
      '0.4',
      '16 %',
      '4:3 (1.333)',
    ]);
  });

  it('answers every key of the list, and none with Ctrl', async () => {
    await view.show(stateOf({ results: five, resultIndex: 2, stage: pictureStage() }), testPicture(1280, 720));
    const { keyboard } = view.page;
    const after = async (key: string): Promise<string> => {
      await keyboard.press(key);
      await view.settle();
      return percent();
    };
    const fitted = await percent();
    const seen = [await after('1'), await after('+'), await after('-'), await after('2'), await after('0')];
    assert.deepEqual(
      seen.map((each, index) => (index === 3 ? Number.parseFloat(each) > 50 : each)),
      ['100 %', '125 %', '100 %', true, fitted],
    );
    assert.equal(await after('Control+1'), fitted);
    await keyboard.press('[');
    await keyboard.press(']');
    const selected = (await view.told()).filter(({ type }) => type === 'select');
    assert.deepEqual(selected, [
      { type: 'select', resultIndex: 1 },
      { type: 'select', resultIndex: 3 },
    ]);
    for (const key of ['d', 'g', 'b']) await keyboard.press(key);
    const toggled = [
      await pressed('dim'),
      await pressed('outline'),
      await pressed('grid'),
      await pressed('checkerboard'),
    ];
    assert.deepEqual(toggled, ['false', 'true', 'true', 'false']);
  });

  it('pans with the arrows where the picture has the focus, and keeps part of it in view', async () => {
    await view.show(stateOf({ stage: pictureStage() }), testPicture(300, 200));
    await view.page.locator('.canvas').focus();
    const left = async (): Promise<number> => (await view.page.locator('.canvas img').boundingBox())!.x;
    const before = await left();
    await view.page.keyboard.press('ArrowRight');
    await view.settle();
    assert.equal(await left(), before - 40);
    for (let times = 0; times < 20; times++) await view.page.keyboard.press('Shift+ArrowRight');
    await view.settle();
    const { x } = await view.canvasBox();
    assert.ok((await left()) + 300 >= x + 15);
  });

  it('has one stop for the toolbar, and moves in it by arrows', async () => {
    await view.show(stateOf({ results: five, stage: pictureStage() }), testPicture(300, 200));
    const stops = (): Promise<number> =>
      view.page
        .locator('.toolbar :is(button, input)')
        .evaluateAll(
          (all) => all.filter((each) => each.checkVisibility() && (each as HTMLElement).tabIndex >= 0).length,
        );
    // Before anything has the focus, too: who comes from behind would else go through all of them.
    assert.equal(await stops(), 1);
    await view.page.keyboard.press('Tab');
    const focused = (): Promise<string | undefined> => view.page.evaluate(() => document.activeElement?.id);
    const first = await focused();
    await view.page.keyboard.press('ArrowRight');
    const second = await focused();
    await view.page.keyboard.press('End');
    assert.deepEqual([first, second, await focused(), await stops()], ['previous', 'next', 'keys', 1]);
    await view.page.keyboard.press('Enter');
    assert.equal(await view.page.locator('dialog.keys').isVisible(), true);
    await view.page.keyboard.press('Escape');
    assert.equal(await focused(), 'keys');
  });

  it('takes a typed percentage, and no key meanwhile', async () => {
    await view.show(stateOf({ stage: pictureStage() }), testPicture(300, 200));
    await view.page.locator('#zoomPercent').click();
    await view.page.keyboard.type('250');
    await view.page.keyboard.press('Enter');
    await view.settle();
    assert.equal(await percent(), '250 %');
    await view.page.keyboard.type('nonsense');
    await view.page.keyboard.press('Enter');
    assert.equal(await percent(), '250 %');
  });

  it('toggles fit and 100 % by a double click, and zooms at the cursor by the wheel', async () => {
    await view.show(stateOf({ stage: pictureStage() }), testPicture(1280, 720));
    const fitted = await percent();
    await view.page.mouse.dblclick(300, 300);
    await view.settle();
    assert.equal(await percent(), '100 %');
    await view.page.mouse.dblclick(300, 300);
    await view.settle();
    assert.equal(await percent(), fitted);
    await view.page.mouse.wheel(0, -100);
    await view.settle();
    assert.ok(Number.parseFloat(await percent()) > Number.parseFloat(fitted));
  });

  it('asks once what the picture shows, and says why a finished crop has no pixels', async () => {
    const unasked = unaskedState({ stage: pictureStage() });
    await view.show(unasked, testPicture(300, 200));
    assert.match(await text('.reading-bar'), /whole source or the finished crop/);
    await view.page.locator('.reading-bar select').selectOption('label');
    await view.page.locator('#reading-cropped').click();
    assert.deepEqual((await view.told()).at(-1), { type: 'chooseReading', reading: 'cropped', scope: 'label' });
    await view.show({ ...unasked, reading: 'cropped' });
    assert.equal(await view.page.locator('.reading-bar').isVisible(), false);
    assert.match(await text('.details'), /need the source picture/);
    assert.equal(await view.page.locator('.schematic').count(), 1);
    assert.equal(await view.page.locator('#dim').getAttribute('aria-disabled'), 'true');
    assert.equal(await view.page.locator('.overlay').getAttribute('data-mode'), 'outline');
  });

  it('offers to read large numbers as pixels', async () => {
    const results = [{ hasImage: true, crop: { x: 30, y: 20, width: 150, height: 100 } }];
    await view.show(stateOf({ results, stage: pictureStage() }), testPicture(300, 200));
    assert.match(await text('.problems'), /look like pixels/);
    await view.page.locator('#asPixels').click();
    assert.match(await text('.details'), /150 × 100 at \(30, 20\)/);
  });

  it('says what is wrong with a crop, with its raw numbers, while the details are off, and nothing else', async () => {
    const results = [{ hasImage: true, crop: { x: -0.25, y: 0.1, width: 0.5, height: 1.2 } }];
    await view.show(stateOf({ results, stage: pictureStage() }), testPicture(300, 200));
    await view.page.locator('#details').click();
    await view.settle();
    const said = (await text('.details')).replace(/\s+/g, ' ');
    assert.match(said, /^The crop starts outside.*Fractions as received x -0\.25 y 0\.1 width 0\.5 height 1\.2$/);
    assert.equal(await pressed('details'), 'false');
    await view.show(stateOf({ jobId: 'sound', results: five, stage: pictureStage('q') }), testPicture(300, 200));
    assert.equal(await view.page.locator('.details').isVisible(), false);
    const failed = { jobId: 'failed', status: 'failed', failure: 'No mask.', results: five };
    await view.show(stateOf({ ...failed, stage: pictureStage('r') }), testPicture(300, 200));
    assert.equal(await text('.details'), 'The job failed: No mask.');
  });

  it('keeps ids and the view for a restart, and takes them up again', async () => {
    await view.show(stateOf({ results: five, resultIndex: 1, stage: pictureStage() }), testPicture(1280, 720));
    await view.page.keyboard.press('1');
    await view.page.keyboard.press('g');
    const kept = await view.kept();
    assert.deepEqual(kept, {
      profileId: 'Sample jobs',
      jobId: 'job-0042',
      label: 'car-model-lot-1',
      resultIndex: 1,
      view: { mode: 'actual' },
      toggles: { overlay: 'dim', compare: 'source', all: false, grid: true, checkerboard: true, details: true },
      pinned: false,
    });
    const again = await ViewerPage.open({ kept });
    await again.show(stateOf({ results: five, resultIndex: 1, stage: pictureStage() }), testPicture(1280, 720));
    assert.equal(await again.page.locator('#actual').getAttribute('aria-pressed'), 'true');
    assert.equal(await again.page.locator('#grid').getAttribute('aria-pressed'), 'true');
    await again.close();
  });

  it('speaks of the result, and of a link that was renewed', async () => {
    const stage = { kind: 'picture', key: 'p', renewed: true } as const;
    await view.show(stateOf({ results: five, resultIndex: 1, stage }), testPicture(1280, 720));
    const live = await view.page.locator('[aria-live]').textContent();
    assert.equal(live, 'Result 2 of 5, 16:9, 640 by 360, The link had expired and was renewed.');
    const alt = await view.page.locator('.canvas img').getAttribute('alt');
    assert.equal(alt, 'Result 2, a picture of 1280 by 720 pixels. The crop is 640 × 360 at (320, 180) pixels.');
  });

  it('fault 50: shows every server string as text', async () => {
    const evil = '<img src=x onerror=alert(1)>\u202e$(sync~spin)';
    await view.show(stateOf({ jobId: evil, label: evil, stage: { kind: 'notice', reason: 'failed', detail: evil } }));
    assert.equal(await view.page.locator('h1').innerText(), '<img src=x onerror=alert(1)> $(sync~spin)');
    assert.equal(await view.page.locator('img').count(), 0);
  });

  it('says in its heading whose job it shows while the window uses another profile, and no longer', async () => {
    const stage: Stage = { kind: 'notice', reason: 'noResults', detail: '' };
    await view.show(stateOf({ stage, elsewhere: true }));
    const words = view.page.locator('.heading .elsewhere');
    const said = 'This job belongs to the profile Sample jobs, which this window does not use now.';
    assert.equal(await words.innerText(), said);
    await view.show(stateOf({ stage }));
    assert.equal(await words.count(), 0);
  });

  it('drops a picture whose decoding ends after another job was shown', async () => {
    const show = (jobId: string): unknown =>
      toWire({ type: 'show', state: stateOf({ jobId, stage: pictureStage(jobId) }) });
    const png = testPicture(1500, 1500).toString('base64');
    await view.page.evaluate(
      ([first, second, base64]) => {
        const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
        const picture = { type: 'picture', key: 'a', resultIndex: 0, mimeType: 'image/png', bytes };
        for (const message of [JSON.parse(first), picture, JSON.parse(second)]) window.postMessage(message);
      },
      [JSON.stringify(show('a')), JSON.stringify(show('b')), png] as const,
    );
    await view.page.waitForTimeout(500);
    assert.equal(await view.page.locator('h1').innerText(), 'b');
    assert.equal(await view.page.locator('.canvas img').count(), 0);
    assert.deepEqual((await view.told()).slice(1), [{ type: 'dropped', key: 'a' }]);
  });

  it('drops a picture that came too late, and tells the host of one that cannot be decoded', async () => {
    await view.send({ type: 'show', state: stateOf({ jobId: 'a', stage: pictureStage('a') }) });
    await view.send({ type: 'show', state: stateOf({ jobId: 'b', stage: pictureStage('b') }) });
    const png = testPicture(30, 20);
    await view.send({ type: 'picture', key: 'a', resultIndex: 0, mimeType: 'image/png', bytes: png });
    await view.page.waitForTimeout(100);
    assert.equal(await view.page.locator('.canvas img').count(), 0);
    const bytes = png.subarray(0, 20);
    await view.send({ type: 'picture', key: 'b', resultIndex: 0, mimeType: 'image/png', bytes });
    await view.page.waitForTimeout(100);
    assert.deepEqual((await view.told()).at(-1), { type: 'cannotDecode', key: 'b' });
  });

  it('says that a picture stands, and that it does not hold one that was posted before it could listen', async () => {
    const told = async (): Promise<PageMessage[]> => (await view.told()).slice(1);
    const state = stateOf({ stage: pictureStage('a') });
    await view.send({ type: 'show', state, given: 'a' });
    await view.settle();
    assert.deepEqual(await told(), [{ type: 'dropped', key: 'a' }]);
    await view.sendPicture('a', testPicture(30, 20), 0);
    await view.page.waitForSelector('.canvas img');
    await view.settle();
    assert.deepEqual((await told()).slice(1), [{ type: 'shown', key: 'a' }]);
    await view.send({ type: 'show', state, given: 'a' });
    await view.settle();
    assert.deepEqual((await told()).slice(2), [{ type: 'shown', key: 'a' }]);
  });

  it('shows a picture that came before it could listen to the state', async () => {
    await view.sendPicture('a', testPicture(30, 20), 0);
    await view.settle();
    await view.send({ type: 'show', state: stateOf({ stage: pictureStage('a') }), given: 'a' });
    await view.page.waitForSelector('.canvas img', { timeout: 5000 });
    assert.equal(await view.page.locator('h1').innerText(), 'job-0042');
  });

  it('fault 73: counts messages that it does not know', async () => {
    await view.sendRaw({ type: 'later', of: 'another version' });
    await view.sendRaw('noise');
    await view.settle();
    assert.deepEqual((await view.told()).slice(1), [
      { type: 'ignored', count: 1 },
      { type: 'ignored', count: 2 },
    ]);
  });
});
