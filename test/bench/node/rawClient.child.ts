import { timed } from '../harness/alternate';
import { answerParent } from '../harness/childProcess';
import { askRaw, type RawOptions } from '../harness/rawClient';

answerParent((options) => timed(() => askRaw(options as RawOptions)));
