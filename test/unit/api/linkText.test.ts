import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { withoutQueries } from '../../../src/core/api/linkText';
import { plainText } from '../../../src/core/api/plainText';

const signed = 'X-Amz-Signature=SECRET&X-Amz-Expires=60';
const links = [
  `https://s3.example/a.png?${signed}`,
  `HTTPS://S3.EXAMPLE/a.png?${signed}`,
  `https:\\/\\/s3.example\\/a.png?${signed}`,
  `image_https://s3.example/a.png?${signed}`,
  `u003dhttps://s3.example/a.png?${signed}`,
  `s3.example/a.png?${signed}`,
  `https://s3.example/my file.png?${signed}`,
  `https://s3.example/a.png#${signed}`,
  `https://s3.example/a.png?a="&sig=SECRET`,
  encodeURIComponent(`https://s3.example/a.png?${signed}`),
  `https://s3.example/a.png?token=SECRET`,
];

describe('fault 68: links in what a server wrote', () => {
  for (const link of links)
    it(`fault 68: are cut before their query: ${link}`, () => {
      for (const around of [
        ['', ''],
        ['Cannot read ', ', sorry'],
        ['{"url":"', '"}'],
        ['<a href=', '>x</a>'],
      ] as const) {
        const text = `${around[0]}${link}${around[1]}`;
        assert.doesNotMatch(withoutQueries(text), /SECRET/);
        assert.doesNotMatch(plainText(text, 'api_key'), /SECRET/);
      }
    });

  it('fault 68: whatever stands around them', () => {
    const around = fc.string({
      unit: fc.constantFrom('a', '/', '?', '&', '#', '=', ' ', '"', '\\', '%', ':', 'https://'),
      maxLength: 12,
    });
    fc.assert(
      fc.property(around, fc.constantFrom(...links), around, (before, link, after) => {
        assert.doesNotMatch(withoutQueries(before + link + after), /SECRET/);
      }),
      { numRuns: 2000 },
    );
  });

  it('leave other words as they are', () => {
    for (const text of ['Is limit=5 too small? No & yes.', 'a?b=c', 'https://x.example/path, then', 'mask_image #3'])
      assert.equal(withoutQueries(text), text);
  });

  it('cost as much as the text is long', () => {
    for (const trap of ['?sig', 'https%3a', 'https://a', '?a=', '&sigsig', 'https:\\/'])
      withoutQueries(trap.repeat(20_000));
  });
});
