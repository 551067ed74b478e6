import assert from 'node:assert/strict';
import { readHostMessage, readPageMessage, readPanelState, toWire, type HostMessage } from '../../../src/core/protocol';
import { panelHtml } from '../../../src/vscode/panelHtml';

describe('messages between host and page', () => {
  it('arrive as they were sent, numbers that JSON does not know included', () => {
    const message: HostMessage = {
      type: 'show',
      state: {
        ...{ profileId: 'p', jobId: 'j', status: 'completed', resultIndex: 0 },
        results: [{ hasImage: true, crop: { x: Infinity, y: -0.1, width: 1 / 3, height: 1e-7 } }, { hasImage: false }],
        stage: { kind: 'picture', key: 'k', renewed: false },
      },
    };
    assert.deepEqual(readHostMessage(JSON.parse(JSON.stringify(toWire(message)))), message);
  });

  for (const message of [undefined, null, 'ready', {}, { type: 'format' }, { type: 'select', resultIndex: -1 }, []])
    it(`are ignored when they are not known: ${JSON.stringify(message)}`, () => {
      assert.deepEqual([readPageMessage(message), readHostMessage(message)], [undefined, undefined]);
    });

  it('take only what belongs to them', () => {
    assert.deepEqual(readPageMessage({ type: 'ready', token: 'x' }), { type: 'ready' });
  });

  it('restore a panel from its own state only', () => {
    const kept = {
      ...{ profileId: 'p', jobId: 'j', resultIndex: 2 },
      view: { mode: 'free', scale: 2, centre: { x: 0.5, y: 0.5 } },
      toggles: { overlay: 'dim', grid: false, checkerboard: true, details: true },
    };
    assert.deepEqual(readPanelState(kept), kept);
    assert.equal(readPanelState({ ...kept, toggles: { overlay: 'other' } }), undefined);
  });
});

describe('the page’s HTML', () => {
  const options = { cspSource: 'https://csp.example', scriptUri: 's.js', styleUri: 's.css', language: 'en' };

  it('has the policy and a nonce of its own each time', () => {
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
