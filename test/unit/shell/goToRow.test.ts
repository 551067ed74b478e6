import assert from 'node:assert/strict';
import { goToRow } from '../../../src/vscode/goToRow';
import { FakeClock } from '../../fakes/fakeClock';
import { MemoryLog } from '../../fakes/memoryLog';

describe('going to a row', () => {
  it('that VS Code does not find is told in the log without its label, which may be a link with a query', async () => {
    const log = new MemoryLog();
    const element = '1/Staging//label/https:\\/\\/i.example\\/1.png?sig=secret';
    const reveal = (): Promise<void> => Promise.reject(new Error(`Cannot resolve tree item for element ${element}`));
    const deps = {
      ...{ view: { reveal, selection: [] }, clock: new FakeClock(), log, pacer: { flush: () => undefined } },
      rereading: { settled: () => Promise.resolve() },
    };
    await goToRow(deps as unknown as Parameters<typeof goToRow>[0], { element, isOnPage: false }, {});
    assert.match(log.lines.join('\n'), /^debug: A row could not be revealed/);
    assert.doesNotMatch(log.lines.join('\n'), /secret|example/);
  });

  it('begins once VS Code was told of what waited, also where it is in the middle of reading', async () => {
    const steps: string[] = [];
    let settle = (): void => undefined;
    const deps = {
      view: { reveal: () => Promise.resolve(void steps.push('revealed')), selection: [] },
      ...{ clock: new FakeClock(), log: new MemoryLog(), pacer: { flush: () => steps.push('flushed') } },
      rereading: { settled: () => new Promise<void>((resolve) => (settle = resolve)) },
    };
    const going = goToRow(deps as unknown as Parameters<typeof goToRow>[0], { element: 'row', isOnPage: false }, {});
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(steps, ['flushed']);
    settle();
    await going;
    assert.deepEqual(steps, ['flushed', 'revealed']);
  });
});
