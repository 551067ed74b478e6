import fc from 'fast-check';
import assert from 'node:assert/strict';
import { readPageMessage } from '../../../src/core/pageMessageWire';
import type { HostMessage } from '../../../src/core/protocol';
import { readHostMessage, readPanelState, toWire } from '../../../src/core/protocolWire';
import { panelHtml } from '../../../src/vscode/panelHtml';

describe('messages between host and page', () => {
  it('arrive as they were sent, numbers that JSON does not know included', () => {
    const message: HostMessage = {
      type: 'show',
      state: {
        ...{ profileId: 'p', jobId: 'j', status: 'completed', resultIndex: 0, pinned: true, failure: 'No mask.' },
        elsewhere: true,
        source: { name: 'a.jpg', stage: { kind: 'notice', reason: 'gone', detail: 'HTTP 404' } },
        results: [{ hasImage: true, crop: { x: Infinity, y: -0.1, width: 1 / 3, height: 1e-7 } }, { hasImage: false }],
        stage: { kind: 'picture', key: 'k', renewed: false },
      },
    };
    assert.deepEqual(readHostMessage(JSON.parse(JSON.stringify(toWire(message)))), message);
  });

  for (const message of [undefined, null, 'ready', {}, { type: 'format' }, { type: 'select', resultIndex: -1 }, []])
    it(`fault 73: are ignored when they are not known: ${JSON.stringify(message)}`, () => {
      assert.deepEqual([readPageMessage(message), readHostMessage(message)], [undefined, undefined]);
    });

  it('fault 73, 83: are read or ignored, whatever they are, and never end in an error', () => {
    const word = fc.constantFrom('show', 'picture', 'select', 'ready', 'copy', 'errand', 'constructor', '__proto__');
    const message = fc.oneof(fc.anything(), fc.record({ type: word, state: fc.anything(), text: fc.anything() }));
    fc.assert(
      fc.property(message, (each) => {
        for (const read of [readPageMessage, readHostMessage, readPanelState]) read(each);
      }),
    );
  });

  it('take only what belongs to them', () => {
    assert.deepEqual(readPageMessage({ type: 'ready', token: 'x' }), { type: 'ready' });
  });

  it('put no endless text on the clipboard, and run no errand that is not known', () => {
    const messages = [
      { type: 'copy', text: 'x'.repeat(3000) },
      { type: 'copy', text: 7 },
      { type: 'errand', errand: 'deleteAll' },
    ];
    assert.deepEqual(messages.map(readPageMessage), [undefined, undefined, undefined]);
    assert.deepEqual(readPageMessage({ type: 'errand', errand: 'save' }), { type: 'errand', errand: 'save' });
  });

  it('restore a panel of a version that knew fewer switches', () => {
    const toggles = { overlay: 'crop', grid: false, checkerboard: true, details: true };
    const kept = { profileId: 'p', jobId: 'j', resultIndex: 0, view: { mode: 'fit' }, toggles };
    assert.deepEqual(readPanelState(kept), {
      ...kept,
      toggles: { ...toggles, compare: 'source', all: false },
      pinned: false,
    });
  });

  it('restore a panel from its own state only', () => {
    const kept = {
      ...{ profileId: 'p', jobId: 'j', resultIndex: 2 },
      view: { mode: 'free', scale: 2, centre: { x: 0.5, y: 0.5 } },
      toggles: { overlay: 'dim', compare: 'side', all: true, grid: false, checkerboard: true, details: true },
      pinned: true,
    };
    assert.deepEqual(readPanelState(kept), kept);
    assert.equal(readPanelState({ ...kept, toggles: { overlay: 'other' } }), undefined);
  });
});

describe('the page’s HTML', () => {
  const options = { cspSource: 'https://csp.example', scriptUri: 's.js', styleUri: 's.css', language: 'en' };

  it('fault 77: has the policy and a nonce of its own each time', () => {
    const html = panelHtml({ ...options, words: {} });
    const nonce = /script nonce="([^"]+)"/.exec(html)?.[1] ?? '';
    const policy = `default-src 'none'; img-src blob:; style-src https://csp.example; font-src https://csp.example; script-src 'nonce-${nonce}'`;
    assert.ok(html.includes(`content="${policy}"`));
    assert.ok(Buffer.from(nonce, 'base64').length >= 16);
    assert.notEqual(html, panelHtml({ ...options, words: {} }));
  });

  it('lets no word end the element that carries the words', () => {
    const html = panelHtml({ ...options, words: { a: '</script><script>alert(1)</script>' } });
    assert.equal(html.split('</script>').length, 3);
  });
});
