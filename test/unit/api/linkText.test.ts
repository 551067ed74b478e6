import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { withoutQueries } from '../../../src/core/api/linkText';
import { plainText } from '../../../src/core/api/plainText';

const signed = 'X-Amz-Signature=f00dfeed9&X-Amz-Expires=60';
const links = [
  `https://s3.example/a.png?${signed}`,
  `HTTPS://S3.EXAMPLE/a.png?${signed}`,
  `https:\\/\\/s3.example\\/a.png?${signed}`,
  `image_https://s3.example/a.png?${signed}`,
  `u003dhttps://s3.example/a.png?${signed}`,
  `s3.example/a.png?${signed}`,
  `https://s3.example/my file.png?${signed}`,
  `https://s3.example/a.png#${signed}`,
  `https://s3.example/a.png?a="&sig=f00dfeed9`,
  encodeURIComponent(`https://s3.example/a.png?${signed}`),
  encodeURIComponent(encodeURIComponent(`https://s3.example/a.png?${signed}`)),
  encodeURIComponent(`s3.example/my file.png?${signed}`),
  `https://s3.example/a.png${encodeURIComponent(`?${signed}`)}`,
  `https://s3.example/a.png\\u003f${signed}`,
  `s3.example/a.png?X-Amz-Signature\\u003df00dfeed9`,
  `https://s3.example/it's.png?st=f00dfeed9&e=1`,
  `https://s3.example/a.png?txt='hi'&s=f00dfeed9`,
  `https://s3.example/a.png?sig="f00dfeed9"`,
  `s3.example/my file.png?st=f00dfeed9`,
  encodeURIComponent('https://s3.example/a?t=f00dfeed9'),
  'Max retries exceeded with url: /bucket/a?t=f00dfeed9',
  'GET /view?filename=a.png&type=output&t=f00dfeed9 HTTP/1.1',
  '/bucket/a?x=1&accessToken=f00dfeed9',
  '/bucket/a?sv=1&amp;sig=f00dfeed9',
  'https:\\\\/\\\\/s3.example\\\\/a?t=f00dfeed9',
  's3://bucket/a?t=f00dfeed9',
  '/models/m.safetensors?t=f00dfeed9',
  `s3.example/a?AWSAccessKeyId=x&sig=f00dfeed9`,
  `https://s3.example/a.png?token=f00dfeed9`,
  'https://s3.example/a.png;sig=f00dfeed9',
  'https://s3.example/a.png&quest;st&equals;f00dfeed9',
  'https://s3.example/a.png&#63;st=f00dfeed9',
  'https://s3.example/a.png\\x3fst=f00dfeed9',
  'https://s3.example/a.png\uff1fst=f00dfeed9',
  'https://user:f00dfeed9@s3.example/a.png',
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
        assert.doesNotMatch(withoutQueries(text), /f00dfeed9/);
        assert.doesNotMatch(plainText(text, 'api_key'), /f00dfeed9/);
      }
    });

  it('fault 68: whatever stands around them', () => {
    const around = fc.string({
      unit: fc.constantFrom('a', '/', '?', '&', '#', '=', ' ', '"', '\\', '%', ':', 'https://'),
      maxLength: 12,
    });
    fc.assert(
      fc.property(around, fc.constantFrom(...links), around, (before, link, after) => {
        assert.doesNotMatch(withoutQueries(before + link + after), /f00dfeed9/);
      }),
      { numRuns: 2000 },
    );
  });

  it('leave other words as they are', () => {
    for (const text of [
      'Is limit=5 too small? No & yes.',
      'a?b=c',
      'R&D_assignment=x',
      'a&design=blue',
      'first; sign=here; then x=3',
      'mail me@shop.example; size=3',
      'batch=23 size=2300 grid=23x14 color=3fa',
      'https://x.example/path, then',
      'mask_image #3',
    ])
      assert.equal(withoutQueries(text), text);
  });

  it('cost as much as the text is long', () => {
    for (const trap of ['?sig', 'https%3a', 'https://a', '?a=', '&sigsig', 'https:\\/', '.png?a', '%3f'])
      withoutQueries(trap.repeat(20_000));
  });
});
