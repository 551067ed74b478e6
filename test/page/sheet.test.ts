import axe, { type AxeResults } from 'axe-core';
import assert from 'node:assert/strict';
import { testPicture } from './pictures';
import { SheetHost } from './sheetHost';
import { cellOf, SheetBench, sheetOf, type SheetView } from './sheetPage';
import { themes, type Theme } from './themes';

const many = Array.from({ length: 500 }, (_, index) => cellOf(index));

/** One cell of each kind, and one with a doubtful crop. */
const mixed = [
  cellOf(0, { kind: 'failed', status: 'failed', message: 'The mask has no transparency.', resultIndex: undefined! }),
  cellOf(1, { kind: 'running', status: 'processing', resultIndex: undefined! }),
  cellOf(2, { problems: ['beyond'], crop: { x: 0.5, y: 0.2, width: 0.7, height: 0.4 } }),
  cellOf(3),
  cellOf(4, { kind: 'waiting', resultIndex: undefined! }),
  cellOf(5, { kind: 'noPicture' }),
  cellOf(6, { kind: 'unread', message: 'The server is busy.', resultIndex: undefined! }),
  cellOf(7, { problems: ['oddRatio'] }),
  cellOf(8, { kind: 'noResults', resultIndex: undefined! }),
].map((cell) => JSON.parse(JSON.stringify(cell)) as typeof cell);

