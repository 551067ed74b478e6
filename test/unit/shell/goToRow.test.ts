import assert from 'node:assert/strict';
import { goToRow } from '../../../src/vscode/goToRow';
import { FakeClock } from '../../fakes/fakeClock';
import { MemoryLog } from '../../fakes/memoryLog';

type Deps = Parameters<typeof goToRow>[0];

/** A view with another row selected, until it is gone to for the time `foundAt`, and what happened, with the ms of it. */
function made({ foundAt = 1, visible = true, error }: { foundAt?: number; visible?: boolean; error?: Error } = {}) {
  const clock = new FakeClock();
  const beganAt = clock.now();
  const log = new MemoryLog();
  const steps: string[] = [];
  const view = {
    visible,
    selection: ['another row'],
    reveal: (element: string) => {
      steps.push(`revealed at ${clock.now() - beganAt}`);
      if (error) return Promise.reject(error);
      view.visible = true;
      if (steps.filter((step) => step.startsWith('revealed')).length === foundAt) view.selection = [element];
      return Promise.resolve();
    },
  };
  const pacer = { flush: () => void steps.push('flushed') };
  const portions = { settled: () => Promise.resolve() };
  const deps = { clock, log, view, pacer, portions } as unknown as Deps & { portions: { settled(): Promise<void> } };
  return { clock, log, steps, deps };
}

describe('going to a row', () => {
  it('that VS Code does not find is told in the log without its label, which may be a link with a query', async () => {
    const element = '1/Staging//label/https:\\/\\/i.example\\/1.png?sig=secret';
    const { deps, clock, log } = made({ error: new Error(`Cannot resolve tree item for element ${element}`) });
    const going = goToRow(deps, { element, isOnPage: false }, {});
    await clock.advance(10_000);
    await going;
    assert.match(log.lines.join('\n'), /^debug: A row could not be revealed/);
    assert.doesNotMatch(log.lines.join('\n'), /secret|example/);
  });

  it('begins once VS Code was told of what waited, also where it is in the middle of reading', async () => {
    const { deps, steps } = made();
    let settle = (): void => undefined;
    deps.portions.settled = () => new Promise<void>((resolve) => (settle = resolve));
    const going = goToRow(deps, { element: 'row', isOnPage: false }, {});
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(steps, ['flushed']);
    settle();
    await going;
    assert.deepEqual(steps, ['flushed', 'revealed at 0']);
  });

  for (const [where, how, isOnPage, times] of [
    ['in the view', {}, false, [0, 1500]],
    ['on a page', {}, true, [0, 1500, 3000, 4500]],
    ['in a view that was hidden', { visible: false }, false, [0, 400]],
    ['on a page of a view that was hidden', { visible: false }, true, [0, 400, 1900, 3400]],
  ] as const)
    it(`is done again ${where} as long as VS Code does not select it, and not for ever`, async () => {
      for (let foundAt = 1; foundAt <= times.length + 1; foundAt++) {
        const { deps, clock, steps } = made({ ...how, foundAt });
        const going = goToRow(deps, { element: 'row', isOnPage }, {});
        await clock.advance(20_000);
        await going;
        assert.deepEqual(
          steps.filter((step) => step !== 'flushed'),
          times.slice(0, foundAt).map((ms) => `revealed at ${ms}`),
        );
        assert.equal(clock.pending, 0);
      }
    });
});
