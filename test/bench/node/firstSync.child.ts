import { timed } from '../harness/alternate';
import { answerParent } from '../harness/childProcess';
import type { ServerFacts } from '../harness/sampleProcess';
import { sync } from '../harness/syncClient';

/** What a session's first refresh is told. */
export interface FirstSync {
  readonly world: ServerFacts;
  readonly key: string;
}

answerParent((told) => {
  const { world, key } = told as FirstSync;
  return timed(() => sync(world, key, { isFirst: true }));
});