describe('the contact sheet’s page', function () {
  this.timeout(30_000);
  const bench = new SheetBench();
  let view: SheetView;
  after(() => bench.stop());
  beforeEach(async () => {
    view = await bench.open();
  });
  afterEach(async () => {
    assert.deepEqual(view.errors, []);
    await view.close();
  });
  const drawn = (): Promise<number> => view.page.locator('.cell').count();

  it('says ready first, and shows 500 results with only those in view in the document', async () => {
    assert.deepEqual(await view.told(), [{ type: 'ready' }]);
    await view.show(sheetOf(many));
    const { keys, wanted } = (await view.views()).at(-1)!;
    assert.deepEqual([keys.length === (await drawn()), keys.length < 40, wanted], [true, true, keys]);
    assert.equal(await view.page.locator('.grid').getAttribute('aria-rowcount'), '125');
  });

  it('scrolls to the end: other cells are in view, and those before are asked for no more', async () => {
    await view.show(sheetOf(many));
    await view.page.evaluate(() => document.querySelector('.scroller')!.scrollTo(0, 1e6));
    await view.settle();
    const { keys } = (await view.views()).at(-1)!;
    assert.deepEqual([keys.at(-1), keys.includes(many[0]!.key), (await drawn()) < 45], [many[499]!.key, false, true]);
  });

  it('draws the cells that come into sight and no others while 500 results scroll by', async () => {
    await view.show(sheetOf(many));
    const { most, all, seen } = await view.page.evaluate(async () => {
      const scroller = document.querySelector('.scroller')!;
      const cells = (): Element[] => [...scroller.querySelectorAll('.cell')];
      const added: number[] = [];
      for (let top = 0; top < 12_000; top += 300) {
        const before = new Set(cells());
        scroller.scrollTop = top;
        scroller.dispatchEvent(new Event('scroll'));
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        added.push(cells().filter((cell) => !before.has(cell)).length);
      }
      return { most: Math.max(...added), all: added.reduce((sum, count) => sum + count, 0), seen: cells().length };
    });
    assert.ok(most < seen / 2, `${most} of ${seen} cells were drawn for one step`);
    assert.ok(all > 150 && all <= 500, `${all} cells were drawn in all`);
  });

  it('fills each cell that is seen at rest while 500 scroll by, with at most six whole pictures under way', async function () {
    this.timeout(90_000);
    const host = new SheetHost(view, many, testPicture(700, 450));
    await host.connect();
    await countDecoded(view);
    await view.show(sheetOf(many));
    const places = [3000, 9000, 500];
    for (const rest of places) {
      await scrollTo(view, rest);
      await view.page.waitForFunction(everyCellHasItsPicture, undefined, { timeout: 25_000 });
    }
    const decoded = await view.page.evaluate(() => (globalThis as unknown as { mostDecoded: number }).mostDecoded);
    assert.ok(host.most <= 6 && host.most > 3 && decoded === 1, `${host.most} under way, ${decoded} decoded at once`);
    assert.ok(host.loaded > 60 && host.loaded < 400, `${host.loaded} loaded`);
  });

  it('moves by arrows, Home, End and pages, with one stop for the Tab key', async () => {
    await view.show(sheetOf(many));
    await view.page.locator('.cell[tabindex="0"]').focus();
    const after = async (key: string): Promise<number> => {
      await view.page.keyboard.press(key);
      await view.settle();
      return view.focused();
    };
    const seen: number[] = [];
    for (const key of ['ArrowRight', 'ArrowDown', 'End', 'Home', 'ArrowUp', 'Control+End', 'ArrowDown', 'PageUp'])
      seen.push(await after(key));
    const [page = 0] = seen.splice(-1);
    assert.deepEqual(seen, [1, 5, 7, 4, 0, 499, 499]);
    assert.ok(page < 499 && page % 4 === 3, String(page));
    assert.equal(await after('Control+Home'), 0);
    assert.equal(await view.page.locator('.cell[tabindex="0"]').count(), 1);
  });

  it('opens a result by Enter and by a click', async () => {
    await view.show(sheetOf(many));
    await view.page.locator('.cell').nth(3).click();
    await view.page.keyboard.press('ArrowLeft');
    await view.page.keyboard.press('Enter');
    const opened = (await view.told()).filter(({ type }) => type === 'open');
    assert.deepEqual(
      opened,
      [3, 2].map((index) => ({ type: 'open', key: many[index]!.key })),
    );
  });

  it('keeps the focus on its cell, and the place, when other cells come before it', async () => {
    await view.show(sheetOf(many.slice(10)));
    await view.page.locator('.cell[tabindex="0"]').focus();
    for (let press = 0; press < 8; press++) await view.page.keyboard.press('ArrowDown');
    await view.settle();
    const name = (): Promise<string | undefined> =>
      view.page.evaluate(() => document.activeElement?.querySelector('.job')?.textContent);
    const before = await name();
    await view.show(sheetOf(many));
    assert.deepEqual([before, await name()], ['job-0042', 'job-0042']);
    assert.equal(await view.page.evaluate(() => document.activeElement!.checkVisibility()), true);
  });

  it('makes a thumbnail of at most 320 px once, and gives it back as WebP', async () => {
    await view.show(sheetOf(many.slice(0, 2)));
    await view.sendPictures([many[0]!.key], testPicture(1600, 900), 'whole');
    await view.page.waitForSelector('.picture img');
    const made = (await view.told()).filter(({ type }) => type === 'thumbnail');
    assert.deepEqual(
      made.map((each) => 'key' in each && each.key),
      [many[0]!.key],
    );
    const head = await view.page.evaluate(() => {
      const { told } = globalThis as unknown as { told: { type: string; bytes: Uint8Array }[] };
      return String.fromCharCode(...told.find(({ type }) => type === 'thumbnail')!.bytes.slice(8, 12));
    });
    const size = await view.page.locator('.picture img').evaluate((image: HTMLImageElement) => image.naturalWidth);
    assert.deepEqual([head, size], ['WEBP', 320]);
    assert.deepEqual((await view.views()).at(-1)!.wanted, [many[1]!.key]);
  });

  it('frames the crop where it lies, and dims the rest', async () => {
    const white = testPicture(120, 80);
    await view.show(sheetOf([cellOf(0)]));
    await view.sendPictures([cellOf(0).key], white);
    await view.page.waitForSelector('.outline');
    const box = (await view.page.locator('.picture').boundingBox())!;
    const drawnShot = await view.shot();
    await view.page.evaluate(() => document.querySelector('.outline')!.remove());
    const bare = await view.shot();
    const at = (x: number, y: number): [number, number] => {
      const offset = ((Math.round(box.y) + y) * bare.width + Math.round(box.x) + x) * 4;
      return [drawnShot.data[offset]!, bare.data[offset]!];
    };
    assert.deepEqual([box.width, box.height], [120, 80]);
    // The crop is 30…90 by 20…60; around it stand three lines: dark, light, dark.
    const [inside, outside, light] = [at(60, 40), at(5, 5), at(60, 18)];
    assert.deepEqual([at(30, 20)[0] === at(30, 20)[1], at(89, 59)[0] === at(89, 59)[1]], [true, true]);
    assert.equal(inside[0], inside[1]);
    assert.ok(Math.abs(outside[0] - outside[1] / 2) <= 2, String(outside));
    assert.deepEqual([light[0], at(60, 19)[0], at(60, 17)[0]], [255, 0, 0]);
  });

  it('draws the frame of a crop at the edges of its picture within the picture', async () => {
    await view.show(sheetOf([cellOf(0, { crop: { x: 0, y: 0, width: 1, height: 0.5 } })]));
    await view.sendPictures([cellOf(0).key], testPicture(120, 80));
    await view.page.waitForSelector('.outline');
    const box = (await view.page.locator('.picture').boundingBox())!;
    const shot = await view.shot();
    const at = (x: number, y: number): number =>
      shot.data[((Math.round(box.y) + y) * shot.width + Math.round(box.x) + x) * 4]!;
    // Dark, light, dark: from the left, from the top, from the right, and below the crop.
    assert.deepEqual(
      [
        [at(0, 20), at(1, 20), at(2, 20)],
        [at(60, 0), at(60, 1), at(60, 2)],
        [at(119, 20), at(118, 20), at(117, 20)],
        [at(60, 40), at(60, 41), at(60, 42)],
      ],
      Array.from({ length: 4 }, () => [0, 255, 0]),
    );
  });

  it('tells ratios of sound crops only, exactly where they are', async () => {
    const sixteen = { x: 0.1, y: 0.1, width: 0.4, height: 0.4 };
    const cells = [
      cellOf(0, { crop: sixteen }),
      cellOf(1, { crop: { ...sixteen, height: 0.401 } }),
      cellOf(2, { crop: { ...sixteen, width: 4 }, problems: ['pixels'] }),
      cellOf(3, { crop: { ...sixteen, width: -0.4 }, problems: ['negative', 'empty'] }),
      cellOf(4, { crop: sixteen, problems: ['oddRatio'] }),
    ];
    await view.show(sheetOf(cells));
    const keys = cells.map(({ key }) => key);
    await view.sendPictures(keys.slice(1), testPicture(320, 180));
    await view.sendPictures(keys.slice(0, 1), testPicture(1600, 900), 'whole');
    await view.page.waitForFunction(() => document.querySelectorAll('.picture img').length === 5);
    await view.settle();
    const words = await view.page.locator('.cell .result').allInnerTexts();
    assert.deepEqual(
      words.map((text) => text.split(' · ').slice(1, -1)),
      [['16:9'], ['≈16:9'], [], [], ['16:9']],
    );
  });

  it('draws no outline on a finished crop', async () => {
    await view.show(sheetOf([cellOf(0, { reading: 'cropped' })]));
    await view.sendPictures([cellOf(0).key], testPicture(120, 80));
    await view.page.waitForSelector('.picture img');
    assert.equal(await view.page.locator('.outline').count(), 0);
  });

  it('says in words what is wrong with a crop, and why there is no picture', async () => {
    await view.show(sheetOf(mixed, { completed: 7, checked: 5 }));
    await view.sendRaw({ type: 'noPicture', key: mixed[3]!.key, text: 'The picture is gone.' });
    const text = (await view.page.locator('.cell').allInnerTexts()).map((cell) => cell.replace(/\s+/g, ' ').trim());
    const wanted = [
      /job-0000 failed The mask has no transparency/,
      /job-0001 running Not finished yet/,
      /job-0002 Result 1 · completed crop outside the image/,
      /The picture is gone/,
      /asking for results/,
      /Coordinates only/,
      /server is busy/,
      /unusual crop ratio/,
      /has no results/,
    ];
    for (const [index, expected] of wanted.entries()) assert.match(text[index] ?? '', expected);
    const heading = await view.page.locator('.heading').innerText();
    assert.match(heading.replace(/\s+/g, ' '), /crops checked 5\/7 · 2 need a look Check All Crops/);
    await view.page.locator('.heading button').click();
    assert.deepEqual((await view.told()).at(-1), { type: 'checkAll' });
  });

  it('tells of a picture that cannot be decoded, and asks again once its cell comes back', async () => {
    await view.show(sheetOf(many));
    await view.sendPictures([many[0]!.key], Buffer.from('no picture'), 'whole');
    await view.page.waitForFunction(() => document.body.innerText.includes('cannot be decoded'));
    assert.ok((await view.told()).some((each) => each.type === 'cannotDecode' && each.key === many[0]!.key));
    for (const top of [20_000, 0]) {
      await view.page.evaluate((to) => document.querySelector('.scroller')!.scrollTo(0, to), top);
      await view.settle();
    }
    assert.equal((await view.views()).at(-1)!.wanted[0], many[0]!.key);
    assert.equal(
      await view.page
        .locator('.cell')
        .first()
        .innerText()
        .then((text) => text.includes('decoded')),
      false,
    );
  });

  it('asks anew for pictures that are stale', async () => {
    await view.show(sheetOf(many.slice(0, 1)));
    await view.fill(testPicture(30, 20));
    await view.sendRaw({ type: 'stale', keys: [many[0]!.key] });
    assert.deepEqual(
      [(await view.views()).at(-1)!.wanted, await view.page.locator('.picture').count()],
      [[many[0]!.key], 0],
    );
  });

  it('comes back where it was after it was hidden', async () => {
    await view.close();
    const { target } = sheetOf(many);
    const place = { focused: many[300]!.key, top: 9000 };
    const keptNow = () => view.page.evaluate(() => (globalThis as unknown as { kept: unknown }).kept);
    view = await bench.open({ kept: { ...place, target } });
    await view.page.setViewportSize({ width: 700, height: 500 });
    await view.page.waitForTimeout(400);
    assert.deepEqual(await keptNow(), { ...place, target }, 'before it hears of the host');
    await view.show({ ...sheetOf([]), target: { ...target, profileId: 'other' } });
    assert.deepEqual(await keptNow(), { ...place, target: { ...target, profileId: 'other' } }, 'at once');
    await view.show(sheetOf(many));
    const top = await view.page.evaluate(() => document.querySelector('.scroller')!.scrollTop);
    const stop = await view.page.locator('.cell[tabindex="0"] .job').innerText();
    assert.deepEqual([top, stop], [9000, 'job-0300']);
    await view.page.waitForTimeout(400);
    assert.deepEqual(await keptNow(), { ...place, target });
  });

  it('ignores what is no message of the host, and runs no script of a server', async () => {
    const hostile = '<img src=x onerror="document.title=1">';
    await view.show(sheetOf([cellOf(0, { jobId: hostile, kind: 'failed', status: hostile, message: hostile })]));
    for (const message of [null, 7, 'show', { type: 'other' }, {}]) await view.sendRaw(message);
    const seen = await view.page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "ran"';
      document.body.append(script);
      return [document.title, document.querySelectorAll('.cell img').length];
    });
    assert.deepEqual(seen, ['Banner Jobs', 0]);
    const isBlocked = (text: string): boolean => text.includes('Content Security Policy');
    assert.equal(view.errors.filter(isBlocked).length, 1);
    (view.errors as string[]).splice(0);
  });

  for (const theme of Object.values<Theme>(themes))
    it(`has nothing that axe finds, in the theme ${theme.name}`, async () => {
      await view.close();
      view = await bench.open({ theme });
      await view.show(sheetOf(mixed, { completed: 7, checked: 5 }));
      await view.fill(testPicture(320, 200));
      assert.deepEqual(await violations(view), []);
      await view.show(sheetOf([], { notice: 'There are no jobs under this label yet.' }));
      assert.deepEqual(await violations(view), []);
    });

  for (const [width, height] of [
    [300, 700],
    [320, 256],
  ] as const)
    it(`fits a panel of ${width} × ${height}, which may be a large one at 400 %`, async () => {
      await view.close();
      view = await bench.open({ width, height });
      await view.show(sheetOf(mixed, { completed: 7, checked: 5 }));
      const found = await view.page.evaluate(() => {
        const boxes = [...document.querySelectorAll('button, .cell')].map((each) => each.getBoundingClientRect());
        return {
          sideways: document.documentElement.scrollWidth > innerWidth,
          small: boxes.filter((box) => box.width < 24 || box.height < 24).length,
          cutOff: boxes.filter((box) => box.right > innerWidth + 1 || box.left < 0).length,
        };
      });
      assert.deepEqual(found, { sideways: false, small: 0, cutOff: 0 });
    });
});

