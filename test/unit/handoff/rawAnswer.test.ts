import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { rawAnswerText, spreadJson } from '../../../src/core/handoff/rawAnswer';
import { english as t } from '../../../src/core/translate';

const outcome = { profile: 'Lot', ms: 12, failure: undefined };

describe('a raw answer', () => {
  it('is shown with its numbers, escapes and double names as the server wrote them', () => {
    const text = '{"job_id":12345678901234567890, "x" : 1.0,"x":1e2,"e":"\\u00e9 {,}","list":[ ],"of":[1,{}]}';
    const shown = rawAnswerText(t, { ...outcome, answer: { status: 200, text } });
    assert.equal(
      shown,
      [
        '// Lot: HTTP 200, answered in 12 ms',
        '// The links in it are secrets that expire: whoever has one sees the image.',
        '{',
        '  "job_id": 12345678901234567890,',
        '  "x": 1.0,',
        '  "x": 1e2,',
        '  "e": "\\u00e9 {,}",',
        '  "list": [],',
        '  "of": [',
        '    1,',
        '    {}',
        '  ]',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('of an error stands under what it means, as it came; one that is no JSON stays a comment', () => {
    const failed = { ...outcome, failure: 'The server does not accept this query (HTTP 400).' };
    const text = '{"error":{"type":"x/invalid_payload","text":"no such label"}}';
    const shown = rawAnswerText(t, { ...failed, answer: { status: 400, text } });
    assert.match(shown, /HTTP 400, answered[^]*\/\/ The server does not accept[^]*\n {4}"text": "no such label"\n/);
    const page = rawAnswerText(t, { ...failed, answer: { status: 502, text: '<html>\r\n<b>Bad\u2028x' } });
    assert.match(page, /\n\/\/ <html>\n\/\/ <b>Bad\n\/\/ x\n$/);
    assert.match(
      rawAnswerText(t, { ...failed, answer: { status: 204, text: ' ' } }),
      /\n\/\/ The answer is empty\.\n$/,
    );
    assert.equal(
      rawAnswerText(t, { ...outcome, failure: 'No network.', answer: undefined }),
      '// Lot: no answer after 12 ms\n// No network.\n',
    );
  });

  it('says the same JSON, whatever it is', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const spread = spreadJson(text);
        assert.deepEqual(JSON.parse(spread), JSON.parse(text));
        assert.equal(spreadJson(spread), spread);
        // Only white space differs.
        assert.equal(spread.replace(/\s/g, ''), text.replace(/\s/g, ''));
      }),
    );
  });

  it('may be long: a text of 20 MB, and a list in a list in a list', () => {
    const long = JSON.stringify({ a: 'x\\"'.repeat(5_000_000) });
    assert.ok(spreadJson(long).length > long.length);
    const deep = '['.repeat(10_000) + ']'.repeat(10_000);
    assert.ok(spreadJson(deep).length < 2 * deep.length);
  });
});
