import assert from 'node:assert/strict';
import { testPicture } from './pictures';
import { pictureStage, stateOf, type ViewerPage } from './viewerPage';
import { usePage } from './usePage';

const crop = { x: 0.1, y: 0.2, width: 0.6, height: 0.6 };
const many = Array.from({ length: 200 }, () => ({ hasImage: true, crop }));

describe('the filmstrip', function () {
  this.timeout(30_000);
  let view: ViewerPage;
  usePage((opened) => void (view = opened));

  const asked = async (): Promise<(readonly number[])[]> =>
    (await view.told()).flatMap((each) => (each.type === 'strip' ? [each.wanted] : []));
  const drawn = (): Promise<number[]> =>
    view.page
      .locator('.filmstrip button')
      .evaluateAll((all) => all.flatMap((each, index) => (each.querySelector('canvas') ? [index] : [])));

  /** Plays the host until nothing is asked for any more; of the result 5 there is no picture. */
  async function answerAll(): Promise<void> {
    const answered = new Set<number>();
    for (;;) {
      await view.page.waitForTimeout(60);
      const wanted = ((await asked()).at(-1) ?? []).filter((index) => !answered.has(index));
      if (wanted.length === 0) return;
      for (const resultIndex of wanted) {
        answered.add(resultIndex);
        const bytes = resultIndex === 5 ? new Uint8Array() : testPicture(320, 160);
        await view.send({ type: 'strip', resultIndex, mimeType: 'image/png', bytes });
      }
      await view.settle();
    }
  }

  it('fills what is in sight, and little more, a few at a time, whatever lies between the shown result and that', async () => {
    await view.show(stateOf({ results: many, stage: pictureStage() }), testPicture(320, 160));
    await answerAll();
    const first = await drawn();
    // The shown one came large; the one beside it comes so, too.
    assert.deepEqual(first.slice(0, 5), [0, 2, 3, 4, 6]);
    assert.ok(first.length > 6 && first.length < 14, String(first));
    assert.ok((await asked()).every((wanted) => wanted.length <= 3));
    const texts = await view.page.locator('.filmstrip button').allInnerTexts();
    // 0.6 of 320 × 160 each way.
    assert.deepEqual(
      texts.slice(0, 7).map((text) => text.trim()),
      ['1 2:1', '2', '3 2:1', '4 2:1', '5 2:1', '6', '7 2:1'],
    );
    await view.page.locator('.filmstrip').evaluate((strip) => (strip.scrollLeft = 1e6));
    await answerAll();
    const all = await drawn();
    assert.deepEqual([all.at(-1), all.includes(100), all.length < 30], [199, false, true]);
  });

  it('asks for no picture twice while the host tells the same again, and anew for a job that ran again', async () => {
    const state = stateOf({ results: many.slice(0, 6), stage: pictureStage('a') });
    await view.show(state, testPicture(320, 160));
    await answerAll();
    const before = (await asked()).length;
    await view.show({ ...state, pinned: true });
    await view.show({ ...state, resultIndex: 1, stage: pictureStage('b') }, testPicture(320, 160));
    assert.deepEqual([(await asked()).length, await drawn()], [before, [0, 1, 2, 3, 4]]);
    await view.show({ ...state, results: [], stage: { kind: 'loading', what: 'status' } });
    await view.show({ ...state, stage: { kind: 'loading', what: 'picture' } });
    await view.page.waitForTimeout(60);
    assert.deepEqual([await drawn(), (await asked()).at(-1)], [[], [2, 3, 4]]);
  });

  it('draws the whole picture once the user says that it is the finished crop', async () => {
    const state = stateOf({ results: many.slice(0, 4), stage: pictureStage('a') });
    await view.show(state, testPicture(320, 160));
    await answerAll();
    const before = (await asked()).flat().filter((index) => index === 2).length;
    await view.show({ ...state, reading: 'cropped' });
    await answerAll();
    assert.equal((await asked()).flat().filter((index) => index === 2).length, before + 1);
    assert.deepEqual(await drawn(), [0, 2, 3]);
  });
});
