import { Editor, type EditorOptions } from './editor';
import type { Workbench } from './workbench';

/** The one editor and the first user's window that the tests of a `describe` share. */
export interface Shared {
  readonly editor: Editor;
  /** The first window; set it when a test goes on in another one. */
  workbench: Workbench;
}

/**
 * Starts an editor before the tests of the surrounding `describe` and ends it after them. A failed test leaves a
 * picture in `.build/screenshots/failed-…png`.
 *
 * @returns what is there once the tests run
 */
export function useEditor(options: EditorOptions = {}): () => Shared {
  let shared: Shared | undefined;

  before(async function () {
    this.timeout(180_000);
    const editor = await Editor.start(options);
    try {
      shared = { editor, workbench: await editor.open() };
    } catch (error) {
      console.error(editor.log());
      await editor.close();
      throw error;
    }
  });

  afterEach(async function () {
    const { currentTest } = this;
    if (currentTest?.state !== 'failed') return;
    const name = currentTest.fullTitle().replace(/[^a-z0-9]+/gi, '-');
    await shared?.workbench.screenshot(`failed-${name.slice(0, 120)}`).catch(() => undefined);
  });

  after(async function () {
    this.timeout(30_000);
    await shared?.editor.close();
  });

  return () => {
    if (!shared) throw new Error('The editor is there once the tests run.');
    return shared;
  };
}