/** Fast, as a thumb that is dragged: some twenty steps, and rest. */
async function scrollTo({ page }: SheetView, rest: number): Promise<void> {
  await page.evaluate(async (to) => {
    const scroller = document.querySelector('.scroller')!;
    const from = scroller.scrollTop;
    for (let step = 1; step <= 20; step++) {
      scroller.scrollTop = from + ((to - from) * step) / 20;
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  }, rest);
}

function everyCellHasItsPicture(): boolean {
  const { top, bottom } = document.querySelector('.scroller')!.getBoundingClientRect();
  const seen = [...document.querySelectorAll('.cell')].filter((cell) => {
    const box = cell.getBoundingClientRect();
    return box.bottom > top && box.top < bottom;
  });
  return seen.length > 8 && seen.every((cell) => cell.querySelector<HTMLImageElement>('.picture img')?.naturalWidth);
}

/** Counts how many pictures larger than a thumbnail are decoded at a time. */
async function countDecoded({ page }: SheetView): Promise<void> {
  await page.evaluate(() => {
    const world = globalThis as unknown as { mostDecoded: number };
    world.mostDecoded = 0;
    let open = 0;
    const decode = createImageBitmap as (...given: unknown[]) => Promise<ImageBitmap>;
    Object.assign(globalThis, {
      createImageBitmap: async (...given: unknown[]) => {
        const bitmap = await decode(...given);
        if (bitmap.width <= 320) return bitmap;
        world.mostDecoded = Math.max(world.mostDecoded, ++open);
        const close = bitmap.close.bind(bitmap);
        bitmap.close = () => {
          open--;
          close();
        };
        return bitmap;
      },
    });
  });
}

async function violations({ page }: SheetView): Promise<string[]> {
  await page.evaluate(axe.source);
  const results = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id} ${html.slice(0, 120)}`));
}
