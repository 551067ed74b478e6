import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { cropFormats } from '../../src/core/crop/cropFormats';
import { noticeReasons, type ViewerState } from '../../src/core/protocol';
import { unmarked } from '../locale/unmarked';
import { testPicture } from './pictures';
import { cellOf, SheetBench, sheetOf } from './sheetPage';
import { pictureStage, stateOf, stopBrowser, unaskedState, ViewerPage } from './viewerPage';

/** The same in every language: what a server or a user wrote, the API's own names, those of formats and tools, units. */
const data = [
  ...['job-0042', 'car-model-lot-1', 'Sample jobs', 'source.png', 'détail', 'lost.jpg', 'width', 'height', 'PNG', 'kB'],
  ...['CSS object-view-box', 'CSS clip-path', 'ImageMagick', 'ffmpeg', 'sharp', 'Pillow', 'px', 'MB', 'MP'],
  ...['HOME', 'END'],
];

/** Everything that is read on a page or by a screen reader: texts, and the attributes that hold some. */
function readPage(): string[] {
  const names = [
    'aria-label',
    'title',
    'alt',
    'placeholder',
    'aria-valuetext',
    'aria-description',
    'aria-roledescription',
  ];
  const texts: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Element) texts.push(...names.map((name) => node.getAttribute(name) ?? ''));
    else if (!node.parentElement?.closest('script, style, code, .code')) texts.push(node.textContent ?? '');
  }
  return texts.filter((text) => text.trim() !== '');
}

/** Collects what pages say, and tells what of it passed no bundle. */
class Reader {
  private readonly texts = new Set<string>();

  async read(page: Page): Promise<void> {
    for (const text of await page.evaluate(readPage)) this.texts.add(text);
  }

  /** Single keys and numbers are no words. @param fewest so many texts were read, or the page was not there */
  check(fewest: number): void {
    const marked = [...this.texts].filter((text) => text.includes('⟦'));
    assert.ok(marked.length > fewest, `${marked.length} texts`);
    const left = [...this.texts].map((text) => `${text} → ${unmarked(text, data)}`);
    assert.deepEqual(
      left.filter((line) => !line.endsWith('→ ')),
      [],
    );
  }
}

const several = [
  { hasImage: true, crop: { x: 0.1, y: 0.2, width: 0.4, height: 0.4 } },
  { hasImage: true, crop: { x: 120, y: 80, width: 300, height: 200 } },
  { hasImage: false, crop: { x: 0.9, y: 0.9, width: 0.4, height: 0 } },
  { hasImage: false },
];

/** Pictures, and what there is in their place. */
const scenes: readonly ViewerState[] = [
  ...several.map((_, resultIndex) => stateOf({ stage: pictureStage(), results: several, resultIndex })),
  ...several.map((_, resultIndex) => unaskedState({ stage: pictureStage(), results: several, resultIndex })),
  stateOf({ stage: pictureStage(), reading: 'cropped', elsewhere: true }),
  stateOf({ stage: { kind: 'picture', key: 'p', renewed: true }, status: 'failed', failure: 'détail' }),
  ...(['status', 'picture', 'newLink'] as const).map((what) => stateOf({ stage: { kind: 'loading', what } })),
  ...['', 'pending', 'processing', 'failed'].map((status) => stateOf({ stage: pictureStage(), status })),
  ...noticeReasons.flatMap((reason) => [
    stateOf({ stage: { kind: 'notice', reason, detail: 'détail' } }),
    stateOf({
      ...{ stage: pictureStage(), reading: 'cropped' as const },
      source: { name: 'lost.jpg', stage: { kind: 'notice', reason, detail: 'détail' } },
    }),
  ]),
  ...['', 'notHttps', 'tooManyRedirects'].map((detail) =>
    stateOf({ stage: { kind: 'notice', reason: 'refusedLink', detail } }),
  ),
  stateOf({ stage: { kind: 'notice', reason: 'tooManyPixels', detail: '' } }),
];

describe('in a language of its own, a page', function () {
  this.timeout(120_000);
  const bench = new SheetBench();
  after(async () => {
    await stopBrowser();
    await bench.stop();
  });

  it('of a viewer has no word that was not translated, whatever it shows', async () => {
    const view = await ViewerPage.open({ isMarked: true });
    const reader = new Reader();
    for (const state of scenes) {
      await view.show(state, testPicture(320, 200));
      await reader.read(view.page);
    }
    await view.show(stateOf({ stage: pictureStage(), results: several }), testPicture(320, 200));
    for (const key of ['a', 'g', 'o', 'o', 'c', 'Escape', '?', 'Escape']) {
      await view.page.keyboard.press(key);
      await view.settle();
      await reader.read(view.page);
    }
    await view.page.locator('#more').click();
    await reader.read(view.page);
    await view.page.keyboard.press('Escape');
    await view.show(stateOf({ stage: pictureStage(), results: several, resultIndex: 3, pinned: true }));
    for (const id of ['copy', 'more']) {
      await view.page.locator(`#${id}`).click();
      await reader.read(view.page);
      await view.page.keyboard.press('Escape');
    }
    await view.showWithSource(testPicture(160, 90), testPicture(320, 200), { results: several });
    for (let mode = 0; mode < 4; mode++) {
      await reader.read(view.page);
      await view.page.keyboard.press('x');
      await view.settle();
    }
    reader.check(150 + cropFormats.length);
    assert.deepEqual(view.errors, []);
    await view.close();
  });

  it('of a contact sheet has none either', async () => {
    const view = await bench.open({ isMarked: true });
    const reader = new Reader();
    const kinds = ['picture', 'noPicture', 'noResults', 'waiting', 'unread', 'failed', 'running'] as const;
    const problems = ['beyond', 'empty', 'pixels', 'oddRatio'] as const;
    const cells = [
      ...kinds.map((kind) => ({ kind, status: 'processing' })),
      ...kinds.map((kind) => ({ kind, message: 'détail', status: 'failed' })),
      ...problems.map((problem) => ({ problems: [problem], status: 'pending' })),
    ].map((change, index) => ({ ...cellOf(index, change as never), jobId: 'job-0042' }));
    for (const state of [sheetOf(cells, { checked: 3 }), sheetOf(cells.slice(0, 15), { label: '' }), sheetOf([])]) {
      await view.show(state);
      await reader.read(view.page);
    }
    reader.check(15);
    assert.deepEqual(view.errors, []);
    await view.close();
  });
});
