import assert from 'node:assert/strict';
import { cleanApiKey } from '../../../src/core/api/apiKey';

const accepted: Record<string, string> = {
  'a plain key': 'api_xxxx1234',
  'blanks around it': ' \t api_xxxx1234 \u00a0',
  'a leading Bearer': 'Bearer api_xxxx1234',
  'a leading bearer with more blanks': ' bearer   api_xxxx1234 ',
};

for (const [name, text] of Object.entries(accepted)) {
  it(`fault 59: a key with ${name} is taken without it`, () => {
    assert.deepEqual(cleanApiKey(text), { key: 'api_xxxx1234' });
  });
}

const refused: Record<string, readonly [text: string, reason: RegExp]> = {
  nothing: ['', /Enter/],
  'blanks only': ['  \t ', /Enter/],
  'Bearer alone': ['Bearer ', /Enter/],
  'a newline inside': ['api_xxxx\n1234', /line break/],
  'a newline at its end': ['api_xxxx1234\n', /line break/],
  'a second header': ['api_xxxx\r\nX-Evil: 1', /line break/],
  'a NUL': ['api_xxxx\0', /control/],
  'a zero-width space': ['api_\u200bxxxx', /invisible/],
  'a byte order mark': ['\ufeffapi_xxxx', /invisible/],
  'a bidi override': ['api_\u202exxxx', /invisible/],
  'typographic quotes': ['“api_xxxx”', /quotes/],
  'a blank inside': ['api_xx xx', /blank/],
  'a letter outside ASCII': ['api_xxxß', /character/],
  'a lone surrogate': ['api_xxx\ud800', /character/],
  '513 characters': ['x'.repeat(513), /512/],
};

for (const [name, [text, reason]] of Object.entries(refused)) {
  it(`fault 58: a key of ${name} is refused with a reason that does not repeat it`, () => {
    const clean = cleanApiKey(text);
    assert.ok('reason' in clean);
    assert.match(clean.reason, reason);
    assert.doesNotMatch(clean.reason, /xxx/);
  });
}

it('a key of 512 characters is taken', () => {
  assert.deepEqual(cleanApiKey('x'.repeat(512)), { key: 'x'.repeat(512) });
});
