import assert from 'node:assert/strict';
import { unstretched } from '../../../src/webview/unstretched';

describe('an output beside its source', () => {
  const place = { left: 100, top: 50, right: 300, bottom: 150 };
  const output = (width: number, height: number) => ({ width, height });

  it('fills the place of its crop, edge on edge, where the ratios are the same but for whole pixels', () => {
    assert.deepEqual(
      [output(400, 200), output(401, 200)].map((each) => unstretched(each, place)),
      [place, place],
    );
  });

  it('stands in the middle of that place, as large as it fits, where they differ', () => {
    assert.deepEqual(unstretched(output(50, 50), place), { left: 150, top: 50, right: 250, bottom: 150 });
    assert.deepEqual(unstretched(output(400, 100), place), { left: 100, top: 75, right: 300, bottom: 125 });
  });
});
