import assert from 'node:assert/strict';
import { goToRow } from '../../../src/vscode/goToRow';
import { FakeClock } from '../../fakes/fakeClock';
import { MemoryLog } from '../../fakes/memoryLog';

describe('going to a row', () => {
  it('that VS Code does not find is told in the log without its label, which may be a link with a query', async () => {
    const log = new MemoryLog();
    const element = '1/Staging//label/https:\\/\\/i.example\\/1.png?sig=secret';
    const reveal = (): Promise<void> => Promise.reject(new Error(`Cannot resolve tree item for element ${element}`));
    const deps = { view: { reveal, selection: [] }, clock: new FakeClock(), log, pacer: { flush: () => undefined } };
    await goToRow(deps as unknown as Parameters<typeof goToRow>[0], { element, isOnPage: false }, {});
    assert.match(log.lines.join('\n'), /^debug: A row could not be revealed/);
    assert.doesNotMatch(log.lines.join('\n'), /secret|example/);
  });
});
