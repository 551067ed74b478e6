import assert from 'node:assert/strict';
import { stopBrowser, ViewerPage } from './viewerPage';

/**
 * Opens a viewer before each test of the surrounding `describe`; one that wrote an error to its console fails the test.
 *
 * @param use takes the viewer of the test that runs next
 */
export function usePage(use: (view: ViewerPage) => void): void {
  let view: ViewerPage;
  after(stopBrowser);
  beforeEach(async () => {
    view = await ViewerPage.open();
    use(view);
  });
  afterEach(async () => {
    assert.deepEqual(view.errors, []);
    await view.close();
  });
}
