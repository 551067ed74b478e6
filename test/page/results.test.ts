import assert from 'node:assert/strict';
import type { Stage, ViewerState } from '../../src/core/protocol';
import { testPicture } from './pictures';
import { pictureStage, stateOf, type ViewerPage } from './viewerPage';
import { usePage } from './usePage';

/** Two results whose crops are told apart by their words and their place. */
const two = [
  { hasImage: true, crop: { x: 0, y: 0, width: 0.5, height: 0.5 } },
  { hasImage: true, crop: { x: 0.5, y: 0.5, width: 0.25, height: 0.5 } },
];
const inPixels = { hasImage: true, crop: { x: 30, y: 20, width: 150, height: 100 } };

describe('one result after another', function () {
  this.timeout(20_000);
  let view: ViewerPage;
  usePage((opened) => void (view = opened));

  const text = (selector: string): Promise<string> => view.page.locator(selector).innerText();
  const said = (): Promise<string | null> => view.page.locator('.live').textContent();
  const pictures = (): Promise<number> => view.page.locator('.canvas img').count();

  for (const [name, stage] of [
    ['comes', { kind: 'loading', what: 'picture' }],
    ['is decoded', pictureStage('b')],
    ['is asked for by a new link', { kind: 'loading', what: 'newLink' }],
  ] as const)
    it(`draws and says no crop on the picture of another result while its own ${name}`, async () => {
      await view.show(stateOf({ results: two, stage: pictureStage('a') }), testPicture(400, 200));
      const first = await said();
      await view.show(stateOf({ results: two, resultIndex: 1, stage }));
      assert.equal(await pictures(), 0);
      assert.equal(await view.page.locator('.canvas.empty > .overlay').isVisible(), false);
      assert.doesNotMatch(await text('.details'), /100 × 100 at \(200, 100\)/);
      assert.doesNotMatch((await said()) ?? '', /Result 2/);
      await view.show(stateOf({ results: two, resultIndex: 1, stage: pictureStage('b') }), testPicture(400, 200));
      assert.match(await text('.details'), /100 × 100 at \(200, 100\)/);
      assert.deepEqual([first, await said()], ['Result 1 of 2, 2:1, 200 by 100', 'Result 2 of 2, 1:1, 100 by 100']);
    });

  it('stands where the one before stood, while it is still asked how the numbers are to be read', async () => {
    const unread = (resultIndex: number, stage: Stage): ViewerState => {
      const state: { -readonly [Name in keyof ViewerState]: ViewerState[Name] } = stateOf({
        results: two,
        resultIndex,
        stage,
      });
      delete state.reading;
      return state;
    };
    const png = testPicture(400, 2000);
    const box = () => view.page.locator('.canvas img').boundingBox();
    await view.show(unread(0, pictureStage('a')), png);
    const before = await box();
    assert.equal(await view.page.locator('.reading-bar').isVisible(), true);
    // The picture of the next is there already: the question goes and comes back within one frame.
    await view.sendPicture('b', png, 1);
    await view.page.waitForTimeout(300);
    await view.send({ type: 'show', state: unread(1, pictureStage('b')) });
    await view.page.waitForSelector('.canvas img', { timeout: 5000 });
    await view.settle();
    assert.deepEqual(await box(), before);
  });

  it('reads the numbers of one result as pixels, and not those of the next, nor of another job', async () => {
    const results = [inPixels, inPixels];
    const show = (change: object): Promise<void> =>
      view.show(stateOf({ results, stage: pictureStage('a'), ...change }), testPicture(300, 200));
    await show({});
    await view.page.locator('#asPixels').click();
    assert.equal(await text('#asPixels'), 'Read as Fractions');
    await show({ pinned: true });
    assert.match(await text('.details'), /150 × 100 at \(30, 20\)/);
    await show({ resultIndex: 1, stage: pictureStage('b') });
    assert.equal(await text('#asPixels'), 'Read as Pixels');
    await view.page.locator('#asPixels').click();
    assert.equal(await text('#asPixels'), 'Read as Fractions');
    await show({ resultIndex: 1, jobId: 'another', stage: pictureStage('c') });
    assert.equal(await text('#asPixels'), 'Read as Pixels');
  });

  it('goes from one to the next by brackets that take Option or AltGr, and does nothing else by these', async () => {
    const results = [two[0]!, two[1]!, two[0]!];
    await view.show(stateOf({ results, resultIndex: 1, stage: pictureStage() }), testPicture(400, 200));
    const press = (init: Readonly<Record<string, string | boolean>>): Promise<void> =>
      view.page.evaluate(
        (event) => void document.body.dispatchEvent(new KeyboardEvent('keydown', { ...event, bubbles: true })),
        init,
      );
    // A German keyboard: Option and 5 on a Mac, AltGr and 9 elsewhere.
    await press({ key: '[', code: 'Digit5', altKey: true });
    await press({ key: ']', code: 'Digit9', modifierAltGraph: true });
    await press({ key: 'g', altKey: true });
    await press({ key: ']', ctrlKey: true });
    await press({ key: ']', metaKey: true });
    const selected = (await view.told()).filter(({ type }) => type === 'select');
    assert.deepEqual(selected, [
      { type: 'select', resultIndex: 0 },
      { type: 'select', resultIndex: 2 },
    ]);
    assert.equal(await view.page.locator('#grid').getAttribute('aria-pressed'), 'false');
  });

  it('shows the pictures of a job that failed, and why it failed, as text, beside them and once for a voice', async () => {
    const failure = 'The mask is <b>empty</b>.\u202e';
    const state = stateOf({ status: 'failed', results: two, failure, stage: pictureStage('a') });
    await view.show(state, testPicture(400, 200));
    assert.equal(await pictures(), 1);
    assert.equal(await view.page.locator('.stage').isVisible(), false);
    const note = view.page.locator('.details [role="note"]');
    assert.equal(await note.innerText(), 'The job failed: The mask is <b>empty</b>.');
    assert.equal(await note.locator('b').count(), 0);
    assert.equal(await said(), 'Result 1 of 2, 2:1, 200 by 100, The job failed: The mask is <b>empty</b>.');
    await view.show(stateOf({ results: two, stage: pictureStage('a') }));
    assert.equal(await note.count(), 0);
  });

  it('says why a job failed beside a picture that cannot be had, too', async () => {
    const stage = { kind: 'notice', reason: 'gone', detail: 'HTTP 404' } as const;
    await view.show(stateOf({ status: 'failed', results: [{ hasImage: true }], failure: 'No mask.', stage }));
    assert.equal(await text('.details [role="note"]'), 'The job failed: No mask.');
    assert.match(await text('.stage'), /The picture is gone/);
  });
});
