import assert from 'node:assert/strict';
import { cleanBaseUrl } from '../../../src/core/api/baseUrl';

const accepted: readonly (readonly [typed: string, baseUrl: string, origin: string])[] = [
  ['https://us1-api.crop.photo/v1', 'https://us1-api.crop.photo/v1', 'https://us1-api.crop.photo'],
  ['  https://us1-api.crop.photo/v1/ ', 'https://us1-api.crop.photo/v1', 'https://us1-api.crop.photo'],
  ['https://example.com///', 'https://example.com', 'https://example.com'],
  ['HTTPS://EXAMPLE.com/V1', 'https://example.com/V1', 'https://example.com'],
  ['https://example.com:443/v1', 'https://example.com/v1', 'https://example.com'],
  ['https://example.com:8443/v1', 'https://example.com:8443/v1', 'https://example.com:8443'],
  ['https://example.com/a/../b', 'https://example.com/b', 'https://example.com'],
  ['https://example.com/a@b', 'https://example.com/a@b', 'https://example.com'],
  ['https://10.0.0.7/v1', 'https://10.0.0.7/v1', 'https://10.0.0.7'],
  ['http://localhost:8081/v1', 'http://localhost:8081/v1', 'http://localhost:8081'],
  ['http://127.0.0.1', 'http://127.0.0.1', 'http://127.0.0.1'],
  ['http://127.8.9.10:80/v1', 'http://127.8.9.10/v1', 'http://127.8.9.10'],
  ['http://127.1/v1', 'http://127.0.0.1/v1', 'http://127.0.0.1'],
  ['http://[::1]:8081', 'http://[::1]:8081', 'http://[::1]:8081'],
  ['https://bücher.example/v1', 'https://xn--bcher-kva.example/v1', 'https://xn--bcher-kva.example'],
  ['https://сrор.photo', 'https://xn--r-1tbgb.photo', 'https://xn--r-1tbgb.photo'],
];

for (const [typed, baseUrl, origin] of accepted) {
  it(`fault 66: the base URL "${typed}" becomes ${baseUrl}`, () => {
    const clean = cleanBaseUrl(typed);
    assert.deepEqual(clean, { baseUrl, origin });
    assert.doesNotMatch('baseUrl' in clean ? clean.baseUrl : '', /[^\x21-\x7e]/);
  });
}

const refused: Record<string, RegExp> = {
  '': /Enter/,
  '   ': /Enter/,
  'us1-api.crop.photo/v1': /https:/,
  'https:example.com': /https:/,
  'https://': /https:/,
  'https:///v1': /https:/,
  'http://example.com/v1': /only for this machine/,
  'http://10.0.0.7/v1': /only for this machine/,
  'http://localhost.example.com': /only for this machine/,
  'http://127.0.0.1.example.com': /only for this machine/,
  'http://[::ffff:127.0.0.1]': /only for this machine/,
  'http://0.0.0.0:8081': /every network interface/,
  'http://0/': /every network interface/,
  'https://0.0.0.0': /every network interface/,
  'https://[::]:1': /every network interface/,
  'https://user:pass@example.com/v1': /user name/,
  'https://user@example.com': /user name/,
  'https://@example.com': /user name/,
  'https://us1-api.crop.photo@evil.example': /user name/,
  'https://example.com/v1?key=1': /query/,
  'https://example.com/v1?': /query/,
  'https://example.com/v1#top': /fragment/,
  'https://example.com\\@evil.example': /backslash/,
  'https://exa\tmple.com': /invisible/,
  'https://example.com/a b': /blank/,
  'https://exa\u200bmple.com': /invisible/,
  'https://example.com:99999': /not a valid/,
  'https://exa<mple.com': /not a valid/,
  'file:///etc/passwd': /https:/,
  'javascript:alert(1)': /https:/,
  'data:text/plain,x': /https:/,
  'ws://localhost': /https:/,
};

for (const [typed, reason] of Object.entries(refused)) {
  it(`fault 66: the base URL ${JSON.stringify(typed)} is refused`, () => {
    const clean = cleanBaseUrl(typed);
    assert.ok('reason' in clean, JSON.stringify(clean));
    assert.match(clean.reason, reason);
  });
}

it('a base URL of 3,000 characters is refused', () => {
  assert.ok('reason' in cleanBaseUrl(`https://example.com/${'x'.repeat(3000)}`));
});
