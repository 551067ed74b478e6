import { failureWords } from '../api/failureWords';
import type { HostMessage, Stage } from '../protocol';
import type { Translate } from '../translate';

/** What the page shows of failures, in the language of the user; the page itself knows no failures. */
export function inWords(t: Translate, message: HostMessage): HostMessage {
  if (message.type !== 'show') return message;
  const { stage, source } = message.state;
  const state = { ...message.state, stage: stageInWords(t, stage) };
  return {
    ...message,
    state: source ? { ...state, source: { ...source, stage: stageInWords(t, source.stage) } } : state,
  };
}

function stageInWords(t: Translate, stage: Stage): Stage {
  return stage.kind === 'notice' ? { ...stage, detail: failureWords(t, stage.detail) } : stage;
}
