import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Failure, type FailureKind } from '../../../src/core/api/failure';
import { readPace } from '../../../src/core/jobs/pollPace';
import { pollPause, type PauseFacts } from '../../../src/core/jobs/pollPause';

const minute = 60_000;
const facts: PauseFacts = {
  enabled: true,
  leads: true,
  signedIn: true,
  tracked: true,
  askable: true,
  visible: true,
  focused: true,
  unfinished: true,
  onlyUnknown: false,
  quietRuns: 0,
  failure: undefined,
  failures: 0,
  pace: { quickest: 2000, slowest: 15_000, hidden: 5 * minute },
};
const limited = (retryAfterMs: number): Failure => new Failure('rateLimited', 'Wait.', { retryAfterMs });
const wrong = new Failure('query', 'The label is wrong.');

describe('the pause before the next run', () => {
  const table: readonly [string, Partial<PauseFacts>, number | undefined][] = [
    ['something changed, watched', {}, 2000],
    ['nothing changed once', { quietRuns: 1 }, 3000],
    ['nothing changed for long', { quietRuns: 50 }, 15_000],
    ['unfinished, the view hidden', { visible: false }, minute],
    ['unfinished, the window not focused', { focused: false }, minute],
    ['all finished, watched', { unfinished: false }, 2 * minute],
    ['all finished, the view hidden', { unfinished: false, visible: false }, 5 * minute],
    [
      'unfinished, hidden, with a slow pace',
      { visible: false, pace: { ...facts.pace, slowest: 3 * minute } },
      3 * minute,
    ],
    ['all finished, with a slow pace', { unfinished: false, pace: { ...facts.pace, slowest: 3 * minute } }, 3 * minute],
    [
      'all finished, watched, and the setting says never while hidden',
      { unfinished: false, pace: { ...facts.pace, hidden: 0 } },
      2 * minute,
    ],
    [
      'all finished, hidden, and the setting says never',
      { unfinished: false, visible: false, pace: { ...facts.pace, hidden: 0 } },
      undefined,
    ],
    ['all finished, the window not focused', { unfinished: false, focused: false }, undefined],
    [
      'all finished, the window not focused, after a failure',
      { unfinished: false, focused: false, failure: new Failure('offline', 'No.'), failures: 2 },
      undefined,
    ],
    ['all finished, watched, after a failure', { unfinished: false, failure: limited(7000) }, 7000],
    ['switched off', { enabled: false }, undefined],
    ['the key was refused', { failure: new Failure('unauthorized', 'No.') }, undefined],
    ['the server asked for 7 s', { failure: limited(7000) }, 7000],
    ['the server asked for a day', { failure: limited(86_400_000) }, 5 * minute],
    ['everything tracked was called wrong', { askable: false, failure: wrong }, undefined],
    ['one query of many was called wrong', { failure: wrong, failures: 3 }, 2000],
    ['one of many was called wrong, the others are finished', { failure: wrong, unfinished: false }, 2 * minute],
    ['the second failure in a row', { failure: new Failure('offline', 'No.'), failures: 2 }, 16_000],
  ];
  for (const [name, some, pause] of table) {
    it(`${name} → ${pause ?? 'none'}`, () => assert.equal(pollPause({ ...facts, ...some }, 0.5).ms, pause));
  }

  it('is spread by a fifth either way, never earlier than the server asked, never above the cap', () => {
    const kinds: FailureKind[] = ['offline', 'server', 'timeout', 'rateLimited', 'tls'];
    const failure = fc.option(
      fc.constantFrom(...kinds).map((kind) => new Failure(kind, 'x')),
      { nil: undefined },
    );
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.record({ failure, failures: fc.nat(100), quietRuns: fc.nat(100) }), share, (some, random) => {
        const middle = pollPause({ ...facts, ...some }, 0.5).ms ?? 0;
        const pause = pollPause({ ...facts, ...some }, random).ms ?? 0;
        assert.ok(pause >= middle * 0.8 - 1 && pause <= middle * 1.2 + 1 && pause <= 5 * minute, `${pause}`);
      }),
    );
    for (const random of [0, 1]) assert.equal(pollPause({ ...facts, failure: limited(7000) }, random).ms, 7000);
  });
});

describe('the pace of the settings', () => {
  const table: readonly [unknown, unknown, unknown, [number, number, number]][] = [
    [2, 15, 5, [2000, 15_000, 300_000]],
    [undefined, null, 'x', [2000, 15_000, 300_000]],
    [0, -1, 0, [1000, 1000, 0]],
    [1e9, 1e9, 1e9, [600_000, 3_600_000, 86_400_000]],
    ['5', NaN, -3, [2000, 15_000, 0]],
    [20, 3, 0.1, [20_000, 20_000, 30_000]],
  ];
  for (const [quickest, slowest, hiddenMinutes, [q, s, h]] of table) {
    it(`fault 67: ${String(quickest)}, ${String(slowest)}, ${String(hiddenMinutes)} → ${q}, ${s}, ${h} ms`, () => {
      assert.deepEqual(readPace({ quickest, slowest, hiddenMinutes }), { quickest: q, slowest: s, hidden: h });
    });
  }
});
