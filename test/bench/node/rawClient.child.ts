import { timed } from '../harness/alternate';
import { answerParent } from '../harness/childProcess';
import { askRaw, type RawOptions } from '../harness/rawClient';

answerParent((options) => {
  const { entries, ...raw } = options as RawOptions & { readonly entries: number };
  return timed(async () => {
    const came = await askRaw(raw);
    if (came !== entries) throw new Error(`The peer got ${came} of ${entries} entries.`);
  });
});
