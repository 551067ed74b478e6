import { errands, longestCopy, readingScopes, stripAtOnce, type PageMessage } from './protocol';
import { reading } from './protocolWire';
import { byTag, fail, index, listOf, oneOf, readAs, record, text, type Shape } from './shape';

const plain = record({
  type: oneOf('ready', 'retry', 'loadAnyway', 'retrySource', 'loadSourceAnyway', 'signIn', 'switchProfile'),
});
const aboutPicture = record({ type: oneOf('shown', 'dropped', 'cannotDecode'), key: text });
const shortText: Shape<string> = (value) => (text(value).length <= longestCopy ? text(value) : fail());

const short = (wanted: number[]): number[] => (wanted.length <= stripAtOnce ? wanted : fail());

const pageMessage: Shape<PageMessage> = byTag<PageMessage>('type', {
  ...{
    ready: plain,
    retry: plain,
    loadAnyway: plain,
    retrySource: plain,
    loadSourceAnyway: plain,
    signIn: plain,
    switchProfile: plain,
    shown: aboutPicture,
    dropped: aboutPicture,
    cannotDecode: aboutPicture,
  },
  select: record({ type: oneOf('select'), resultIndex: index }),
  strip: record({ type: oneOf('strip'), wanted: (value) => short(listOf(index)(value)) }),
  chooseReading: record({ type: oneOf('chooseReading'), reading, scope: oneOf(...readingScopes) }),
  errand: record({ type: oneOf('errand'), errand: oneOf(...errands) }),
  copy: record({ type: oneOf('copy'), text: shortText }),
  ignored: record({ type: oneOf('ignored'), count: index }),
});

/** Reads a message in the host; undefined for one that is not known. */
export function readPageMessage(message: unknown): PageMessage | undefined {
  return readAs(pageMessage, message);
}
