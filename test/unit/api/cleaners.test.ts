import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cleanBaseUrl } from '../../../src/core/api/baseUrl';
import { cleanLabels } from '../../../src/core/jobs/labelInput';

const piece = fc.oneof(
  fc.constantFrom('https://', 'http://', 'localhost', '127.0.0.1', '[::1]', 'example.com', '/v1', '/..', ':443', '@'),
  fc.constantFrom('?', '#', '\\', '//', ' ', '\u200b', '%2f', 'bücher', ':8081'),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const typed = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
const address = fc.oneof(
  typed,
  typed.map((rest) => `https://example.com/${rest}`),
  typed.map((rest) => `http://localhost${rest}`),
);

describe('the cleaners of what is typed or set', () => {
  it('fault 66: a base URL is refused with a sentence, or is plain, safe for a key, and stays as it is', () => {
    let accepted = 0;
    fc.assert(
      fc.property(address, (text) => {
        const clean = cleanBaseUrl(text);
        if ('reason' in clean) {
          assert.match(clean.reason, /\.$/);
          return;
        }
        accepted++;
        const { protocol, hostname, username, password } = new URL(clean.baseUrl);
        assert.equal(username + password, '');
        assert.match(clean.baseUrl, /^https?:\/\/[\x21-\x7e]*[^/?#]$/);
        assert.doesNotMatch(clean.baseUrl, /[?#]/);
        assert.ok(protocol === 'https:' || /^(localhost|\[::1\]|127(\.\d+){3})$/.test(hostname));
        assert.equal(new URL(clean.baseUrl).origin, clean.origin);
        assert.deepEqual(cleanBaseUrl(clean.baseUrl), clean);
      }),
      { numRuns: 1000 },
    );
    assert.ok(accepted > 50, String(accepted));
  });

  it('fault 83: labels of whatever list are texts, trimmed, each once, in their order, and stay as they are', () => {
    const label = fc.oneof(fc.string(), fc.constantFrom(' a', 'a', 'a ', '', '\t', 'b\u00a0'));
    const list = fc.oneof(fc.anything(), fc.array(fc.oneof(label, fc.anything())));
    fc.assert(
      fc.property(list, (value) => {
        const labels = cleanLabels(value);
        const texts = (Array.isArray(value) ? (value as unknown[]) : []).filter((one) => typeof one === 'string');
        const wanted = texts.map((text) => text.trim()).filter((text) => text !== '');
        assert.deepEqual(
          labels,
          wanted.filter((text, index) => wanted.indexOf(text) === index),
        );
        assert.deepEqual(cleanLabels(labels), labels);
      }),
      { numRuns: 1000 },
    );
  });
});
